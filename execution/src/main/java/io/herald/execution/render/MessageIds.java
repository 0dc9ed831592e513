package io.herald.execution.render;

import io.herald.message.channel.EmailAddress;

/**
 * Message-IDs: made from the event id alone, so that every attempt of a message carries the same
 * one and a mailbox can recognise a repetition (EV-13, EM-3).
 */
public final class MessageIds {
  private MessageIds() {}

  /** Without angle brackets: {@code <event id in hex>@<domain of the sender>}. */
  public static String of(long eventId, String senderAddress) {
    // an international domain goes in as its ASCII form; MimeWriter refuses what is no address
    String domain =
        EmailAddress.read(senderAddress) instanceof EmailAddress address
            ? address.domain()
            : "sender.invalid";
    return Long.toHexString(eventId) + "@" + domain;
  }
}
