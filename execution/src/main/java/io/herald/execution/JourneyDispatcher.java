package io.herald.execution;

import io.herald.execution.queue.EventStore;
import io.herald.execution.queue.HeldEvents;
import io.herald.execution.queue.Ledger;
import io.herald.execution.queue.QueuedEvent;
import io.herald.execution.queue.ReadyQueue;
import io.herald.message.event.Queue;
import io.herald.platform.startstop.Service;
import io.herald.platform.startstop.Threads;
import io.herald.spi.Transport;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a journey for each event as the {@link ReadyQueue} hands it out, on a virtual thread of
 * its own. Real-time and batch have separate dispatchers and separate bounds on the journeys under
 * way, so that neither can block the other (EV-3).
 */
public final class JourneyDispatcher implements Service {
  private static final Logger log = LoggerFactory.getLogger(JourneyDispatcher.class);
  private static final Duration AFTER_A_FAULT_OF_OURS = Duration.ofSeconds(30);

  // together with what stops before and after, within the ten seconds of a stop
  private static final Duration TIME_TO_FINISH = Duration.ofSeconds(3);
  private static final Duration TIME_TO_RECORD = Duration.ofSeconds(2);
  private static final Duration TIME_TO_LEAVE = Duration.ofMillis(500);

  private final ReadyQueue ready;
  private final MessageJourney journey;
  private final EventStore store;
  private final HeldEvents held;
  private final Transport transport;
  private final Clock clock;
  private final Map<Queue, Integer> underWayAtMost;
  private final Threads threads;
  private final ExecutorService journeys;

  /**
   * @param underWayAtMost how many journeys of each queue may be under way at once
   * @param threads where journeys run
   */
  public JourneyDispatcher(
      ReadyQueue ready,
      MessageJourney journey,
      EventStore store,
      HeldEvents held,
      Transport transport,
      Clock clock,
      Map<Queue, Integer> underWayAtMost,
      Threads threads) {
    this.ready = ready;
    this.journey = journey;
    this.store = store;
    this.held = held;
    this.transport = transport;
    this.clock = clock;
    this.underWayAtMost = underWayAtMost;
    this.threads = threads;
    this.journeys = threads.onePerTask("journey-");
  }

  @Override
  public String name() {
    return "dispatcher";
  }

  @Override
  public void start() {
    underWayAtMost.forEach(
        (queue, most) ->
            threads
                .unstarted(
                    "dispatch-" + queue.name().toLowerCase(Locale.ROOT),
                    () -> dispatch(queue, new Semaphore(most)))
                .start());
  }

  /**
   * Starts no more journeys and waits for those under way; the rest keeps its state on disk. When
   * the way out takes too long, it is told to give up, and what became of each attempt is recorded.
   */
  @Override
  public void stop() {
    ready.close();
    journeys.shutdown();
    try {
      if (haveEndedWithin(TIME_TO_FINISH)) {
        return;
      }
      transport.giveUp();
      if (!haveEndedWithin(TIME_TO_RECORD)) {
        journeys.shutdownNow();
        haveEndedWithin(TIME_TO_LEAVE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean haveEndedWithin(Duration time) throws InterruptedException {
    return journeys.awaitTermination(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void dispatch(Queue queue, Semaphore place) {
    try {
      while (true) {
        place.acquire();
        QueuedEvent event = ready.take(queue);
        if (event == null) {
          return;
        }
        begin(event, place);
      }
    } catch (InterruptedException | RejectedExecutionException e) {
      // stopping: what was taken stays claimed and is released at the end
    }
  }

  /** Must not end the dispatcher, whatever happens: nobody else would take this queue's events. */
  private void begin(QueuedEvent event, Semaphore place) {
    try {
      journeys.execute(() -> travel(event, place));
    } catch (RejectedExecutionException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      log.error("event {}: its journey could not begin", event.id(), e);
      held.letGo(event.id());
      place.release();
      giveBack(event);
    }
  }

  private void travel(QueuedEvent event, Semaphore place) {
    try {
      journey.travel(event);
    } catch (InterruptedException | Ledger.LedgerClosedException e) {
      // stopping: the event goes on where its last write left it
    } catch (RuntimeException | Error e) {
      log.error("event {}: its journey broke off", event.id(), e);
      giveBack(event);
    } finally {
      held.letGo(event.id());
      place.release();
    }
  }

  /**
   * Must not happen; if it does, the event must not stay claimed by a process that has forgotten
   * it.
   */
  private void giveBack(QueuedEvent event) {
    try {
      store.giveBack(event, clock.instant().plus(AFTER_A_FAULT_OF_OURS));
    } catch (SQLException e) {
      log.warn("event {}: is given back when the database answers again", event.id(), e);
    }
  }
}
