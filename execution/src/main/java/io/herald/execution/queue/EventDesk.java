package io.herald.execution.queue;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where people change what becomes of stored events. Safe for use by many threads. */
public final class EventDesk {
  private static final Duration WAIT = Duration.ofSeconds(4);

  private final Ledger ledger;
  private final Claimer claimer;
  private final Clock clock;

  public EventDesk(Ledger ledger, Claimer claimer, Clock clock) {
    this.ledger = ledger;
    this.claimer = claimer;
    this.clock = clock;
  }

  /**
   * What became of a wish.
   *
   * @param changed the events it was carried out with; the state of the others did not allow it
   * @param complete false when the database did not answer in time: for the others nobody knows,
   *     and the wish can be repeated
   */
  public record Done(Set<Long> changed, boolean complete) {}

  /**
   * Cancels an event that has not been handed over (EV-44). Whether it has is decided in the
   * database: either the event is cancelled and will not be sent, or it is being sent.
   *
   * @param by whose wish it is, for the audit trail
   */
  public Done cancel(long id, String by) throws InterruptedException {
    return carryOut(Intervention.Kind.CANCEL, List.of(id), by);
  }

  /**
   * Takes events up again that found no template or no target (EV-5).
   *
   * @param by whose wish it is, for the audit trail
   */
  public Done reprocess(List<Long> ids, String by) throws InterruptedException {
    Done done = carryOut(Intervention.Kind.REPROCESS, ids, by);
    if (!done.changed().isEmpty()) {
      claimer.somethingToClaim();
    }
    return done;
  }

  private Done carryOut(Intervention.Kind kind, List<Long> ids, String by)
      throws InterruptedException {
    Set<Long> changed = new HashSet<>();
    for (int start = 0; start < ids.size(); start += Intervention.MOST) {
      List<Long> some =
          new ArrayList<>(ids.subList(start, Math.min(ids.size(), start + Intervention.MOST)));
      Optional<Set<Long>> written =
          ledger.intervene(new Intervention(kind, some, by, clock.instant()), WAIT);
      if (written.isEmpty()) {
        return new Done(changed, false);
      }
      changed.addAll(written.get());
    }
    return new Done(changed, true);
  }
}
