package io.herald.execution.deliver;

import io.herald.execution.queue.Change;
import io.herald.execution.queue.Change.MessageState;
import io.herald.execution.queue.Change.StepTimes;
import io.herald.execution.queue.Ledger;
import io.herald.execution.queue.QueuedEvent;
import io.herald.execution.render.RenderedMessage;
import io.herald.execution.route.RoutedEvent;
import io.herald.execution.step.Step;
import io.herald.message.link.Publication;
import io.herald.message.status.DeliveryStatus;
import io.herald.message.status.EventStatus;
import io.herald.spi.FailureReason;
import io.herald.spi.FailureType;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Records attempts, outcomes and stops: turns them into changes of the event and its delivery log.
 * Every method waits until the change is on disk. Safe for use by many threads.
 */
public final class OutcomeLog {
  private static final int MOST_WORDS = 1_000;
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\x{D800}-\\x{DFFF}]+");

  private final Ledger ledger;
  private final ProcessingBackoff backoff;
  private final Clock clock;

  public OutcomeLog(Ledger ledger, ProcessingBackoff backoff, Clock clock) {
    this.ledger = ledger;
    this.backoff = backoff;
    this.clock = clock;
  }

  /**
   * The send barrier: notes that an attempt begins.
   *
   * @return the event as it stands now; empty when it is no longer ours and must not be sent
   */
  Optional<QueuedEvent> begin(RenderedMessage message) throws InterruptedException {
    RoutedEvent routed = message.admitted().enriched().routed();
    QueuedEvent queued = routed.queued();
    Publication publication = routed.template().publication();
    int attempt = queued.attempt() + 1;
    String cause =
        "attempt %d begins, template %s version %d%s"
            .formatted(
                attempt,
                publication.template(),
                publication.version(),
                queued.inFlight() ? ", outcome of the last one unknown" : "");
    Change change =
        new Change(
            queued,
            EventStatus.PROCESSING,
            cause,
            clock.instant(),
            null,
            null,
            queued.errorCount(),
            new StepTimes(routed.routedAt(), message.preparedAt(), null),
            state(
                message,
                attempt,
                DeliveryStatus.PENDING,
                FailureType.UNDEFINED,
                FailureReason.NONE,
                null,
                true));
    return ledger.write(change)
        ? Optional.of(
            queued.processing(
                attempt,
                new QueuedEvent.PreparedWith(publication.template(), publication.version())))
        : Optional.empty();
  }

  /** Notes what became of an attempt. */
  void record(RenderedMessage message, QueuedEvent begun, Outcome outcome, Instant now)
      throws InterruptedException {
    int attempt = begun.attempt();
    Change change =
        switch (outcome) {
          case Outcome.Sent(String answer) ->
              after(
                  begun,
                  EventStatus.PROCESSED,
                  "sent",
                  now,
                  null,
                  null,
                  state(
                      message,
                      attempt,
                      DeliveryStatus.SENT,
                      FailureType.UNDEFINED,
                      FailureReason.NONE,
                      answer,
                      false));
          case Outcome.Failed(var type, var reason, String answer) ->
              after(
                  begun,
                  EventStatus.DELIVERY_FAILED,
                  "refused for good",
                  now,
                  reason.label() + ": " + answer,
                  null,
                  state(message, attempt, DeliveryStatus.FAILED, type, reason, answer, false));
          case Outcome.TryAgain(Instant at, var type, var reason, String answer) ->
              after(
                  begun,
                  EventStatus.PROCESSING,
                  "refused for now, next attempt at " + at,
                  now,
                  reason.label() + ": " + answer,
                  at,
                  state(message, attempt, DeliveryStatus.PENDING, type, reason, answer, false));
          case Outcome.NotTried(Instant again, String why) ->
              after(
                  begun,
                  EventStatus.PROCESSING,
                  "not tried, next attempt at " + again,
                  now,
                  why,
                  again,
                  state(
                      message,
                      attempt - 1,
                      DeliveryStatus.PENDING,
                      FailureType.SOFT,
                      FailureReason.UNREACHABLE,
                      why,
                      false));
          case Outcome.SendAgain(Instant at, String why) ->
              after(
                  begun,
                  EventStatus.PROCESSING,
                  "outcome unknown, sent again at " + at,
                  now,
                  why,
                  at,
                  state(
                      message,
                      attempt,
                      DeliveryStatus.PENDING,
                      FailureType.SOFT,
                      FailureReason.UNREACHABLE,
                      why,
                      false));
          case Outcome.Held(String why) -> held(message, begun, why, now);
        };
    ledger.write(change);
  }

  /** Notes that a message is not sent again because nobody knows whether it was sent. */
  void held(RenderedMessage message, String why) throws InterruptedException {
    ledger.write(
        held(message, message.admitted().enriched().routed().queued(), why, clock.instant()));
  }

  /** Notes that the journey ended in a step after rendering. */
  void stopped(RenderedMessage message, Step.Stop<?> stop) throws InterruptedException {
    stopped(message.admitted().enriched().routed().queued(), stop);
  }

  /** Notes that the journey ended in a step. */
  public void stopped(QueuedEvent queued, Step.Stop<?> stop) throws InterruptedException {
    ledger.write(
        new Change(
            queued,
            stop.status(),
            stop.reason() == FailureReason.NONE ? "stopped" : stop.reason().label(),
            clock.instant(),
            storable(stop.why()),
            null,
            queued.errorCount(),
            StepTimes.NONE,
            null));
  }

  /** Notes that the event is held back by the pause of its message (EV-40). */
  public void paused(QueuedEvent queued, String template) throws InterruptedException {
    ledger.write(Change.paused(queued, template, clock.instant()));
  }

  /** Notes that the event waits for data (TPL-17): no error, only another look later. */
  public void postponed(QueuedEvent queued, Step.Later<?> later) throws InterruptedException {
    Instant next = earliest(later.at(), queued.event().expiration());
    ledger.write(
        new Change(
            queued,
            queued.status(),
            "waits for data, next look at " + next,
            clock.instant(),
            storable(later.why()),
            next,
            queued.errorCount(),
            StepTimes.NONE,
            null));
  }

  /** Notes an error before a message existed, and plans another try (EV-20) or gives up (EV-21). */
  public void failed(QueuedEvent queued, String why) throws InterruptedException {
    failed(
        queued,
        why,
        queued.status() == EventStatus.PROCESSING
            ? EventStatus.DELIVERY_FAILED
            : EventStatus.TOO_OLD);
  }

  /**
   * The same when a file or page of the message did not come: at last the message has failed
   * (TPL-72).
   */
  public void incomplete(QueuedEvent queued, String why) throws InterruptedException {
    failed(queued, why, EventStatus.DELIVERY_FAILED);
  }

  private void failed(QueuedEvent queued, String why, EventStatus atLast)
      throws InterruptedException {
    Instant now = clock.instant();
    int errors = queued.errorCount() + 1;
    boolean giveUp = backoff.exhausted(errors);
    EventStatus to = giveUp ? atLast : queued.status();
    Instant next =
        giveUp ? null : earliest(now.plus(backoff.after(errors)), queued.event().expiration());
    ledger.write(
        new Change(
            queued,
            to,
            giveUp
                ? "maximum number of attempts reached"
                : "error %d, next try at %s".formatted(errors, next),
            now,
            storable(giveUp ? "maximum number of attempts reached, last error: " + why : why),
            next,
            errors,
            StepTimes.NONE,
            null));
  }

  private static Change held(RenderedMessage message, QueuedEvent queued, String why, Instant now) {
    return after(
        queued,
        EventStatus.PROCESSING,
        "outcome unknown, held",
        now,
        "held, because nobody knows whether it was sent: " + why,
        message.admitted().enriched().routed().expires(),
        state(
            message,
            queued.attempt(),
            DeliveryStatus.PENDING,
            FailureType.SOFT,
            FailureReason.UNREACHABLE,
            why,
            false));
  }

  private static Change after(
      QueuedEvent begun,
      EventStatus to,
      String cause,
      Instant now,
      @Nullable String reason,
      @Nullable Instant next,
      MessageState state) {
    boolean sent = state.status() == DeliveryStatus.SENT;
    return new Change(
        begun,
        to,
        cause,
        now,
        reason == null ? null : storable(reason),
        next,
        begun.errorCount(),
        sent ? new StepTimes(null, null, now) : StepTimes.NONE,
        state);
  }

  private static MessageState state(
      RenderedMessage message,
      int attempt,
      DeliveryStatus status,
      FailureType type,
      FailureReason reason,
      @Nullable String answer,
      boolean inFlight) {
    Publication publication = message.admitted().enriched().routed().template().publication();
    return new MessageState(
        publication.channel(),
        message.outgoing().recipient(),
        publication.template(),
        publication.version(),
        message.messageId(),
        status,
        type,
        reason,
        answer == null ? null : storable(answer),
        attempt,
        inFlight);
  }

  /** A provider's words may hold anything; what is stored is one line of bounded length. */
  private static String storable(String words) {
    String line = CONTROLS.matcher(words).replaceAll(" ").strip();
    if (line.length() <= MOST_WORDS) {
      return line;
    }
    // half of a surrogate pair cannot be stored
    int end = Character.isHighSurrogate(line.charAt(MOST_WORDS - 1)) ? MOST_WORDS - 1 : MOST_WORDS;
    return line.substring(0, end) + "…";
  }

  private static Instant earliest(Instant next, @Nullable Instant expiration) {
    return expiration != null && expiration.isBefore(next) ? expiration : next;
  }
}
