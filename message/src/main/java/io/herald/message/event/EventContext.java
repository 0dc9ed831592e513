package io.herald.message.event;

/**
 * The event's data, kept as received (design section 6): the text of one XML {@code <ctx>} element,
 * or of one JSON object. Well-formedness was checked by the door; nobody parses it again before it
 * is rendered.
 *
 * @param format which of the two
 * @param text the document; at most 1 MiB of UTF-8 by default (DM-12)
 */
public record EventContext(Format format, String text) {
  /** How the data is written. */
  public enum Format {
    XML(0),
    JSON(1);

    private final int number;

    Format(int number) {
      this.number = number;
    }

    /** The number stored. */
    public int number() {
      return number;
    }

    /** The format with this stored number: 0 is XML, anything else JSON. */
    public static Format ofNumber(int number) {
      return number == 0 ? XML : JSON;
    }
  }

  /**
   * An XML context. The root element's name does not matter; its content is what templates see as
   * {@code ctx}.
   */
  public static EventContext xml(String text) {
    return new EventContext(Format.XML, text);
  }

  /** A JSON context: the text of one object. */
  public static EventContext json(String text) {
    return new EventContext(Format.JSON, text);
  }
}
