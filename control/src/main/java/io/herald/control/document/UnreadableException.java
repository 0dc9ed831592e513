package io.herald.control.document;

/** A document cannot be used; the message tells its author why and what to do. */
final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableException(String message) {
    super(message);
  }
}
