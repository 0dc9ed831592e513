package io.herald.server.inbox;

import java.time.Instant;
import java.util.List;

/**
 * A mail as it came over the wire.
 *
 * @param id unique in this inbox, URL-safe; later mails have greater ids
 * @param received when the last byte had arrived
 * @param sender envelope sender; empty for the null reverse path
 * @param recipients envelope recipients, at least one
 * @param raw the message, byte for byte, without the transparency dots of SMTP; not to be modified
 */
record ReceivedMail(
    String id, Instant received, String sender, List<String> recipients, byte[] raw) {}
