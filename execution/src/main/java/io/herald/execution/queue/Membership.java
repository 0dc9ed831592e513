package io.herald.execution.queue;

import io.herald.message.event.EventIds;
import io.herald.platform.startstop.Service;
import io.herald.platform.startstop.Threads;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes this process one of those that share the database, shows that it lives, and takes over what
 * dead ones leave.
 *
 * <p>A member holds an advisory lock through one connection of its own for as long as it lives:
 * when the process ends in whatever way, the server notices and the lock is free. A member whose
 * lock is free and whose heartbeat is older than {@link #STALE} is dead; its claims are released.
 * For {@link #GRACE} after a restart of the server nobody is declared dead, because then all locks
 * are free and the living need a moment to come back.
 *
 * <p>A mistake here costs nothing but a repetition: every change repeats the claim it rests on, so
 * a member that was declared dead while it lived (it becomes a new member as soon as it notices)
 * can change nothing any more.
 */
public final class Membership implements Service {
  private static final Logger log = LoggerFactory.getLogger(Membership.class);

  static final Duration HEARTBEAT = Duration.ofSeconds(1);
  static final Duration STALE = Duration.ofSeconds(2);
  static final Duration GRACE = Duration.ofSeconds(3);
  private static final Duration RECONNECT = Duration.ofMillis(200);

  private final DataSource dataSource;
  private final MemberStore store;
  private final Clock clock;
  private final int instance;
  private final String node;
  private final Threads threads;
  private final Semaphore stopping = new Semaphore(0);
  private final Thread thread;
  private volatile @Nullable Member current;
  private volatile Runnable whenClaimsAreReleased = () -> {};
  private @Nullable Connection connection;

  /**
   * @param instance the execution instance this database belongs to, 1 to 127
   * @param node name of this process in the audit trail; empty: host name and process id
   */
  public Membership(
      DataSource dataSource, Clock clock, int instance, String node, Threads threads) {
    this.dataSource = dataSource;
    this.store = new MemberStore();
    this.clock = clock;
    this.instance = instance;
    this.node = node.isEmpty() ? hostAndPid() : node;
    this.threads = threads;
    this.thread = threads.unstarted("membership", this::run);
  }

  /** Sets what is told when events of a dead member became claimable. */
  public void whenClaimsAreReleased(Runnable action) {
    whenClaimsAreReleased = action;
  }

  /** Who this process is now. */
  public Member current() {
    Member member = current;
    if (member == null) {
      throw new IllegalStateException("membership was not started");
    }
    return member;
  }

  @Override
  public String name() {
    return "membership";
  }

  /**
   * @throws InstanceMismatchException when the database belongs to another execution instance
   */
  @Override
  public void start() throws SQLException {
    connection = dataSource.getConnection();
    store.belongTo(connection, instance);
    join(connection);
    takeOver(connection);
    thread.start();
  }

  /**
   * Gives up this member's claims, so that another process, or the next start, takes them at once.
   */
  @Override
  public void stop() {
    stopping.release();
    try {
      if (thread.isAlive()) {
        thread.join(Duration.ofSeconds(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Member member = current;
    Connection open = connection;
    if (open != null && member != null) {
      try {
        store.end(open, List.of(member.id()));
        store.unlock(open, member.id());
        connection = null;
        open.close();
      } catch (SQLException e) {
        log.warn(
            "left without saying good-bye, the claims are taken over later: {}", e.getMessage());
      }
    }
    close();
  }

  private void run() {
    Duration pause = HEARTBEAT;
    while (!awaitStop(pause)) {
      try {
        beat();
        pause = HEARTBEAT;
      } catch (SQLException e) {
        if (!pause.equals(RECONNECT)) {
          log.warn("lost the database: {}", e.getMessage());
        }
        close();
        pause = RECONNECT;
      } catch (RuntimeException e) {
        log.error("showing a sign of life failed, trying again", e);
      }
    }
  }

  private void beat() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = dataSource.getConnection();
      connection = open;
      if (!store.lock(open, current().id())) {
        // the server has not noticed yet that the old connection is gone
        close();
        throw new SQLException("the lock of this member is still held");
      }
      log.info("back at the database");
    }
    if (!store.beat(open, current().id())) {
      log.warn(
          "was declared dead by another process; its events were taken over, continuing as a new member");
      join(open);
    }
    takeOver(open);
  }

  private void join(Connection open) throws SQLException {
    MemberStore.Joined joined = store.join(open, node);
    current =
        new Member(
            joined.id(), new EventIds(clock, instance, joined.slot(), EventStore.highestId(open)));
  }

  private void takeOver(Connection open) throws SQLException {
    for (int dead : store.stale(open, current().id(), STALE, GRACE)) {
      if (store.lock(open, dead)) {
        int released = store.end(open, List.of(dead));
        store.unlock(open, dead);
        log.warn("took over {} events of a process that is gone (member {})", released, dead);
        whenClaimsAreReleased.run();
      }
    }
  }

  private static String hostAndPid() {
    long pid = ProcessHandle.current().pid();
    try {
      return InetAddress.getLocalHost().getHostName() + "/" + pid;
    } catch (UnknownHostException e) {
      return "localhost/" + pid;
    }
  }

  private boolean awaitStop(Duration pause) {
    try {
      return threads.tryAcquire(stopping, pause);
    } catch (InterruptedException e) {
      return true;
    }
  }

  private void close() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        // the session ends with the lock; a pooled connection would keep it
        open.abort(Runnable::run);
        open.close();
      } catch (SQLException e) {
        log.debug("closing a broken connection", e);
      }
    }
  }

  /** The database belongs to another execution instance. */
  public static final class InstanceMismatchException extends RuntimeException {
    InstanceMismatchException(int stored, int configured) {
      super(
          "this database belongs to execution instance "
              + stored
              + " and holds its events, but execution.instance is "
              + configured
              + ": set execution.instance="
              + stored
              + " or use another database");
    }
  }
}
