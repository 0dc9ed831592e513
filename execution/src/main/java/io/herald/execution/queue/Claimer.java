package io.herald.execution.queue;

import io.herald.message.event.Queue;
import io.herald.platform.startstop.Service;
import io.herald.platform.startstop.Threads;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims events that are due and nobody holds: scheduled ones whose time has come, retries, what
 * found no room in memory when it was accepted, and what a dead process left. Looks every {@link
 * #POLL}, and at once when told that there is something; goes on without a pause while there is
 * more and room for it.
 */
public final class Claimer implements Service {
  private static final Logger log = LoggerFactory.getLogger(Claimer.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration LOOK_FOR_ORPHANS = Duration.ofSeconds(5);
  private static final Duration ORPHANS_ARE_OLDER_THAN = Duration.ofSeconds(30);

  /** Each may have a context of a mebibyte. */
  private static final int MOST_AT_ONCE = 50;

  private final EventStore store;
  private final Membership membership;
  private final ReadyQueue ready;
  private final HeldEvents held;
  private final Clock clock;
  private final Threads threads;
  private final Semaphore signal = new Semaphore(0);
  private final Thread thread;
  private long orphansLookedForNanos;
  private volatile boolean stopping;

  public Claimer(
      EventStore store,
      Membership membership,
      ReadyQueue ready,
      HeldEvents held,
      Clock clock,
      Threads threads) {
    this.store = store;
    this.membership = membership;
    this.ready = ready;
    this.held = held;
    this.clock = clock;
    this.threads = threads;
    this.thread = threads.unstarted("claimer", this::run);
    this.orphansLookedForNanos = threads.nanoTime();
  }

  /** Looks now instead of at the next poll. */
  public void somethingToClaim() {
    if (signal.availablePermits() == 0) {
      signal.release();
    }
  }

  @Override
  public String name() {
    return "claimer";
  }

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public void stop() {
    stopping = true;
    signal.release();
    try {
      if (thread.isAlive()) {
        thread.join(Duration.ofSeconds(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    boolean databaseIsAway = false;
    while (!stopping) {
      boolean more = false;
      try {
        releaseOrphans();
        for (Queue queue : Queue.values()) {
          more |= claim(queue);
        }
        databaseIsAway = false;
      } catch (SQLException e) {
        if (!databaseIsAway) {
          log.warn("cannot claim events: {}", e.getMessage());
        }
        databaseIsAway = true;
      } catch (RuntimeException e) {
        log.error(
            "claiming failed, trying again", e); // this thread must live: nobody else claims here
      }
      try {
        if (!more) {
          threads.tryAcquire(signal, POLL);
          signal.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void releaseOrphans() throws SQLException {
    if (threads.nanoTime() - orphansLookedForNanos < LOOK_FOR_ORPHANS.toNanos()) {
      return;
    }
    orphansLookedForNanos = threads.nanoTime();
    int orphans =
        store.releaseOrphans(
            membership.current().id(), held, clock.instant().minus(ORPHANS_ARE_OLDER_THAN));
    if (orphans > 0) {
      log.warn("released {} claims nobody stood behind", orphans);
    }
  }

  /** True when there may be more to claim and room for it. */
  private boolean claim(Queue queue) throws SQLException {
    int room = Math.min(ready.roomToClaim(queue), MOST_AT_ONCE);
    if (room == 0 || stopping) {
      return false;
    }
    List<QueuedEvent> claimed =
        store.claim(queue, clock.instant(), room, membership.current().id());
    for (QueuedEvent event : claimed) {
      held.hold(event.id());
      ready.addClaimed(event);
    }
    return claimed.size() == room;
  }
}
