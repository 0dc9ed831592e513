package io.herald.message.expression;

import java.io.Serial;

/** Leaves the recursion of parser and type check; never leaves the package. */
final class Complaint extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final int column;
  private final String message;

  Complaint(int column, String message) {
    super(message, null, false, false); // no stack trace: it is an answer, not a failure
    this.column = column;
    this.message = message;
  }

  Reading.NotUnderstood reading() {
    return new Reading.NotUnderstood(column, message);
  }
}
