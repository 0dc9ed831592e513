package io.herald.server.inbox;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A mail in the mailbox, and whether somebody has looked at it. Safe for use by many threads. */
final class KeptMail {
  private final String id;
  private final long bytes;
  private final Supplier<ReceivedMail> source;
  private volatile boolean read;

  // taken from the message when first asked for: most mails of a load run are never looked at
  private volatile @Nullable MailHead head;
  private volatile @Nullable MailSummary summary;

  private KeptMail(String id, long bytes, Supplier<ReceivedMail> source) {
    this.id = id;
    this.bytes = bytes;
    this.source = source;
  }

  static KeptMail inMemory(ReceivedMail mail) {
    return new KeptMail(mail.id(), mail.raw().length, () -> mail);
  }

  /** The mail itself stays in the folder until it is looked at. */
  static KeptMail inFolder(MailFolder.Stored mail, MailFolder folder) {
    return new KeptMail(mail.id(), mail.bytes(), () -> folder.read(mail.id()));
  }

  String id() {
    return id;
  }

  /** The room it takes where it is kept. */
  long bytes() {
    return bytes;
  }

  /**
   * The mail itself.
   *
   * @throws java.io.UncheckedIOException when its file cannot be read
   */
  ReceivedMail mail() {
    return source.get();
  }

  boolean read() {
    return read;
  }

  /** Notes that it was read; true the first time. Called under the mailbox's lock. */
  boolean setRead() {
    boolean first = !read;
    read = true;
    return first;
  }

  /** What its header says. Remembered. */
  MailHead head() {
    MailHead known = head;
    if (known == null) {
      known = new MailReader(mail()).head();
      head = known;
    }
    return known;
  }

  /** What a list shows of its body. Remembered. */
  MailSummary summary() {
    MailSummary known = summary;
    if (known == null) {
      known = MailSummary.of(content());
      summary = known;
    }
    return known;
  }

  /** The whole mail taken apart; not remembered. */
  MailContent content() {
    return new MailReader(mail()).content();
  }
}
