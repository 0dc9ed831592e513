package io.herald.testkit.http;

import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** What {@link FakeReceiver} does with a request once it has read it. */
public sealed interface HttpAnswer {
  /** Answers with this status and a short body. */
  static HttpAnswer status(int status) {
    return new Status(status, Map.of(), "answered");
  }

  /** Answers with this status and one header. */
  static HttpAnswer status(int status, String header, String value) {
    return new Status(status, Map.of(header, value), "");
  }

  /** Answers 200 with a file of this media type. */
  static HttpAnswer file(String type, byte[] bytes) {
    return new File(200, Map.of("Content-Type", type), bytes);
  }

  /** The same with one more header. */
  static HttpAnswer file(String type, byte[] bytes, String header, String value) {
    return new File(200, Map.of("Content-Type", type, header, value), bytes);
  }

  /** Closes the connection without a word. */
  static HttpAnswer drop() {
    return new Drop();
  }

  /** Answers 200 and goes on sending a body that never ends, as fast as it is read. */
  static HttpAnswer endless() {
    return new Endless();
  }

  /** Answers 200 and sends one byte of the body each 50 milliseconds, for ever. */
  static HttpAnswer trickle() {
    return new Trickle();
  }

  /** Waits until the test opens the gate, then does this. */
  static HttpAnswer after(CountDownLatch gate, HttpAnswer then) {
    return new AfterGate(gate, then);
  }

  /** See {@link HttpAnswer#status}. */
  record Status(int status, Map<String, String> headers, String body) implements HttpAnswer {}

  /** See {@link HttpAnswer#file}. */
  record File(int status, Map<String, String> headers, byte[] body) implements HttpAnswer {}

  /** See {@link HttpAnswer#drop}. */
  record Drop() implements HttpAnswer {}

  /** See {@link HttpAnswer#endless}. */
  record Endless() implements HttpAnswer {}

  /** See {@link HttpAnswer#trickle}. */
  record Trickle() implements HttpAnswer {}

  /** See {@link HttpAnswer#after}. */
  record AfterGate(CountDownLatch gate, HttpAnswer then) implements HttpAnswer {}
}
