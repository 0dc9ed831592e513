package io.herald.testkit.smtp;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** What {@link FakeSmtpServer} does instead of what it would normally do at a {@link Step}. */
public sealed interface Answer {
  /** Says this, for example {@code 550 5.1.1 no such user}; lines are separated by CRLF. */
  static Answer reply(String text) {
    return new Reply(text);
  }

  /** Says this and closes the connection, as servers do with 421. */
  static Answer replyAndDrop(String text) {
    return new ReplyAndDrop(text);
  }

  /** Closes the connection without a word; a message whose final dot has come is not kept. */
  static Answer drop() {
    return new Drop();
  }

  /** For {@link Step#FINAL_DOT}: keeps the message, then closes the connection without a word. */
  static Answer keepAndDrop() {
    return new KeepAndDrop();
  }

  /** Says nothing until the client or the test gives up. */
  static Answer silence() {
    return new Silence();
  }

  /** Goes on as usual. */
  static Answer asUsual() {
    return new AsUsual();
  }

  /** Waits until the test opens the gate, then does this. */
  static Answer after(CountDownLatch gate, Answer then) {
    return new AfterGate(gate, then);
  }

  /** Does this later. */
  static Answer late(Duration by, Answer then) {
    return new Late(by, then);
  }

  /** See {@link Answer#reply}. */
  record Reply(String text) implements Answer {}

  /** See {@link Answer#replyAndDrop}. */
  record ReplyAndDrop(String text) implements Answer {}

  /** See {@link Answer#drop}. */
  record Drop() implements Answer {}

  /** See {@link Answer#keepAndDrop}. */
  record KeepAndDrop() implements Answer {}

  /** See {@link Answer#silence}. */
  record Silence() implements Answer {}

  /** See {@link Answer#asUsual}. */
  record AsUsual() implements Answer {}

  /** See {@link Answer#after}. */
  record AfterGate(CountDownLatch gate, Answer then) implements Answer {}

  /** See {@link Answer#late}. */
  record Late(Duration by, Answer then) implements Answer {}
}
