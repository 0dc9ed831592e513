package io.herald.execution.queue;

import io.herald.platform.startstop.Service;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes idempotency keys nobody will be asked for any more, a few thousand at a time. Keys that
 * are only a little too old are left alone: a repetition is judged by its own time of acceptance,
 * not by the moment it is written.
 */
public final class ForgottenKeys implements Service {
  private static final Logger log = LoggerFactory.getLogger(ForgottenKeys.class);
  private static final Duration PAUSE = Duration.ofMinutes(5);
  private static final Duration KEPT = IdempotencyKey.REMEMBERED.plusHours(1);
  private static final int AT_ONCE = 5_000;

  private final IdempotencyStore store;
  private final Clock clock;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().name("forgotten-keys").daemon().unstarted(this::run);

  public ForgottenKeys(EventStore events, Clock clock) {
    this.store = new IdempotencyStore(events);
    this.clock = clock;
  }

  @Override
  public String name() {
    return "forgotten-keys";
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

  /**
   * Deletes all that are too old by now.
   *
   * @return how many
   */
  int delete() throws SQLException {
    Instant before = clock.instant().minus(KEPT);
    int all = 0;
    int some = AT_ONCE;
    while (some == AT_ONCE && stopping.getCount() > 0) {
      some = store.forget(before, AT_ONCE);
      all += some;
    }
    return all;
  }

  private void run() {
    try {
      while (!stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          delete();
        } catch (SQLException | RuntimeException e) {
          log.warn("idempotency keys are deleted later: {}", e.getMessage());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
