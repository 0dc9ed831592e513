package io.herald.server.demo;

/** The demo cannot go on; the message says why and what to do, for the person who started it. */
final class DemoException extends Exception {
  private static final long serialVersionUID = 1L;

  DemoException(String message) {
    super(message);
  }
}
