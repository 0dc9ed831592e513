package io.herald.execution.queue;

import io.herald.message.channel.Channel;
import io.herald.message.status.DeliveryStatus;
import io.herald.message.status.EventStatus;
import io.herald.spi.FailureReason;
import io.herald.spi.FailureType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of an event, as the {@link Ledger} writes it.
 *
 * @param event what is changed; the change is refused unless the event is still claimed as it says
 *     and in its status
 * @param to the new status; may be the same, when only an attempt begins or a new try is planned
 * @param cause for the audit trail: a short phrase
 * @param at when it happened
 * @param reason shown to people with the event; null clears it
 * @param nextTry null keeps the claim (or, for a settled status and a pause, ends it); else the
 *     claim is given up and the event is due again at this instant
 * @param errorCount the event's error count from now on
 * @param times when the steps were done; null leaves what is stored
 * @param message what to note in the delivery log; null when no message exists
 * @param pausedFor the template whose pause holds the event back; null unless it becomes paused
 */
public record Change(
    QueuedEvent event,
    EventStatus to,
    String cause,
    Instant at,
    @Nullable String reason,
    @Nullable Instant nextTry,
    int errorCount,
    StepTimes times,
    @Nullable MessageState message,
    @Nullable String pausedFor) {

  /**
   * @throws IllegalArgumentException when the transition table does not allow the change (EV-60),
   *     or a pause without a template, or the other way round
   */
  public Change {
    if (!event.status().mayBecome(to) && !(event.status() == to && !to.settled())) {
      throw new IllegalArgumentException(
          "an event that is " + event.status() + " cannot become " + to);
    }
    if ((to == EventStatus.PAUSED) != (pausedFor != null)) {
      throw new IllegalArgumentException("paused events, and only they, name the paused template");
    }
  }

  /** Without a pause. */
  public Change(
      QueuedEvent event,
      EventStatus to,
      String cause,
      Instant at,
      @Nullable String reason,
      @Nullable Instant nextTry,
      int errorCount,
      StepTimes times,
      @Nullable MessageState message) {
    this(event, to, cause, at, reason, nextTry, errorCount, times, message, null);
  }

  /**
   * An event is held back by the pause of its message (EV-40). When it is due stays as it was, so
   * that the end of the pause neither sends early what was to wait nor forgets the order.
   */
  public static Change paused(QueuedEvent event, String template, Instant at) {
    String because = "message " + template + " is paused";
    return new Change(
        event,
        EventStatus.PAUSED,
        because,
        at,
        because,
        null,
        event.errorCount(),
        StepTimes.NONE,
        null,
        template);
  }

  /** When the steps were done (EV-12). */
  public record StepTimes(
      @Nullable Instant routed, @Nullable Instant prepared, @Nullable Instant handedOver) {
    /** Nothing new to say. */
    public static final StepTimes NONE = new StepTimes(null, null, null);
  }

  /**
   * The state of the event's message.
   *
   * @param attempt which sending attempt, from 1
   * @param inFlight true: the attempt begins now; false: its outcome is known
   * @param answer the provider's words; null before there are any
   */
  public record MessageState(
      Channel channel,
      String address,
      String template,
      int version,
      String messageId,
      DeliveryStatus status,
      FailureType failureType,
      FailureReason failureReason,
      @Nullable String answer,
      int attempt,
      boolean inFlight) {}
}
