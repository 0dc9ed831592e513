package io.herald.platform.access;

import io.herald.platform.startstop.Service;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions and access tokens that were ended before their time (SEC-14): all of them in memory,
 * so that asking costs no query. What one process ends the others on its database hear at once,
 * through one connection that listens; should it break, they read what they missed when it is back,
 * and look every few seconds in any case. Safe for use by many threads.
 *
 * <p>Bounded: when {@link #MAX} are remembered no new session is opened until some expire, because
 * forgetting one would let somebody in again.
 */
final class Revocations implements Service {
  static final int MAX = 500_000;

  private static final Logger log = LoggerFactory.getLogger(Revocations.class);
  private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);
  private static final Duration RECONNECT = Duration.ofSeconds(1);
  // longer than any insert takes from its timestamp to its commit
  private static final Duration OVERLAP = Duration.ofSeconds(90);

  private final DataSource database;
  private final RevocationStore store;
  private final Clock clock;
  private final Duration freshness;
  private final ConcurrentMap<UUID, Instant> ended = new ConcurrentHashMap<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread listener;
  private volatile Runnable whenOwn = () -> {};
  private volatile @Nullable Connection connection;
  private long lastReadNanos;
  private Instant nextSweep;

  /**
   * @param freshness how often to look even when nothing is heard
   */
  Revocations(DataSource database, Clock clock, Duration freshness) {
    this.database = database;
    this.store = new RevocationStore(database);
    this.clock = clock;
    this.freshness = freshness;
    this.nextSweep = clock.instant();
    this.listener = Thread.ofPlatform().name("revocations").daemon().unstarted(this::listen);
  }

  /** Sets what is told when something was ended here, for other cells to hear of. */
  void whenOwn(Runnable action) {
    whenOwn = action;
  }

  RevocationStore store() {
    return store;
  }

  /** Whether this session or token was ended. */
  boolean contains(UUID id) {
    return ended.containsKey(id);
  }

  /** Whether there is room to remember the end of what is opened now. */
  boolean full() {
    return ended.size() >= MAX;
  }

  /**
   * Ends a session or token: here at once, in the other processes as soon as they hear.
   *
   * @throws AccessUnavailable when it cannot be stored; it is ended in this process all the same,
   *     and the caller should try again
   */
  void revoke(Revocation revocation) {
    ended.put(revocation.id(), revocation.expires());
    store.insert(List.of(revocation), true);
    whenOwn.run();
  }

  /** Takes over what another cell ended. */
  void learn(Collection<Revocation> revocations) {
    revocations.forEach(revocation -> ended.put(revocation.id(), revocation.expires()));
    store.insert(revocations, false);
  }

  @Override
  public String name() {
    return "revocations";
  }

  @Override
  public void start() throws SQLException {
    lastReadNanos = System.nanoTime();
    remember(store.alive(clock.instant()));
    listener.start();
  }

  @Override
  public void stop() {
    stopping.countDown();
    @Nullable Connection open = connection;
    if (open != null) {
      try {
        open.abort(Runnable::run); // wakes the listener
      } catch (SQLException e) {
        log.debug("the listening connection was gone already", e);
      }
    }
    try {
      listener.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void listen() {
    boolean told = false;
    while (stopping.getCount() > 0) {
      try (Connection open = database.getConnection()) {
        connection = open;
        store.listen(open);
        if (told) {
          log.info("ended sessions are heard of again");
          told = false;
        }
        hear(open);
      } catch (SQLException e) {
        if (stopping.getCount() > 0 && !told) {
          log.warn("ended sessions are not heard of at the moment: {}", e.getMessage());
          told = true;
        }
      } finally {
        connection = null;
      }
      pause();
    }
  }

  private void hear(Connection open) throws SQLException {
    PGConnection notified = open.unwrap(PGConnection.class);
    try {
      catchUp(open);
      while (stopping.getCount() > 0) {
        if (System.nanoTime() - lastReadNanos >= freshness.toNanos()) {
          catchUp(open);
        }
        PGNotification[] heard = notified.getNotifications((int) freshness.toMillis());
        if (heard != null) {
          for (PGNotification notification : heard) {
            remember(notification.getParameter());
          }
        }
      }
    } finally {
      if (!open.isClosed()) {
        store.unlisten(open); // the pool may give the connection to others
      }
    }
  }

  /** Reads what was stored since the last time, with some overlap. */
  private void catchUp(Connection open) throws SQLException {
    long now = System.nanoTime();
    long since = TimeUnit.NANOSECONDS.toSeconds(now - lastReadNanos) + OVERLAP.toSeconds();
    remember(store.recent(open, clock.instant(), since));
    lastReadNanos = now;
    sweep();
  }

  private void remember(Collection<Revocation> revocations) {
    revocations.forEach(revocation -> ended.put(revocation.id(), revocation.expires()));
  }

  private void remember(String notification) {
    int blank = notification.indexOf(' ');
    try {
      UUID id = UUID.fromString(notification.substring(0, blank));
      double seconds = Double.parseDouble(notification.substring(blank + 1));
      ended.put(id, Instant.ofEpochMilli((long) (seconds * 1000)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      log.warn("a notification on {} was not ours", RevocationStore.CHANNEL);
    }
  }

  /** Forgets what has expired, here and in the table. */
  private void sweep() throws SQLException {
    Instant now = clock.instant();
    if (now.isBefore(nextSweep)) {
      return;
    }
    nextSweep = now.plus(SWEEP_EVERY);
    ended.values().removeIf(expires -> expires.isBefore(now));
    store.deleteExpired(now);
  }

  private void pause() {
    try {
      boolean unused = stopping.await(RECONNECT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
