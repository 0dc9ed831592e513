package io.herald.platform.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * How rows are kept in memory here: bounded, renewed in the background, never older than agreed.
 */
final class Caches {
  private static final int MAX_ROWS = 10_000;

  private Caches() {}

  /**
   * A cache that reads a row again when it is older than the freshness. The caller who finds it old
   * gets the old one once while it is renewed in the background; twice that age is never served.
   */
  static <K, V> LoadingCache<K, Optional<V>> ofRows(
      Clock clock, Duration freshness, Function<K, Optional<V>> load) {
    return Caffeine.newBuilder()
        .maximumSize(MAX_ROWS)
        .ticker(ticker(clock))
        .refreshAfterWrite(freshness)
        .expireAfterWrite(freshness.multipliedBy(2))
        .build(load::apply);
  }

  /** The clock that was handed in, in the unit the caches want. */
  static Ticker ticker(InstantSource clock) {
    return () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
  }
}
