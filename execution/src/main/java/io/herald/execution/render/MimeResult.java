package io.herald.execution.render;

/** What writing a mail gave. */
public sealed interface MimeResult {
  /**
   * The mail.
   *
   * @param content an RFC 5322 message with CRLF line ends; for the caller alone
   */
  record Written(byte[] content) implements MimeResult {}

  /**
   * No mail can be made of this.
   *
   * @param field which one is wrong: {@code sender}, {@code replyTo}, {@code recipient}, {@code
   *     messageId}, {@code headers} or {@code body}
   * @param why continues the sentence "the field …"; holds no personal data
   */
  record Unwritable(String field, String why) implements MimeResult {}
}
