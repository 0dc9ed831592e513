package io.herald.execution.notify;

import io.herald.execution.notify.Delivery.State;
import io.herald.platform.startstop.Service;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the outbox small: removes what was delivered a while ago, dead letters after seven days and
 * what belonged to deleted webhooks; gives up what waited too long for a disabled one. At most
 * {@link #AT_ONCE} rows in a transaction, so that nobody waits for it. Several processes may do so
 * at once.
 */
final class Upkeep implements Service {
  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
  static final Duration DEAD_KEPT = Duration.ofDays(7);
  private static final Duration BETWEEN = Duration.ofMinutes(1);
  private static final int AT_ONCE = 5_000;

  private final DataSource dataSource;
  private final OutboxStore outbox;
  private final FollowStore follow = new FollowStore();
  private final Poster poster;
  private final Clock clock;
  private final Duration deliveredKept;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().name("webhook-upkeep").daemon().unstarted(this::run);

  Upkeep(
      DataSource dataSource,
      OutboxStore outbox,
      Poster poster,
      Duration deliveredKept,
      Clock clock) {
    this.dataSource = dataSource;
    this.outbox = outbox;
    this.poster = poster;
    this.deliveredKept = deliveredKept;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "webhook upkeep";
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

  /** Does all there is to do now. */
  void tidy() throws SQLException {
    Instant now = clock.instant();
    all(() -> outbox.purge(State.DELIVERED, now.minus(deliveredKept), AT_ONCE));
    all(() -> outbox.purge(State.DEAD, now.minus(DEAD_KEPT), AT_ONCE));
    all(() -> outbox.expire(now.minus(RetryPlan.TRIED_FOR), AT_ONCE, now));
    all(() -> outbox.purgeDeleted(AT_ONCE));
    outbox.removeDeleted(now.minus(BETWEEN));
    try (Connection connection = dataSource.getConnection()) {
      follow.forgetEndedWriters(connection);
    }
    poster.closeIdle();
  }

  private interface Portion {
    int rows() throws SQLException;
  }

  private void all(Portion portion) throws SQLException {
    int rows;
    do {
      rows = portion.rows();
    } while (rows == AT_ONCE && stopping.getCount() > 0);
  }

  private void run() {
    try {
      while (!stopping.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          tidy();
        } catch (SQLException e) {
          log.warn("cannot tidy the webhook outbox, trying again: {}", e.getMessage());
        } catch (RuntimeException e) {
          log.error("tidying the webhook outbox failed, trying again", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
