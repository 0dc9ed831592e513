package io.herald.spi;

/**
 * A finished message, ready for the wire.
 *
 * @param eventId the event that caused it; for logs and correlation only
 * @param sender envelope sender (SMTP {@code MAIL FROM}, SMS source address); empty for the null
 *     reverse path
 * @param recipient envelope recipient: one address, number or token
 * @param content the bytes as the provider takes them; for e-mail a whole RFC 5322 message with
 *     CRLF line ends, not dot-stuffed
 * @param realTime true for the real-time queue, which is always served before the batch queue
 */
public record OutgoingMessage(
    long eventId, String sender, String recipient, byte[] content, boolean realTime) {}
