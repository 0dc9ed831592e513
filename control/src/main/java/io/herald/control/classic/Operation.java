package io.herald.control.classic;

import java.util.Arrays;
import java.util.Optional;

/** What is to be done with an entity: its attribute {@code _operation}. */
enum Operation {
  INSERT("insert"),
  UPDATE("update"),
  INSERT_OR_UPDATE("insertOrUpdate"),
  DELETE("delete"),
  NONE("none");

  private final String label;

  Operation(String label) {
    this.label = label;
  }

  /** The default when the text is empty. */
  static Optional<Operation> of(String text) {
    return text.isEmpty()
        ? Optional.of(INSERT_OR_UPDATE)
        : Arrays.stream(values())
            .filter(operation -> operation.label.equalsIgnoreCase(text))
            .findFirst();
  }
}
