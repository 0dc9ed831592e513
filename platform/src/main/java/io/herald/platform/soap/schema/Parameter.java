package io.herald.platform.soap.schema;

import java.util.Locale;

/**
 * A parameter of a method.
 *
 * @param name as schemas call it, for example {@code event}
 */
public record Parameter(String name, ParameterType type, Direction direction) {
  /** Whether a caller gives it or gets it. */
  public enum Direction {
    IN,
    OUT;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Parameter in(String name, ParameterType type) {
    return new Parameter(name, type, Direction.IN);
  }

  public static Parameter out(String name, ParameterType type) {
    return new Parameter(name, type, Direction.OUT);
  }

  /** Its element in requests and answers, for example {@code domEvent} or {@code plId}. */
  public String wireName() {
    String typed =
        type.prefix().isEmpty() && direction == Direction.IN
            ? name
            : type.prefix() + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    return direction == Direction.OUT ? "p" + typed : typed;
  }
}
