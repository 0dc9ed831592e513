package io.herald.execution.deliver.email;

import java.time.Duration;

/**
 * How long a connection waits for each answer; the defaults are those of RFC 5321 §4.5.3.2.
 *
 * @param connect for the TCP connection and the TLS handshake, each
 * @param greeting for the server's first words, and for EHLO, STARTTLS and AUTH
 * @param envelope for MAIL, RCPT and RSET
 * @param data for the answer to DATA
 * @param write for one buffer of ours to leave
 * @param acceptance for the answer to the final dot
 */
public record SmtpTimeouts(
    Duration connect,
    Duration greeting,
    Duration envelope,
    Duration data,
    Duration write,
    Duration acceptance) {
  /** 10 seconds to connect, then 5, 5, 2, 3 and 10 minutes. */
  public static final SmtpTimeouts DEFAULT =
      new SmtpTimeouts(
          Duration.ofSeconds(10),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(2),
          Duration.ofMinutes(3),
          Duration.ofMinutes(10));

  /** The same time for everything. */
  public static SmtpTimeouts all(Duration each) {
    return new SmtpTimeouts(each, each, each, each, each, each);
  }

  Duration forAnswer(SmtpStage stage) {
    return switch (stage) {
      case GREETING, EHLO, STARTTLS, AUTH -> greeting;
      case MAIL, RCPT, RSET -> envelope;
      case DATA -> data;
      case CONTENT -> acceptance;
      case QUIT -> Duration.ofSeconds(2);
    };
  }
}
