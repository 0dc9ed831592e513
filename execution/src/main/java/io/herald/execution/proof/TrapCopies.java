package io.herald.execution.proof;

import io.herald.execution.collect.Collected;
import io.herald.execution.collect.Collector;
import io.herald.execution.queue.IdempotencyKey;
import io.herald.execution.queue.QueuedEvent;
import io.herald.execution.queue.Submission;
import io.herald.message.event.NewEvent;
import io.herald.message.event.ReceivedBy;
import io.herald.message.link.Publication;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a trap a copy of some live messages, made of the trap's own data (TPL-69). Which messages
 * is decided by the event's id, so that one that is sent again has no second copy. A copy that
 * cannot be handed in is left out. Safe for use by many threads.
 */
public final class TrapCopies {
  private static final Logger log = LoggerFactory.getLogger(TrapCopies.class);
  private static final String OWNER = "trap";

  private final Collector collector;

  public TrapCopies(Collector collector) {
    this.collector = collector;
  }

  /** A message of this version was sent for this event. */
  public void sent(QueuedEvent event, Publication publication) {
    if (event.isProof()) {
      return;
    }
    Optional<Publication.Trap> trap =
        publication.eventType().traps().stream().filter(one -> falls(event.id(), one)).findFirst();
    if (trap.isPresent()) {
      copy(event.id(), publication, trap.get());
    }
  }

  /** Whether an event is among the share that a trap gets. */
  static boolean falls(long eventId, Publication.Trap trap) {
    // ids of one moment differ in a few bits; mixed, every bit counts (MurmurHash3's finalizer)
    long mixed = eventId ^ ((long) trap.seed().hashCode() << 32);
    mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    mixed ^= mixed >>> 33;
    return (mixed >>> 11) * 0x1.0p-53 < trap.rate();
  }

  private void copy(long eventId, Publication publication, Publication.Trap trap) {
    try {
      NewEvent event =
          ProofIntake.marked(
              trap.event().event(ReceivedBy.PROOF),
              new TrapId(publication.template(), publication.version()).text());
      IdempotencyKey key = IdempotencyKey.chosen(OWNER, Long.toString(eventId), event);
      if (!(collector.submit(List.of(new Submission(event, key))) instanceof Collected.Accepted)) {
        log.info("trap {} gets no copy of event {}: it was not accepted", trap.seed(), eventId);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn("trap {} gets no copy of event {}", trap.seed(), eventId, e);
    }
  }
}
