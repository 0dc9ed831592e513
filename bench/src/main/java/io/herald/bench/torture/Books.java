package io.herald.bench.torture;

import io.herald.bench.torture.Arrivals.Arrival;
import io.herald.bench.torture.StoredEvents.Stored;
import io.herald.message.status.EventStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The books, closed from three sources that know nothing of each other: what callers were told,
 * what arrived, what the database says. Pure.
 *
 * @param accepted events whose caller read a positive answer with their id
 * @param delivered those of them that arrived, once or more often
 * @param failedVisibly those that did not arrive and whose status says so
 * @param moreThanOnce events, accepted or not, that arrived more than once
 * @param storedUnasked events that are stored although no positive answer was read: allowed,
 *     because their callers know that they do not know
 * @param findings what must not be, each with examples
 */
record Books(
    long accepted,
    long delivered,
    long failedVisibly,
    long moreThanOnce,
    StoredUnasked storedUnasked,
    Map<Finding, Examples> findings) {

  /** Events nobody got a positive answer for, and what became of them. */
  record StoredUnasked(long count, long delivered) {}

  /** What must not be. */
  enum Finding {
    NOT_STORED("accepted, not in the database, never arrived"),
    SAID_SENT("said to be sent, never arrived"),
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
      return this == NOT_STORED || this == SAID_SENT;
    }
  }

  /**
   * How many, and some of them.
   *
   * @param events ids in hex, as in the Message-ID, at most {@link #KEPT}
   */
  record Examples(long count, List<String> events) {
    private static final int KEPT = 5;

    private static final Examples NONE = new Examples(0, List.of());

    private Examples and(String event) {
      List<String> kept = new ArrayList<>(events);
      if (kept.size() < KEPT) {
        kept.add(event);
      }
      return new Examples(count + 1, List.copyOf(kept));
    }
  }

  /**
   * Closes the books.
   *
   * @param accepted the number of each accepted event, by its id
   * @param givenTwice ids that were given to two events
   * @param arrived by event id
   * @param unreadable mails that named no event
   * @param stored by event id
   */
  static Books close(
      Map<Long, Long> accepted,
      List<Long> givenTwice,
      Map<Long, Arrival> arrived,
      long unreadable,
      Map<Long, Stored> stored) {
    Closing closing = new Closing(accepted, arrived, stored);
    givenTwice.forEach(id -> closing.find(Finding.SAME_ID, id));
    for (long i = 0; i < unreadable; i++) {
      closing.find(Finding.UNREADABLE, 0);
    }
    return closing.close();
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

  /** Goes through the sources once. */
  private static final class Closing {
    private final Map<Long, Long> accepted;
    private final Map<Long, Arrival> arrived;
    private final Map<Long, Stored> stored;
    private final Map<Finding, Examples> findings = new EnumMap<>(Finding.class);
    private long delivered;
    private long failedVisibly;
    private long moreThanOnce;

    Closing(Map<Long, Long> accepted, Map<Long, Arrival> arrived, Map<Long, Stored> stored) {
      this.accepted = accepted;
      this.arrived = arrived;
      this.stored = stored;
    }

    Books close() {
      accepted.keySet().forEach(this::settle);
      arrived.forEach((id, arrival) -> checkArrival(id, arrival, stored.get(id)));
      long unasked = 0;
      long unaskedDelivered = 0;
      Map<String, Long> byNumber = new HashMap<>();
      for (Map.Entry<Long, Stored> entry : stored.entrySet()) {
        long id = entry.getKey();
        Stored event = entry.getValue();
        if (!event.status().settled()) {
          find(Finding.UNSETTLED, id);
        } else if (event.status() == EventStatus.PROCESSED && !arrived.containsKey(id)) {
          find(Finding.SAID_SENT, id);
        }
        if (event.settled() != (event.status().settled() ? 1 : 0)) {
          find(Finding.TRAIL, id);
        }
        Long number = accepted.get(id);
        if (number == null) {
          unasked++;
          unaskedDelivered += arrived.containsKey(id) ? 1 : 0;
        } else if (!number.toString().equals(event.number())) {
          find(Finding.MIXED_UP, id);
        }
        if (event.number() != null && byNumber.put(event.number(), id) != null) {
          find(Finding.STORED_TWICE, id);
        }
      }
      return new Books(
          accepted.size(),
          delivered,
          failedVisibly,
          moreThanOnce,
          new StoredUnasked(unasked, unaskedDelivered),
          Map.copyOf(findings));
    }

    private void settle(long id) {
      Stored event = stored.get(id);
      if (arrived.containsKey(id)) {
        delivered++;
      } else if (event == null) {
        find(Finding.NOT_STORED, id);
      } else if (event.status().settled() && event.status() != EventStatus.PROCESSED) {
        failedVisibly++;
      }
    }

    private void checkArrival(long id, Arrival arrival, @Nullable Stored event) {
      if (event == null || (event.status().settled() && event.status() != EventStatus.PROCESSED)) {
        find(Finding.NOT_KNOWN, id);
      }
      if (arrival.times() > 1) {
        moreThanOnce++;
        if (event == null || arrival.times() - 1 > event.repetitions()) {
          find(Finding.UNEXPLAINED, id);
        }
      }
      boolean right =
          event == null || Objects.equals(event.number(), Long.toString(arrival.number()));
      if (!arrival.alike() || !right) {
        find(Finding.MIXED_UP, id);
      }
    }

    void find(Finding finding, long id) {
      findings.merge(
          finding,
          Examples.NONE.and(Long.toHexString(id)),
          (known, one) -> known.and(one.events().getFirst()));
    }
  }
}
