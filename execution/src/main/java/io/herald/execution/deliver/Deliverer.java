package io.herald.execution.deliver;

import io.herald.execution.catalog.LiveTemplates;
import io.herald.execution.queue.QueuedEvent;
import io.herald.execution.render.RenderedMessage;
import io.herald.execution.route.Expiry;
import io.herald.execution.route.RoutedEvent;
import io.herald.execution.step.Step;
import io.herald.platform.startstop.Threads;
import io.herald.spi.SendResult;
import io.herald.spi.Transport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One sending attempt: barrier, hand-over, record. Safe for use by many threads. */
public final class Deliverer {
  private static final Logger log = LoggerFactory.getLogger(Deliverer.class);

  /** An expiration may be thousands of years away; a journey is looked at again before. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private static final Duration AFTER_A_FAULT_OF_OURS = Duration.ofSeconds(30);

  /** Whoever waits for the way out notices within this time that its message was paused. */
  private static final Duration LOOK_FOR_A_PAUSE = Duration.ofSeconds(1);

  private final LiveTemplates templates;
  private final Transport transport;
  private final OutcomeLog outcomes;
  private final SentMessages sent;
  private final Clock clock;
  private final Threads threads;

  /**
   * @param sent hears of what was sent
   */
  public Deliverer(
      LiveTemplates templates,
      Transport transport,
      OutcomeLog outcomes,
      SentMessages sent,
      Clock clock,
      Threads threads) {
    this.sent = sent;
    this.templates = templates;
    this.transport = transport;
    this.outcomes = outcomes;
    this.clock = clock;
    this.threads = threads;
  }

  /**
   * Sends the message and records what became of it. Waits while the way is closed.
   *
   * @throws InterruptedException when the process stops; the attempt is then left as begun
   */
  public void deliver(RenderedMessage message) throws InterruptedException {
    RoutedEvent routed = message.admitted().enriched().routed();
    QueuedEvent queued = routed.queued();
    if (queued.inFlight() && Verdict.holds(routed.template().publication().delivery())) {
      outcomes.held(message, "the process ended during attempt " + queued.attempt());
      return;
    }
    String template = routed.template().publication().template();
    boolean pausable = !queued.isProof();
    awaitOpen(
        template,
        pausable,
        shorter(Duration.between(clock.instant(), routed.expires()), LONGEST_WAIT));
    if (!clock.instant().isBefore(routed.expires())) {
      outcomes.stopped(message, (Step.Stop<?>) Expiry.expired(queued, routed.expires()));
      return;
    }
    if (pausable && templates.paused(template)) {
      outcomes.paused(queued, template);
      return;
    }
    Optional<QueuedEvent> begun = outcomes.begin(message);
    if (begun.isEmpty()) {
      return; // taken over by another process, which sends it
    }
    SendResult result = send(message);
    Instant now = clock.instant();
    Outcome outcome = Verdict.of(result, message, begun.get().attempt(), now);
    outcomes.record(message, begun.get(), outcome, now);
    if (outcome instanceof Outcome.Sent) {
      sent.sent(queued, routed.template().publication());
    }
  }

  /** Waits for the way out, but not on behalf of a message that is paused meanwhile (EV-40). */
  private void awaitOpen(String template, boolean pausable, Duration atMost)
      throws InterruptedException {
    Duration left = atMost;
    while (left.isPositive() && !(pausable && templates.paused(template))) {
      Duration look = shorter(left, LOOK_FOR_A_PAUSE);
      long begin = threads.nanoTime();
      transport.awaitOpen(look);
      if (threads.nanoTime() - begin < look.toNanos()) {
        return; // it did not wait to the end: the way is open
      }
      left = left.minus(look);
    }
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private SendResult send(RenderedMessage message) throws InterruptedException {
    try {
      return transport.send(message.outgoing());
    } catch (RuntimeException e) {
      log.error("event {}: the transport failed", message.outgoing().eventId(), e);
      return new SendResult.Uncertain("an internal error while sending", AFTER_A_FAULT_OF_OURS);
    }
  }
}
