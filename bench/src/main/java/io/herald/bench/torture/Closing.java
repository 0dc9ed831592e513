package io.herald.bench.torture;

import io.herald.bench.torture.Answers.Accepted;
import io.herald.bench.torture.ApiEvents.Stored;
import io.herald.bench.torture.ApiEvents.Trail;
import io.herald.bench.torture.Books.Examples;
import io.herald.bench.torture.Books.Finding;
import io.herald.bench.torture.Books.Reason;
import io.herald.bench.torture.MailFiles.Answered;
import io.herald.bench.torture.MailFiles.Mail;
import io.herald.message.status.EventStatus;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the three sources side by side, from the largest id to the smallest, as a merge sort
 * does: a million events fit into a small heap. Used once, by one thread.
 */
final class Closing {
  /** Of events that look right, one in so many has its trail read as well. */
  private static final int SAMPLE = 500;

  private final List<Accepted> accepted;
  private final List<Mail> mails;
  private final Iterator<Stored> stored;
  private final Map<Finding, Examples> findings = new EnumMap<>(Finding.class);
  private final Map<Reason, Long> repetitions = new EnumMap<>(Reason.class);
  private final BitSet numbersStored = new BitSet();
  private final List<Repeated> repeated = new ArrayList<>();
  private final List<Long> sample = new ArrayList<>();
  private int nextAccepted;
  private int nextMail;
  private @Nullable Stored nextStored;
  private long delivered;
  private long failedVisibly;
  private long events;
  private long unasked;
  private long unaskedDelivered;

  /**
   * An event that arrived more than once.
   *
   * @param mails in the order in which they came
   * @param settled false: another attempt is still to come
   */
  private record Repeated(long event, List<Mail> mails, boolean settled) {}

  Closing(List<Accepted> accepted, List<Mail> mails, Iterator<Stored> stored) {
    this.accepted = new ArrayList<>(accepted);
    this.mails = new ArrayList<>(mails);
    this.stored = stored;
    this.accepted.sort(Comparator.comparingLong(Accepted::event).reversed());
    // stable: the mails of an event stay in order
    this.mails.sort(Comparator.comparingLong(Mail::event).reversed());
  }

  <E extends Exception> Books close(Books.Trails<E> trails) throws E, InterruptedException {
    advance();
    while (true) {
      long event = Math.max(acceptedHere(), Math.max(mailHere(), storedHere()));
      if (event <= 0) {
        break;
      }
      look(event);
    }
    for (; nextMail < mails.size(); nextMail++) {
      find(Finding.UNREADABLE, mails.get(nextMail).event());
    }
    List<Long> wanted = new ArrayList<>(repeated.stream().map(Repeated::event).toList());
    wanted.addAll(sample);
    Map<Long, Trail> read = trails.of(wanted);
    for (Repeated event : repeated) {
      explain(event, read.get(event.event()));
    }
    for (long event : sample) {
      checkTrail(event, read.get(event));
    }
    return new Books(
        events,
        delivered,
        failedVisibly,
        repeated.size(),
        Map.copyOf(repetitions),
        new Books.StoredUnasked(unasked, unaskedDelivered),
        Map.copyOf(findings));
  }

  // ---- where we are in each source; 0 behind the end -------------------------------------------

  private long acceptedHere() {
    return nextAccepted < accepted.size() ? accepted.get(nextAccepted).event() : 0;
  }

  private long mailHere() {
    return nextMail < mails.size() ? mails.get(nextMail).event() : 0;
  }

  private long storedHere() {
    return nextStored == null ? 0 : nextStored.event();
  }

  private void advance() {
    nextStored = stored.hasNext() ? stored.next() : null;
  }

  /** Takes from each source what it says about this event, and compares. */
  private void look(long event) {
    long number = 0;
    for (; acceptedHere() == event; nextAccepted++) {
      if (number != 0) {
        find(Finding.SAME_ID, event);
      }
      number = accepted.get(nextAccepted).number();
    }
    int firstMail = nextMail;
    while (mailHere() == event) {
      nextMail++;
    }
    List<Mail> arrived = mails.subList(firstMail, nextMail);
    Stored known = null;
    for (; storedHere() == event; advance()) {
      if (known != null) {
        find(Finding.SAME_ID, event);
      }
      known = nextStored;
    }
    if (number != 0) {
      events++;
      settle(event, number, arrived, known);
    } else if (known != null) {
      unasked++;
      unaskedDelivered += arrived.isEmpty() ? 0 : 1;
    }
    if (known != null) {
      checkStored(known, arrived);
    }
    if (!arrived.isEmpty()) {
      checkMails(event, arrived, known);
    }
  }

  private void settle(long event, long number, List<Mail> arrived, @Nullable Stored known) {
    if (!arrived.isEmpty()) {
      delivered++;
    } else if (known == null) {
      find(Finding.NOT_STORED, event);
    } else if (known.status().settled() && known.status() != EventStatus.PROCESSED) {
      failedVisibly++;
    }
    if (known != null && !Long.toString(number).equals(known.number())) {
      find(Finding.MIXED_UP, event);
    }
  }

  private void checkStored(Stored known, List<Mail> arrived) {
    if (!known.status().settled()) {
      find(Finding.UNSETTLED, known.event());
    } else if (known.status() == EventStatus.PROCESSED && arrived.isEmpty()) {
      find(Finding.SAID_SENT, known.event());
    } else if (known.status() == EventStatus.PROCESSED
        && arrived.stream().allMatch(mail -> mail.answered() == Answered.CUT)) {
      find(Finding.NEVER_ANSWERED, known.event());
    }
    if (known.number() != null) {
      int number = Integer.parseInt(known.number());
      if (numbersStored.get(number)) {
        find(Finding.STORED_TWICE, known.event());
      }
      numbersStored.set(number);
      if (number % SAMPLE == 0 && arrived.size() < 2 && known.status().settled()) {
        sample.add(known.event());
      }
    }
  }

  private void checkMails(long event, List<Mail> arrived, @Nullable Stored known) {
    if (known == null || (known.status().settled() && known.status() != EventStatus.PROCESSED)) {
      find(Finding.NOT_KNOWN, event);
    }
    if (arrived.size() > 1) {
      boolean settled = known == null || known.status().settled();
      repeated.add(new Repeated(event, List.copyOf(arrived), settled));
    }
    long number = arrived.getFirst().number();
    if (arrived.stream().anyMatch(mail -> mail.number() != number)
        || (known != null && !Long.toString(number).equals(known.number()))) {
      find(Finding.MIXED_UP, event);
    }
  }

  /** Every mail but the last was followed by one more: each needs a line in the trail. */
  private void explain(Repeated event, @Nullable Trail trail) {
    if (event.settled()) {
      checkTrail(event.event(), trail);
    }
    List<Mail> followed = event.mails().subList(0, event.mails().size() - 1);
    if (trail == null || trail.repetitions() < followed.size()) {
      find(Finding.UNEXPLAINED, event.event());
      return;
    }
    boolean takenOver = trail.lines().stream().anyMatch(Trail.Line::takenOver);
    for (Mail mail : followed) {
      Reason reason =
          switch (mail.answered()) {
            case CUT -> Reason.CUT;
            case KILLED -> Reason.SINK_KILLED;
            case GONE, YES -> takenOver ? Reason.PROCESS_GONE : Reason.ANSWER_LOST;
          };
      repetitions.merge(reason, 1L, Long::sum);
    }
  }

  private void checkTrail(long event, @Nullable Trail trail) {
    if (trail == null || trail.settled() != 1) {
      find(Finding.TRAIL, event);
    }
  }

  private void find(Finding finding, long event) {
    findings.merge(
        finding,
        Examples.NONE.and(Long.toHexString(event)),
        (known, one) -> known.and(one.events().getFirst()));
  }
}
