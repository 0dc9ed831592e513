package io.herald.server.inbox;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The mails that are kept, newest first; the oldest leave when a bound is reached. Safe for use by
 * many threads.
 */
final class Mailbox {
  /** Ids are milliseconds since 1970 with room for this many mails in each. */
  private static final long IDS_PER_MILLISECOND = 4096;

  private final Clock clock;
  private final int maxMails;
  private final long maxTotalBytes;
  private final @Nullable MailFolder folder;
  private final NavigableMap<String, KeptMail> mails = new TreeMap<>();
  private long lastId;
  private long totalBytes;
  private int unread;
  private long version;

  /**
   * @param folder where mails are kept over a restart; null for memory only. Those in it are shown
   *     again
   * @throws IOException when the folder cannot be read
   */
  Mailbox(Clock clock, int maxMails, long maxTotalBytes, @Nullable MailFolder folder)
      throws IOException {
    this.clock = clock;
    this.maxMails = maxMails;
    this.maxTotalBytes = maxTotalBytes;
    this.folder = folder;
    if (folder != null) {
      for (MailFolder.Stored mail : folder.list(maxMails, maxTotalBytes)) {
        lastId = Long.parseLong(mail.id(), Character.MAX_RADIX);
        add(KeptMail.inFolder(mail, folder));
      }
    }
  }

  /**
   * What the mailbox holds at one moment.
   *
   * @param version grows with every change, reading included
   */
  record Figures(int total, int unread, long bytes, long version) {}

  /**
   * Some of the mails that match.
   *
   * @param matching how many match in all
   * @param mails the wanted ones among them, newest first
   */
  record Page(int matching, int matchingUnread, List<KeptMail> mails, Figures figures) {}

  /**
   * Keeps a mail.
   *
   * @return its id
   * @throws MailFolder.CannotKeepException when it could not be written; it is then not kept
   */
  String keep(String sender, List<String> recipients, byte[] raw)
      throws MailFolder.CannotKeepException {
    Instant now = clock.instant();
    ReceivedMail mail = new ReceivedMail(nextId(now), now, sender, recipients, raw);
    if (folder == null) {
      add(KeptMail.inMemory(mail));
    } else {
      add(KeptMail.inFolder(new MailFolder.Stored(mail.id(), folder.write(mail)), folder));
    }
    return mail.id();
  }

  synchronized Figures figures() {
    return new Figures(mails.size(), unread, totalBytes, version);
  }

  synchronized Optional<KeptMail> find(String id) {
    return Optional.ofNullable(mails.get(id));
  }

  synchronized Optional<KeptMail> newest() {
    return mails.isEmpty() ? Optional.empty() : Optional.of(mails.lastEntry().getValue());
  }

  /** The mails that match, from the {@code start}-th newest on, at most {@code limit}. */
  Page page(Predicate<KeptMail> wanted, int start, int limit) {
    List<KeptMail> all;
    Figures figures;
    synchronized (this) {
      all = List.copyOf(mails.descendingMap().values());
      figures = figures();
    }
    List<KeptMail> matching = all.stream().filter(wanted).toList();
    return new Page(
        matching.size(),
        (int) matching.stream().filter(mail -> !mail.read()).count(),
        matching.stream().skip(start).limit(limit).toList(),
        figures);
  }

  synchronized void markRead(KeptMail mail) {
    if (mail.setRead() && mails.containsKey(mail.id())) {
      unread--;
      version++;
    }
  }

  /** Forgets these mails; unknown ids are passed over. */
  synchronized void remove(Collection<String> ids) {
    ids.forEach(this::drop);
  }

  synchronized void clear() {
    remove(List.copyOf(mails.keySet()));
  }

  private synchronized String nextId(Instant now) {
    lastId = Math.max(lastId + 1, now.toEpochMilli() * IDS_PER_MILLISECOND);
    return Long.toString(lastId, Character.MAX_RADIX);
  }

  private synchronized void add(KeptMail mail) {
    mails.put(mail.id(), mail);
    totalBytes += mail.bytes();
    unread++;
    version++;
    while (mails.size() > maxMails || (totalBytes > maxTotalBytes && mails.size() > 1)) {
      drop(mails.firstKey());
    }
  }

  private void drop(String id) {
    KeptMail mail = mails.remove(id);
    if (mail != null) {
      totalBytes -= mail.bytes();
      unread -= mail.read() ? 0 : 1;
      version++;
      if (folder != null) {
        folder.remove(id);
      }
    }
  }
}
