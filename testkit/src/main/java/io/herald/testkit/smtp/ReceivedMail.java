package io.herald.testkit.smtp;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A message {@link FakeSmtpServer} took.
 *
 * @param connection which connection brought it, counted from 1
 * @param sender what stood in the brackets of MAIL FROM
 * @param parameters what stood behind them
 * @param recipients what stood in the brackets of each accepted RCPT TO
 * @param content the message as it was before dot-stuffing, without the final dot
 * @param encrypted whether it came over TLS
 * @param followedAtOnce whether more bytes lay behind the final dot before it was answered
 */
public record ReceivedMail(
    int connection,
    String sender,
    String parameters,
    List<String> recipients,
    byte[] content,
    boolean encrypted,
    boolean followedAtOnce) {
  public ReceivedMail {
    recipients = List.copyOf(recipients);
  }

  /** The content read as UTF-8. */
  public String text() {
    return new String(content, StandardCharsets.UTF_8);
  }
}
