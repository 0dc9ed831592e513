package io.herald.message.expression;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One computation over one row. For one thread. */
final class Run {
  /** Characters a function may make a text grow to. */
  static final int MAX_TEXT = 1_000_000;

  /** Characters looked at and elements visited: some tenths of a second. */
  static final long MAX_WORK = 100_000_000;

  private final Row row;
  private final Clock clock;
  private @Nullable Row element;
  private @Nullable Instant now;
  private long work;

  Run(Row row, Clock clock) {
    this.row = row;
    this.clock = clock;
  }

  Row row() {
    return row;
  }

  /** The element of the collection that an aggregate has arrived at. */
  Row element() {
    return element == null ? row : element;
  }

  void enter(@Nullable Row next) {
    element = next;
  }

  /** The same moment however often it is asked for. */
  Instant now() {
    if (now == null) {
      now = clock.instant();
    }
    return now;
  }

  /** Counts work before it is done. */
  void charge(long characters, Place place) {
    work += characters;
    if (work > MAX_WORK) {
      throw place.failing(
          "takes too long: more than " + MAX_WORK + " characters to look at, or elements");
    }
  }

  /** Counts the work of making a text, and refuses one that is too long. */
  void grow(long characters, Place place) {
    if (characters > MAX_TEXT) {
      throw place.failing("would make a text of more than " + MAX_TEXT + " characters");
    }
    charge(characters, place);
  }
}
