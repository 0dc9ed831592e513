package io.herald.testkit.smtp;

/** Where {@link FakeSmtpServer} can be told to behave differently. */
public enum Step {
  /** A connection was accepted; the answer is the greeting. */
  CONNECT,
  EHLO,
  STARTTLS,
  AUTH,
  MAIL,
  RCPT,
  DATA,
  /** The first line of the message has come; a reply makes no sense here, a drop does. */
  CONTENT,
  /** The whole message has come. */
  FINAL_DOT,
  RSET,
  QUIT
}
