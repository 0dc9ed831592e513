package io.herald.execution.pause;

import io.herald.execution.catalog.PausedTemplate;
import io.herald.execution.catalog.PublishedTemplates;
import io.herald.execution.queue.Claimer;
import io.herald.execution.queue.Intervention;
import io.herald.execution.queue.Ledger;
import io.herald.platform.startstop.Service;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the events of paused messages to where they should be (EV-40 to EV-43), in rounds: every
 * {@link #ROUND}. Works through any number of events, a thousand a change, without locking
 * reception (EV-45).
 */
public final class Pauses implements Service {
  private static final Logger log = LoggerFactory.getLogger(Pauses.class);
  private static final Duration ROUND = Duration.ofMillis(500);

  /** Looking for what waits reads all that waits, so it is done less often. */
  private static final Duration LOOK_FOR_WAITING = Duration.ofSeconds(5);

  private static final Duration WAIT_FOR_THE_LEDGER = Duration.ofSeconds(10);

  private final PublishedTemplates templates;
  private final PauseStore store;
  private final Ledger ledger;
  private final Claimer claimer;
  private final Clock clock;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("pauses").daemon().unstarted(this::run);

  // only the running thread uses these
  private List<PausedTemplate> lookedFor = List.of();
  private long lookedForNanos;

  public Pauses(
      PublishedTemplates templates, PauseStore store, Ledger ledger, Claimer claimer, Clock clock) {
    this.templates = templates;
    this.store = store;
    this.ledger = ledger;
    this.claimer = claimer;
    this.clock = clock;
  }

  /** Events to do something with, at most so many; read anew after each change. */
  private interface Some {
    List<Long> next(int limit) throws SQLException;
  }

  @Override
  public String name() {
    return "pauses";
  }

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public void stop() {
    stopping.countDown();
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
    try {
      while (!stopping.await(ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          store.alone(this::round);
          databaseIsAway = false;
        } catch (SQLException e) {
          if (!databaseIsAway) {
            log.warn("cannot look after paused events: {}", e.getMessage());
          }
          databaseIsAway = true;
        } catch (RuntimeException e) {
          log.error("looking after paused events failed, trying again", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void round() throws SQLException, InterruptedException {
    for (PauseStore.HeldBack held : store.heldBack()) {
      String template = held.template();
      Some all = limit -> store.heldBackBy(template, limit);
      if (!held.live()) {
        log(template, "ignored", carryOut(Intervention.Kind.WITHDRAW, template, all));
      } else if (!held.paused()) {
        log(template, "taken up again", carryOut(Intervention.Kind.RESUME, template, all));
        claimer.somethingToClaim();
      } else {
        carryOut(
            Intervention.Kind.EXPIRE,
            template,
            limit -> store.expired(template, clock.instant(), limit));
      }
    }
    holdBackWhatWaits();
  }

  private void holdBackWhatWaits() throws SQLException, InterruptedException {
    List<PausedTemplate> paused = templates.paused();
    if (paused.equals(lookedFor)
        && System.nanoTime() - lookedForNanos < LOOK_FOR_WAITING.toNanos()) {
      return;
    }
    for (PausedTemplate each : paused) {
      log(
          each.template(),
          "held back",
          carryOut(Intervention.Kind.PAUSE, each.template(), limit -> store.waiting(each, limit)));
    }
    lookedFor = paused;
    lookedForNanos = System.nanoTime();
  }

  /** Goes on until there are no more; how many there were. */
  private int carryOut(Intervention.Kind kind, String template, Some some)
      throws SQLException, InterruptedException {
    int all = 0;
    while (stopping.getCount() > 0) {
      List<Long> ids = some.next(Intervention.MOST);
      if (ids.isEmpty()) {
        return all;
      }
      Optional<Set<Long>> changed =
          ledger.intervene(
              new Intervention(kind, ids, template, clock.instant()), WAIT_FOR_THE_LEDGER);
      if (changed.isEmpty() || changed.get().isEmpty()) {
        return all; // nobody knows, or others were faster: the next round looks again
      }
      all += changed.get().size();
    }
    return all;
  }

  private static void log(String template, String what, int events) {
    if (events > 0) {
      log.info("message {}: {} events {}", template, events, what);
    }
  }
}
