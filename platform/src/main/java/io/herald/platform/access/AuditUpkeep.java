package io.herald.platform.access;

import io.herald.platform.startstop.Service;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes entries of the audit log that have been kept long enough (RPT-44). */
final class AuditUpkeep implements Service {
  private static final Logger log = LoggerFactory.getLogger(AuditUpkeep.class);
  private static final Duration EVERY = Duration.ofHours(6);

  private final AuditLog audit;
  private final Duration kept;
  private final Clock clock;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().name("audit-upkeep").daemon().unstarted(this::run);

  /**
   * @param kept how long entries stay
   */
  AuditUpkeep(AuditLog audit, Duration kept, Clock clock) {
    this.audit = audit;
    this.kept = kept;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "audit upkeep";
  }

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public void stop() {
    stopping.countDown();
  }

  private void run() {
    try {
      do {
        tidy();
      } while (!stopping.await(EVERY.toMinutes(), TimeUnit.MINUTES));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Removes now what is to be removed. */
  void tidy() {
    try {
      audit.deleteBefore(clock.instant().minus(kept));
    } catch (SQLException e) {
      log.warn("old entries of the audit log stay for now: {}", e.getMessage());
    }
  }
}
