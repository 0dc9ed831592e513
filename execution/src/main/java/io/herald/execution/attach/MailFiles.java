package io.herald.execution.attach;

import java.util.List;

/**
 * Everything in a mail that is no text.
 *
 * @param inline pictures that the HTML shows by {@code cid:} and their name
 * @param attached the attachments, in their order
 */
public record MailFiles(List<MailFile> inline, List<MailFile> attached) {
  /** Of most mails. */
  public static final MailFiles NONE = new MailFiles(List.of(), List.of());

  public MailFiles {
    inline = List.copyOf(inline);
    attached = List.copyOf(attached);
  }
}
