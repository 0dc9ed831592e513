package io.herald.execution.queue;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * Deletes idempotency keys nobody will be asked for any more, a few thousand at a time. Keys that
 * are only a little too old are left alone: a repetition is judged by its own time of acceptance,
 * not by the moment it is written.
 */
public final class ForgottenKeys {
  private static final Duration KEPT = IdempotencyKey.REMEMBERED.plusHours(1);
  private static final int AT_ONCE = 5_000;

  private final IdempotencyStore store;
  private final Clock clock;

  public ForgottenKeys(EventStore events, Clock clock) {
    this.store = new IdempotencyStore(events);
    this.clock = clock;
  }

  /**
   * Deletes all that are too old by now.
   *
   * @param stopping whether to leave the rest for another time
   * @return how many
   */
  public int delete(BooleanSupplier stopping) throws SQLException {
    Instant before = clock.instant().minus(KEPT);
    int all = 0;
    int some = AT_ONCE;
    while (some == AT_ONCE && !stopping.getAsBoolean()) {
      some = store.forget(before, AT_ONCE);
      all += some;
    }
    return all;
  }
}
