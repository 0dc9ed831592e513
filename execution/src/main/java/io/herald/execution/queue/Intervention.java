package io.herald.execution.queue;

import java.time.Instant;
import java.util.List;

/**
 * What somebody wants done with events that are not in their hands, but the queue's. It is done
 * with those whose state allows it at that moment; the database decides, not an earlier look.
 *
 * @param kind what is wanted
 * @param ids of which events: 1 to {@value #MOST}
 * @param by whose wish it is, for the audit trail, for example {@code client:12}
 */
public record Intervention(Kind kind, List<Long> ids, String by, Instant at) {
  /** How many events at once; more take several. */
  public static final int MOST = 1_000;

  public Intervention {
    if (ids.isEmpty() || ids.size() > MOST) {
      throw new IllegalArgumentException("an intervention names 1 to " + MOST + " events");
    }
    ids = List.copyOf(ids);
  }

  /** What can be wanted. */
  public enum Kind {
    /**
     * Ends an event that has not been handed over: pending, paused, or between two attempts to send
     * it (EV-44). An event whose attempt is under way is left alone.
     */
    CANCEL(9, "cancelled"),
    /** Takes an event up again that found no template or no target (EV-5). */
    REPROCESS(0, "taken up again");

    private final int toStatus;
    private final String phrase;

    Kind(int toStatus, String phrase) {
      this.toStatus = toStatus;
      this.phrase = phrase;
    }

    int toStatus() {
      return toStatus;
    }
  }

  /** For the audit trail. */
  String cause() {
    return kind.phrase + " by " + by;
  }
}
