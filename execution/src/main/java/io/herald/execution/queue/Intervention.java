package io.herald.execution.queue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants done with events that are not in their hands, but the queue's. It is done
 * with those whose state allows it at that moment; the database decides, not an earlier look.
 *
 * @param kind what is wanted
 * @param ids of which events: 1 to {@value #MOST}
 * @param by whose wish it is, for the audit trail, for example {@code client:12}; when the pause of
 *     a message is behind it, the name of its template
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
    CANCEL(9, "cancelled by %s", "cancelled"),
    /** Takes an event up again that found no template or no target (EV-5). */
    REPROCESS(0, "taken up again by %s", null),
    /** Holds an event back that waits for its first attempt and is in nobody's hands (EV-40). */
    PAUSE(8, "message %s is paused", "message %s is paused"),
    /** Lets a paused event go on, with what is live by then (EV-41). */
    RESUME(0, "message %s is resumed", null),
    /** Ends a paused event whose message is not published any more (EV-43). */
    WITHDRAW(3, "message %s was unpublished while it was paused", "unpublished"),
    /** Ends a paused event whose expiration has come (EV-40). */
    EXPIRE(
        6,
        "expired while message %s was paused",
        "expired while message %s was paused, nothing was sent");

    private final int toStatus;
    private final String cause;
    private final @Nullable String reason;

    Kind(int toStatus, String cause, @Nullable String reason) {
      this.toStatus = toStatus;
      this.cause = cause;
      this.reason = reason;
    }

    int toStatus() {
      return toStatus;
    }
  }

  /** For the audit trail. */
  String cause() {
    return kind.cause.formatted(by);
  }

  /** For people who look at the event; null: nothing is to be said any more. */
  @Nullable String reason() {
    return kind.reason == null ? null : kind.reason.formatted(by);
  }
}
