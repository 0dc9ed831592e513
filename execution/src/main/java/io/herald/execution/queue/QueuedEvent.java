package io.herald.execution.queue;

import io.herald.message.event.NewEvent;
import io.herald.message.event.ReceivedBy;
import io.herald.message.status.EventStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event this process has claimed: it is on disk, and nobody else works on it.
 *
 * @param claimedBy the member (this process) that holds the claim; every later write repeats it, so
 *     that a process that lost its claims cannot change anything any more
 * @param status pending, or processing when a message exists already and is to be sent again
 * @param errorCount errors so far, before a message existed (EV-20)
 * @param attempt sending attempts begun so far
 * @param inFlight the last attempt has no recorded outcome: a process ended between the barrier and
 *     the record
 * @param template the version the event was prepared with; null before its first attempt (TPL-22)
 * @param paused how long its message was paused while it waited (EV-34)
 */
public record QueuedEvent(
    long id,
    NewEvent event,
    int claimedBy,
    EventStatus status,
    int errorCount,
    int attempt,
    boolean inFlight,
    @Nullable PreparedWith template,
    Instant created,
    Duration paused) {
  /** Whether it is the copy of a proof: no event, and never held back (TPL-67). */
  public boolean isProof() {
    return event.receivedBy() == ReceivedBy.PROOF;
  }

  /** A template version. */
  public record PreparedWith(String template, int version) {}

  /** A newly accepted event. */
  public static QueuedEvent accepted(long id, NewEvent event, int claimedBy, Instant created) {
    return new QueuedEvent(
        id, event, claimedBy, EventStatus.PENDING, 0, 0, false, null, created, Duration.ZERO);
  }

  /** The same event once an attempt has begun. */
  public QueuedEvent processing(int attemptNow, PreparedWith preparedWith) {
    return new QueuedEvent(
        id,
        event,
        claimedBy,
        EventStatus.PROCESSING,
        errorCount,
        attemptNow,
        true,
        preparedWith,
        created,
        paused);
  }

  /** Roughly what it takes in memory, in bytes. */
  public int weight() {
    return 1_000 + 2 * event.context().text().length();
  }
}
