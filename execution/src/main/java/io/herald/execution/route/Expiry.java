package io.herald.execution.route;

import io.herald.execution.queue.QueuedEvent;
import io.herald.execution.step.Step;
import io.herald.message.event.NewEvent;
import io.herald.message.link.Publication;
import io.herald.message.status.EventStatus;
import io.herald.spi.FailureReason;
import java.time.Instant;

/** When an event is too old, and what it becomes then. */
public final class Expiry {
  private Expiry() {}

  /**
   * The instant from which nothing is sent any more: the caller's {@code expiration} (EV-33), else
   * one validity after the event's creation or its scheduled instant, whichever is later, not
   * counting the time it was paused (EV-34).
   */
  public static Instant of(QueuedEvent queued, Publication.DeliverySettings delivery) {
    NewEvent event = queued.event();
    if (event.expiration() != null) {
      return event.expiration();
    }
    Instant begin = queued.created();
    Instant scheduled = event.scheduled();
    if (scheduled != null && scheduled.isAfter(begin)) {
      begin = scheduled;
    }
    return begin.plusSeconds(delivery.validitySeconds()).plus(queued.paused());
  }

  /**
   * What an event becomes when its time is over: too old; but a message that was tried and whose
   * validity, not its caller's expiration, ended has failed as unreachable (DL-21).
   */
  public static <T> Step<T> expired(QueuedEvent queued, Instant expires) {
    if (queued.attempt() > 0 && queued.event().expiration() == null) {
      return new Step.Stop<>(
          EventStatus.DELIVERY_FAILED,
          FailureReason.UNREACHABLE,
          "gave up after %d attempts: the validity of the message ended at %s"
              .formatted(queued.attempt(), expires));
    }
    return new Step.Stop<>(
        EventStatus.TOO_OLD,
        FailureReason.EXPIRED,
        queued.attempt() == 0
            ? "expired at " + expires + ", nothing was sent"
            : "expired at %s after %d attempts".formatted(expires, queued.attempt()));
  }
}
