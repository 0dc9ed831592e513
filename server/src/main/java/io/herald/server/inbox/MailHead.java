package io.herald.server.inbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a mail without opening its body, decoded. Everything in it comes from strangers,
 * except when and how it was received.
 *
 * @param messageId without angle brackets; empty when there is none
 * @param from null when there is no readable one
 * @param bcc those named by the header, then envelope recipients no header names
 * @param date the mail's own date, or when it was received
 * @param sender envelope sender; empty for the null reverse path
 * @param size of the whole mail, in bytes
 */
record MailHead(
    String messageId,
    @Nullable Person from,
    List<Person> to,
    List<Person> cc,
    List<Person> bcc,
    List<Person> replyTo,
    String subject,
    Instant date,
    String sender,
    Instant received,
    int size) {

  /** An address and the name beside it; either may be empty. */
  record Person(String name, String address) {
    @Override
    public String toString() {
      return name.isEmpty() ? address : name + " <" + address + ">";
    }
  }
}
