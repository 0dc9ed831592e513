package io.herald.execution.route;

import io.herald.execution.catalog.LiveTemplate;
import io.herald.execution.catalog.LiveTemplates;
import io.herald.execution.proof.Proofs;
import io.herald.execution.proof.TrapId;
import io.herald.execution.queue.QueuedEvent;
import io.herald.execution.step.Step;
import io.herald.message.channel.Channel;
import io.herald.message.event.NewEvent;
import io.herald.message.status.EventStatus;
import io.herald.spi.FailureReason;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Event to published template. Safe for use by many threads. */
public final class Router {
  private final LiveTemplates templates;
  private final Proofs proofs;
  private final Clock clock;

  public Router(LiveTemplates templates, Proofs proofs, Clock clock) {
    this.templates = templates;
    this.proofs = proofs;
    this.clock = clock;
  }

  /**
   * Finds the template: for an event that has a message already the version it was prepared with
   * (TPL-22), else the latest published one of its type and channel. The copy of a proof has a
   * draft of its own (TPL-68), the copy for a trap the version it is a copy of (TPL-69). When the
   * message is paused the event is held back; one whose last attempt has no known outcome goes on,
   * and is held back at the barrier, if not for good.
   */
  public Step<RoutedEvent> route(QueuedEvent queued) {
    Instant now = clock.instant();
    Optional<LiveTemplate> template = templateFor(queued);
    if (template.isEmpty()) {
      return new Step.Stop<>(
          queued.status() == EventStatus.PROCESSING
              ? EventStatus.DELIVERY_FAILED
              : EventStatus.ROUTING_FAILED,
          FailureReason.NONE,
          whatIsMissing(queued));
    }
    Instant expires = Expiry.of(queued, template.get().publication().delivery());
    if (!now.isBefore(expires)) {
      return Expiry.expired(queued, expires);
    }
    String name = template.get().publication().template();
    if (templates.paused(name) && !queued.inFlight() && !queued.isProof()) {
      return new Step.Hold<>(name);
    }
    return new Step.Next<>(new RoutedEvent(queued, template.get(), expires, now));
  }

  private Optional<LiveTemplate> templateFor(QueuedEvent queued) {
    if (queued.isProof()) {
      TrapId trap = TrapId.of(queued.event().attributes().correlationId());
      return trap == null
          ? proofs.draftFor(queued)
          : templates.version(trap.template(), trap.version());
    }
    return queued.template() == null
        ? templates.find(queued.event().type(), queued.event().address().channel())
        : templates.version(queued.template().template(), queued.template().version());
  }

  private String whatIsMissing(QueuedEvent queued) {
    if (queued.isProof()) {
      return "the draft of this proof is no longer stored here";
    }
    if (queued.template() != null) {
      return "version %d of template '%s', with which this message was prepared, is no longer stored here"
          .formatted(queued.template().version(), queued.template().template());
    }
    NewEvent event = queued.event();
    Channel channel = event.address().channel();
    return templates.eventType(event.type()).isEmpty()
        ? "no published template for event type '%s': publish one, then reprocess"
            .formatted(event.type())
        : "event type '%s' has no published template for channel %s: publish one, then reprocess"
            .formatted(event.type(), channel.label());
  }
}
