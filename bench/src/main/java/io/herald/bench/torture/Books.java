package io.herald.bench.torture;

import io.herald.bench.torture.ApiEvents.Stored;
import io.herald.bench.torture.ApiEvents.Trail;
import io.herald.bench.torture.MailFiles.Mail;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The books, closed from three sources that know nothing of each other: what callers were told,
 * what the sink wrote down, what the API says.
 *
 * @param accepted events whose caller read a positive answer with their id
 * @param delivered those of them that arrived, once or more often
 * @param failedVisibly those that did not arrive and whose status says so
 * @param moreThanOnce events, accepted or not, that arrived more than once
 * @param repetitions how many mails more than one there were, each counted by its reason
 * @param storedUnasked events that are stored although no positive answer was read: allowed,
 *     because their callers know that they do not know
 * @param findings what must not be, each with examples
 */
record Books(
    long accepted,
    long delivered,
    long failedVisibly,
    long moreThanOnce,
    Map<Reason, Long> repetitions,
    StoredUnasked storedUnasked,
    Map<Finding, Examples> findings) {

  /** Events nobody got a positive answer for, and what became of them. */
  record StoredUnasked(long count, long delivered) {}

  /** Why a mail was followed by another one of the same event; its trail says so, too. */
  enum Reason {
    CUT("the sink cut the connection after it had kept the mail"),
    SINK_KILLED("the sink was killed between keeping the mail and answering"),
    PROCESS_GONE("the process was killed, or lost its claim, before it had noted the answer"),
    ANSWER_LOST("the answer was on its way when the connection broke");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** What must not be. */
  enum Finding {
    NOT_STORED("accepted, not known to the API, never arrived"),
    SAID_SENT("said to be sent, never arrived"),
    NEVER_ANSWERED("said to be sent, although the relay never said that it had taken the mail"),
    UNSETTLED("still open when the time to settle was over"),
    UNEXPLAINED("arrived more often than its trail explains"),
    NOT_KNOWN("arrived, but its status does not say so"),
    MIXED_UP("arrived with another event's content, or stored as another event"),
    SAME_ID("one id given to two events"),
    STORED_TWICE("pushed once, stored twice"),
    TRAIL("settled, but not once and for all by its trail"),
    UNREADABLE("arrived without naming its event");

    private final String words;

    Finding(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    /** Whether it means that something is lost. */
    boolean isLoss() {
      return this == NOT_STORED || this == SAID_SENT || this == NEVER_ANSWERED;
    }
  }

  /**
   * How many, and some of them.
   *
   * @param events ids in hex, as in the Message-ID, at most {@link #KEPT}
   */
  record Examples(long count, List<String> events) {
    private static final int KEPT = 5;

    static final Examples NONE = new Examples(0, List.of());

    Examples and(String event) {
      List<String> kept = new ArrayList<>(events);
      if (kept.size() < KEPT) {
        kept.add(event);
      }
      return new Examples(count + 1, List.copyOf(kept));
    }
  }

  /** Reads trails; only those that are asked for cost anything. */
  @FunctionalInterface
  interface Trails<E extends Exception> {
    /** By id; an event without a trail may be missing. */
    Map<Long, Trail> of(List<Long> events) throws E, InterruptedException;
  }

  /** How many events were lost. */
  long lost() {
    return findings.entrySet().stream()
        .filter(entry -> entry.getKey().isLoss())
        .mapToLong(entry -> entry.getValue().count())
        .sum();
  }

  /** How many of this kind. */
  long count(Finding finding) {
    return findings.getOrDefault(finding, Examples.NONE).count();
  }

  /** Whether everything is as promised. */
  boolean clean() {
    return findings.isEmpty();
  }

  /**
   * Closes the books.
   *
   * @param accepted positive answers, in any order
   * @param mails in the order in which they were kept
   * @param stored every event, the largest id first
   */
  static <E extends Exception> Books close(
      List<Answers.Accepted> accepted, List<Mail> mails, Iterator<Stored> stored, Trails<E> trails)
      throws E, InterruptedException {
    return new Closing(accepted, mails, stored).close(trails);
  }
}
