package io.herald.server.inbox;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A mail taken apart and decoded. Everything in it comes from strangers.
 *
 * @param text the plain text body; empty when there is none
 * @param html the HTML body; empty when there is none
 * @param inline parts the HTML may refer to
 * @param attachments all other parts
 * @param headers of the whole mail, in their order, decoded
 */
record MailContent(
    MailHead head,
    String text,
    String html,
    List<Part> inline,
    List<Part> attachments,
    List<Header> headers) {

  /** A header line, unfolded and decoded. */
  record Header(String name, String value) {}

  /**
   * A part that is not the body.
   *
   * @param id its place in the mail, for example {@code 2} or {@code 1.3}
   * @param contentType lower case, without parameters
   * @param contentId without angle brackets; empty when there is none
   * @param data decoded; not to be modified
   */
  record Part(String id, String fileName, String contentType, String contentId, byte[] data) {}

  Optional<Part> part(String id) {
    return Stream.concat(inline.stream(), attachments.stream())
        .filter(part -> part.id().equals(id))
        .findFirst();
  }
}
