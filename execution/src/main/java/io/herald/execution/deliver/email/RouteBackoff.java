package io.herald.execution.deliver.email;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Remembers whether a route works: after each failure it is left alone for 5, 10, 20, 40 seconds,
 * then 2 minutes at a time (EM-7); a success sets it back. Guarded by its owner's lock.
 */
final class RouteBackoff {
  private static final Duration[] PAUSES = {
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(20),
    Duration.ofSeconds(40),
    Duration.ofMinutes(2)
  };

  private final LongSupplier nanoTime;
  private int failures;
  private long pauseEnds;
  private String why = "";
  private long epoch;

  RouteBackoff(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** The first pause: what to suggest when only one connection had trouble. */
  static Duration firstPause() {
    return PAUSES[0];
  }

  /** Notes a failure that began in this epoch; several of one epoch count once. */
  void failed(long failedEpoch, String reason) {
    why = reason;
    if (failedEpoch == epoch) {
      Duration pause = PAUSES[Math.min(failures, PAUSES.length - 1)];
      failures++;
      epoch++;
      pauseEnds = nanoTime.getAsLong() + pause.toNanos();
    }
  }

  /**
   * Notes a success of a connection opened in this epoch. One that is older than the last failure
   * proves nothing about new connections: a server at its limit serves the old and refuses the new.
   */
  void succeeded(long openedInEpoch) {
    if (openedInEpoch == epoch) {
      failures = 0;
    }
  }

  /** How long no new connection should be tried; zero when one may. */
  Duration pause() {
    if (failures == 0) {
      return Duration.ZERO;
    }
    long left = pauseEnds - nanoTime.getAsLong();
    return left > 0 ? Duration.ofNanos(left) : Duration.ZERO;
  }

  /** True after a failure until something succeeds: one connection at a time may try. */
  boolean onProbation() {
    return failures > 0;
  }

  long epoch() {
    return epoch;
  }

  /** What went wrong last. */
  String why() {
    return why;
  }
}
