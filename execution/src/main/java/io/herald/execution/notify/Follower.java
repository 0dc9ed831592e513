package io.herald.execution.notify;

import io.herald.platform.startstop.Service;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what happened to events from the audit trail, in the order of commit, and queues messages
 * for the webhooks that want to hear of it. Of the processes that share the database one follows at
 * a time; the others look again at their next turn.
 *
 * <p>A step is one transaction: cursors and messages are written together, so a crash between two
 * steps neither loses nor doubles a message. While there is no webhook it only asks, once a second,
 * whether there is one.
 */
final class Follower implements Service {
  private static final Logger log = LoggerFactory.getLogger(Follower.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration POLL_WHILE_NOBODY_LISTENS = Duration.ofSeconds(1);

  /** Looking costs at most one part in so many of the time, however many partitions there are. */
  private static final int SHARE_OF_TIME = 20;

  private static final int CHANGES_PER_WRITER = 2_000;

  private final DataSource dataSource;
  private final FollowStore store = new FollowStore();
  private final Clock clock;
  private final Runnable whenQueued;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().name("webhook-follower").daemon().unstarted(this::run);

  /**
   * @param whenQueued told each time messages were queued
   */
  Follower(DataSource dataSource, Clock clock, Runnable whenQueued) {
    this.dataSource = dataSource;
    this.clock = clock;
    this.whenQueued = whenQueued;
  }

  @Override
  public String name() {
    return "webhook follower";
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
    Duration pause = POLL;
    while (!awaitStop(pause)) {
      try {
        long began = System.nanoTime();
        boolean somebodyListens = takeTurn();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        pause = somebodyListens ? pauseAfter(took) : POLL_WHILE_NOBODY_LISTENS;
        databaseIsAway = false;
      } catch (SQLException e) {
        if (!databaseIsAway) {
          log.warn("cannot look for changes webhooks want to hear of: {}", e.getMessage());
        }
        databaseIsAway = true;
      } catch (RuntimeException e) {
        log.error("following the changes failed, trying again", e);
      }
    }
  }

  /** Follows to the end of what there is; false when nobody listens. */
  private boolean takeTurn() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      if (!store.anybodyListens(connection)) {
        return false;
      }
      if (store.lock(connection)) {
        followToTheEnd(connection);
      }
      return true;
    }
  }

  private void followToTheEnd(Connection connection) throws SQLException {
    try {
      boolean more = true;
      while (more && stopping.getCount() > 0) {
        FollowStore.Step step = store.follow(connection, CHANGES_PER_WRITER, clock.instant());
        if (step.queued() > 0) {
          whenQueued.run();
        }
        more = step.more();
      }
      store.unlock(connection);
    } catch (SQLException | RuntimeException e) {
      // the session ends and with it the lock; a pooled connection would keep it
      connection.abort(Runnable::run);
      throw e;
    }
  }

  private static Duration pauseAfter(Duration took) {
    Duration fair = took.multipliedBy(SHARE_OF_TIME);
    if (fair.compareTo(POLL) <= 0) {
      return POLL;
    }
    return fair.compareTo(POLL_WHILE_NOBODY_LISTENS) < 0 ? fair : POLL_WHILE_NOBODY_LISTENS;
  }

  private boolean awaitStop(Duration pause) {
    try {
      return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }
}
