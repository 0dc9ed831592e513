package io.herald.platform.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Slows guessing down (SEC-21): after some failures in a row a login is refused from that address
 * for a while, whatever the password. Other addresses are not affected, so nobody can lock an
 * operator out from elsewhere. An address from which many logins of any names failed is locked,
 * too. An IPv6 caller is its /64 network: the rest is free to choose.
 *
 * <p>Bounded; safe for use by many threads.
 */
final class Lockout {
  private static final int MAX_PAIRS = 50_000;

  /** What a failure locked. */
  enum Locked {
    NOTHING,
    LOGIN,
    ADDRESS
  }

  private record Pair(String login, String address) {}

  private final int maxFailures;
  private final int maxAddressFailures;
  private final Cache<Pair, Integer> ofPair;
  private final Cache<String, Integer> ofAddress;

  /**
   * @param maxFailures of one login from one address
   * @param maxAddressFailures of any logins from one address
   * @param time how long a lock lasts after the last failure
   */
  Lockout(Clock clock, int maxFailures, int maxAddressFailures, Duration time) {
    this.maxFailures = maxFailures;
    this.maxAddressFailures = maxAddressFailures;
    this.ofPair = cache(clock, time);
    this.ofAddress = cache(clock, time);
  }

  private static <K> Cache<K, Integer> cache(Clock clock, Duration time) {
    return Caffeine.newBuilder()
        .maximumSize(MAX_PAIRS)
        .ticker(Caches.ticker(clock))
        .expireAfterWrite(time)
        .build();
  }

  /** Whether this login is refused from there. */
  boolean locked(String login, InetAddress address) {
    @Nullable Integer count = ofPair.getIfPresent(new Pair(login, caller(address)));
    return count != null && count >= maxFailures;
  }

  /** Whether whoever has not proved itself before is refused from there. */
  boolean locked(InetAddress address) {
    @Nullable Integer count = ofAddress.getIfPresent(caller(address));
    return count != null && count >= maxAddressFailures;
  }

  /** Counts a failure; tells what this very one locked. */
  Locked failed(String login, InetAddress address) {
    String caller = caller(address);
    int fromThere = ofAddress.asMap().merge(caller, 1, Integer::sum);
    int ofThis = ofPair.asMap().merge(new Pair(login, caller), 1, Integer::sum);
    if (fromThere == maxAddressFailures) {
      return Locked.ADDRESS;
    }
    return ofThis == maxFailures ? Locked.LOGIN : Locked.NOTHING;
  }

  /** Forgets the failures of this login from there; those of the address count on. */
  void succeeded(String login, InetAddress address) {
    Pair pair = new Pair(login, caller(address));
    if (ofPair.getIfPresent(pair) != null) {
      ofPair.invalidate(pair);
    }
  }

  private static String caller(InetAddress address) {
    byte[] bytes = address.getAddress();
    return HexFormat.of()
        .formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes);
  }
}
