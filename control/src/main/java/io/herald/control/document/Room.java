package io.herald.control.document;

import java.util.Locale;

/**
 * What may still come of a document; taken before it is held in memory. For one document and one
 * thread.
 */
final class Room {
  /** As HTML, with its pictures; it travels to every execution instance. */
  static final int MOST_CHARACTERS = 4_000_000;

  /** Those without a paragraph included, which an odt repeats with a few bytes. */
  static final int MOST_CELLS = 20_000;

  private long characters;
  private int cells;

  /** Takes room for text, or for a picture each time it is shown. */
  void take(long more) throws UnreadableException {
    characters += more;
    check(characters);
  }

  /** Takes room for a cell of a table. */
  void takeCell() throws UnreadableException {
    if (++cells > MOST_CELLS) {
      throw new UnreadableException(
          "Its tables have more than "
              + MOST_CELLS
              + " cells: repeat a row instead of writing many.");
    }
  }

  /** Looks at what there is so far. */
  static void check(long characters) throws UnreadableException {
    if (characters > MOST_CHARACTERS) {
      throw new UnreadableException(
          String.format(
              Locale.ROOT,
              "As HTML it has more than %,d characters, pictures included: make its pictures"
                  + " smaller, and repeat a row instead of writing many.",
              MOST_CHARACTERS));
    }
  }
}
