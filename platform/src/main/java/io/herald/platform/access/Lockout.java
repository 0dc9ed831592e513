package io.herald.platform.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Slows guessing down (SEC-21): after some failures in a row a login is refused from that address
 * for a while, whatever the password. Other addresses are not affected, so nobody can lock an
 * operator out from elsewhere. An IPv6 caller is its /64 network: the rest is free to choose.
 *
 * <p>Bounded; safe for use by many threads.
 */
final class Lockout {
  private static final int MAX_PAIRS = 50_000;

  private record Pair(String login, String address) {
    static Pair of(String login, InetAddress address) {
      byte[] bytes = address.getAddress();
      byte[] caller = address instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes;
      return new Pair(login, HexFormat.of().formatHex(caller));
    }
  }

  private final int maxFailures;
  private final Cache<Pair, Integer> failures;

  Lockout(Clock clock, int maxFailures, Duration time) {
    this.maxFailures = maxFailures;
    this.failures =
        Caffeine.newBuilder()
            .maximumSize(MAX_PAIRS)
            .ticker(Caches.ticker(clock))
            .expireAfterWrite(time)
            .build();
  }

  boolean locked(String login, InetAddress address) {
    Integer count = failures.getIfPresent(Pair.of(login, address));
    return count != null && count >= maxFailures;
  }

  /** Counts a failure; true when this one locked. */
  boolean failed(String login, InetAddress address) {
    return failures.asMap().merge(Pair.of(login, address), 1, Integer::sum) == maxFailures;
  }

  void succeeded(String login, InetAddress address) {
    failures.invalidate(Pair.of(login, address));
  }
}
