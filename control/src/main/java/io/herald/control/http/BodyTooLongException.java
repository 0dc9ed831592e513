package io.herald.control.http;

import java.io.IOException;

/** The caller sends more than is taken; raised while the body is read, answered 413. */
final class BodyTooLongException extends IOException {
  private static final long serialVersionUID = 1;

  BodyTooLongException(long limitBytes) {
    super("The body is longer than " + limitBytes + " bytes, the most that is taken.");
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
