package io.herald.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Waits for something that gives no signal of its own, such as a row another thread writes: looks
 * often, with a deadline.
 */
public final class Eventually {
  private static final Duration LOOK = Duration.ofMillis(10);
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private Eventually() {}

  /**
   * Looks until what is seen is as wanted, and returns it.
   *
   * @throws AssertionError with what was seen last, after 30 seconds
   */
  public static <T> T see(String what, Callable<T> look, Predicate<T> wanted) throws Exception {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (true) {
      T seen = look.call();
      if (wanted.test(seen)) {
        return seen;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("waited for " + what + ", last seen: " + seen);
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }
}
