package io.herald.platform.access;

import com.github.benmanes.caffeine.cache.LoadingCache;
import io.herald.platform.config.Settings;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * The sessions that Logon opens (SEC-14), shared by all processes of an instance (SEC-20). Their
 * life is fixed, not extended by use. A logoff holds at once in this process and within {@link
 * AccessSettings#FRESHNESS} in the others. Safe for use by many threads.
 */
public final class Sessions {
  private static final Duration SWEEP_EVERY = Duration.ofMinutes(10);
  private static final int MAX_TOKEN = 128;

  /**
   * What a caller gets from Logon; the only moment both tokens are known here.
   *
   * @param sessionToken {@code ___} and a UUID
   * @param securityToken {@code @} and URL-safe Base64 of 256 random bits
   */
  public record Opened(String sessionToken, String securityToken) {
    @Override
    public String toString() {
      return "Opened[tokens not shown]";
    }
  }

  private final SessionStore store;
  private final Clock clock;
  private final SecureRandom random;
  private final Duration sessionTime;
  private final Duration securityTime;
  private final LoadingCache<TokenHash, Optional<Session>> sessions;
  private final AtomicLong lastSweepMillis = new AtomicLong();

  /**
   * @param random where tokens come from
   */
  public Sessions(DataSource database, Settings settings, Clock clock, SecureRandom random) {
    this.store = new SessionStore(database);
    this.clock = clock;
    this.random = random;
    this.sessionTime = settings.get(AccessSettings.SESSION_TIME);
    this.securityTime = settings.get(AccessSettings.SECURITY_TIME);
    this.sessions = Caches.ofRows(clock, settings.get(AccessSettings.FRESHNESS), store::find);
  }

  /** How long a session lives. */
  public Duration sessionTime() {
    return sessionTime;
  }

  /** How long a security token lives. */
  public Duration securityTime() {
    return securityTime;
  }

  /**
   * Opens a session for an operator who has proved who it is.
   *
   * @throws AccessUnavailable when it cannot be stored; then there is none
   */
  public Opened open(Operator operator) {
    Instant now = clock.instant();
    sweep(now);
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    Opened opened =
        new Opened(
            "___" + new UUID(random.nextLong(), random.nextLong()),
            "@" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    store.insert(
        TokenHash.of(opened.sessionToken()),
        new Session(
            operator,
            TokenHash.of(opened.securityToken()),
            now.plus(sessionTime),
            now.plus(securityTime)));
    return opened;
  }

  /**
   * The session with this token; empty when it is unknown, has expired or was ended.
   *
   * @throws AccessUnavailable when the database cannot be asked
   */
  Optional<Session> find(String token) {
    if (token.length() > MAX_TOKEN) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    return sessions.get(TokenHash.of(token)).filter(session -> now.isBefore(session.expires()));
  }

  /** Ends a session; nothing happens when there is none. */
  public void end(String token) {
    TokenHash hash = TokenHash.of(token);
    store.delete(hash);
    sessions.put(hash, Optional.empty());
  }

  /** Keeps the table from growing: now and then whoever logs on removes what has expired. */
  private void sweep(Instant now) {
    long last = lastSweepMillis.get();
    if (now.toEpochMilli() - last > SWEEP_EVERY.toMillis()
        && lastSweepMillis.compareAndSet(last, now.toEpochMilli())) {
      store.deleteExpired(now);
    }
  }
}
