package io.herald.platform.access;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets calls through at a rate, with a burst after a pause. Kept as one number, the moment at which
 * the bucket will be full again (generic cell rate algorithm, ITU-T I.371). Safe for use by many
 * threads.
 */
final class TokenBucket {
  private final RateLimit limit;
  private final long nanosPerCall;
  private final long nanosFull;
  private final AtomicLong fullAt = new AtomicLong(Long.MIN_VALUE);

  TokenBucket(RateLimit limit) {
    this.limit = limit;
    this.nanosPerCall = Math.max(1, Math.round(1e9 / limit.perSecond()));
    this.nanosFull = Math.multiplyExact(nanosPerCall, limit.burst());
  }

  /** What it was made with. */
  RateLimit limit() {
    return limit;
  }

  /**
   * Takes one call out; zero when it may go on, else how long until one is there. A refused call
   * costs nothing.
   *
   * @param nowNanos of a clock that does not jump back far
   */
  Duration take(long nowNanos) {
    while (true) {
      long before = fullAt.get();
      long after = Math.max(before, nowNanos) + nanosPerCall;
      long wait = after - nowNanos - nanosFull;
      if (wait > 0) {
        return Duration.ofNanos(wait);
      }
      if (fullAt.compareAndSet(before, after)) {
        return Duration.ZERO;
      }
    }
  }
}
