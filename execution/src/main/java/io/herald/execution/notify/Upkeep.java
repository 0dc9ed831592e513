package io.herald.execution.notify;

import io.herald.execution.notify.Delivery.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/**
 * Keeps the outbox small: removes what was delivered a while ago, dead letters after seven days and
 * what belonged to deleted webhooks; gives up what waited too long for a disabled one. At most
 * {@link #AT_ONCE} rows in a transaction, so that nobody waits for it. Several processes may do so
 * at once.
 */
final class Upkeep {
  static final Duration DEAD_KEPT = Duration.ofDays(7);
  static final Duration EVERY = Duration.ofMinutes(1);
  private static final int AT_ONCE = 5_000;

  private final DataSource dataSource;
  private final OutboxStore outbox;
  private final FollowStore follow = new FollowStore();
  private final Poster poster;
  private final Clock clock;
  private final Duration deliveredKept;

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

  /**
   * Does all there is to do now.
   *
   * @param stopping whether to leave the rest for another time
   */
  void tidy(BooleanSupplier stopping) throws SQLException {
    Instant now = clock.instant();
    all(stopping, () -> outbox.purge(State.DELIVERED, now.minus(deliveredKept), AT_ONCE));
    all(stopping, () -> outbox.purge(State.DEAD, now.minus(DEAD_KEPT), AT_ONCE));
    all(stopping, () -> outbox.expire(now.minus(RetryPlan.TRIED_FOR), AT_ONCE, now));
    all(stopping, () -> outbox.purgeDeleted(AT_ONCE));
    outbox.removeDeleted(now.minus(EVERY));
    try (Connection connection = dataSource.getConnection()) {
      follow.forgetEndedWriters(connection);
    }
    poster.closeIdle();
  }

  private interface Portion {
    int rows() throws SQLException;
  }

  private static void all(BooleanSupplier stopping, Portion portion) throws SQLException {
    int rows;
    do {
      rows = portion.rows();
    } while (rows == AT_ONCE && !stopping.getAsBoolean());
  }
}
