package io.herald.platform.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who did what, from where, and what came of it (SEC-35). Safe for use by many threads.
 *
 * <p>What is done on purpose is written before its caller is answered. Failed logons are written
 * only so often, so that nobody can fill the disk by guessing: {@link #FAILURES_PER_ADDRESS} per
 * address and {@link #FAILURES_IN_ALL} in all within {@link #WINDOW}; the rest is counted.
 */
public final class AuditLog {
  static final int FAILURES_PER_ADDRESS = 10;
  static final int FAILURES_IN_ALL = 200;
  static final Duration WINDOW = Duration.ofMinutes(10);

  private static final Logger log = LoggerFactory.getLogger(AuditLog.class);
  private static final int MAX_ADDRESSES = 20_000;
  private static final int MAX_TEXT = 256;

  /**
   * Something that was done, or tried.
   *
   * @param actor an operator's login or an API client's name; empty: unknown
   * @param address where it came from; empty: from this machine
   * @param action for example {@code api-client.rotate-secret}
   * @param object what it was done to; never a secret
   * @param outcome {@code done}, or why not
   * @param requestId the answer's {@code X-Request-Id}; may be empty
   */
  public record Entry(
      String actor,
      String address,
      String action,
      String object,
      String outcome,
      String requestId) {}

  /** An entry as it is stored; the larger the id, the later. */
  public record Stored(long id, Instant at, Entry entry) {}

  private final AuditStore store;
  private final InstantSource clock;
  private final Cache<String, Integer> failures;
  private final Cache<String, Integer> allFailures;

  public AuditLog(DataSource database, InstantSource clock) {
    this.store = new AuditStore(database);
    this.clock = clock;
    this.failures = counters(clock, MAX_ADDRESSES);
    this.allFailures = counters(clock, 1);
  }

  // a window begins with the first failure in it
  private static Cache<String, Integer> counters(InstantSource clock, int size) {
    return Caffeine.newBuilder()
        .maximumSize(size)
        .ticker(Caches.ticker(clock))
        .expireAfter(
            com.github.benmanes.caffeine.cache.Expiry.<String, Integer>creating((_, _) -> WINDOW))
        .build();
  }

  /**
   * Writes an entry; texts are cut at {@value #MAX_TEXT} characters.
   *
   * @throws AccessUnavailable when it cannot be written
   */
  public void record(Entry entry) {
    store.insert(
        clock.instant(),
        new Entry(
            storable(entry.actor()),
            storable(entry.address()),
            storable(entry.action()),
            storable(entry.object()),
            storable(entry.outcome()),
            storable(entry.requestId())));
  }

  /** Writes that a logon failed, unless that happened too often lately. Never throws. */
  void logonFailed(String login, InetAddress from, String outcome) {
    String address = from.getHostAddress();
    int fromThere = failures.asMap().merge(address, 1, Integer::sum);
    int inAll = allFailures.asMap().merge("", 1, Integer::sum);
    if (fromThere > FAILURES_PER_ADDRESS || inAll > FAILURES_IN_ALL) {
      return;
    }
    boolean last = fromThere == FAILURES_PER_ADDRESS || inAll == FAILURES_IN_ALL;
    String said = last ? outcome + "; further ones are not listed for a while" : outcome;
    try {
      record(new Entry(login, address, "logon", login, said, ""));
    } catch (AccessUnavailable e) {
      log.warn("a failed logon from {} could not be written to the audit log", address, e);
    }
  }

  /**
   * Entries before this one, the latest first.
   *
   * @param beforeId {@link Long#MAX_VALUE} for the latest
   * @throws AccessUnavailable when they cannot be read
   */
  public List<Stored> list(long beforeId, int limit) {
    return store.list(beforeId, limit);
  }

  /** Removes what is older than this. */
  void deleteBefore(Instant before) throws SQLException {
    store.deleteBefore(before);
  }

  private static String storable(String text) {
    String cut = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    return cut.replace('\0', ' ');
  }
}
