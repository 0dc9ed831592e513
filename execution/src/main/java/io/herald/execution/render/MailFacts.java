package io.herald.execution.render;

import io.herald.message.channel.EmailFormat;
import java.time.Instant;

/**
 * What a mail needs beside its text.
 *
 * @param eventId the event behind it; makes the mail's boundary
 * @param messageId without angle brackets; the same for each attempt of an event (EV-13), see
 *     {@link MessageIds}
 * @param date when the message was made; written in UTC
 * @param format which parts the recipient wants
 * @param recipient address without a name
 * @param recipientName shown beside the address; empty for none
 */
public record MailFacts(
    long eventId,
    String messageId,
    Instant date,
    EmailFormat format,
    String recipient,
    String recipientName) {}
