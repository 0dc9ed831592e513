package io.herald.message.channel;

import java.util.Locale;
import java.util.Optional;

/** Which parts of an e-mail the recipient wants (specification DM-22). */
public enum EmailFormat {
  /** Not known: send text and HTML as alternatives. */
  UNKNOWN(0, "unknown"),
  TEXT(1, "text"),
  HTML(2, "html");

  private final int number;
  private final String label;

  EmailFormat(int number, String label) {
    this.number = number;
    this.label = label;
  }

  /** The number stored and sent over the wire. */
  public int number() {
    return number;
  }

  /** The format with this stored number; empty when there is none. */
  public static Optional<EmailFormat> ofNumber(int number) {
    return number >= 0 && number < values().length
        ? Optional.of(values()[number])
        : Optional.empty();
  }

  /** Reads a number or a label in any letter case (DM-7). */
  public static Optional<EmailFormat> parse(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    for (EmailFormat format : values()) {
      if (wanted.equals(Integer.toString(format.number)) || wanted.equals(format.label)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
