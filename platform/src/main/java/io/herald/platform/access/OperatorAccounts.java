package io.herald.platform.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.herald.platform.config.Settings;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operators in this instance's database, made fast enough for clients that send their password
 * with every call (SEC-21). Safe for use by many threads.
 *
 * <p>A password that was right is remembered, as a fingerprint under a key only this process has,
 * together with the stored hash it was checked against. As soon as the operator's row holds another
 * hash, or the operator is disabled, the memory is worth nothing; rows are at most {@link
 * AccessSettings#FRESHNESS} old.
 */
public final class OperatorAccounts implements Operators {
  private static final Logger log = LoggerFactory.getLogger(OperatorAccounts.class);
  private static final int MAX_LOGIN = 64;
  private static final int MAX_PASSWORD = 1024;
  private static final int MAX_REMEMBERED = 10_000;
  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);

  /** Callers that come by no network: a console, a test. */
  private record Tried(String login, String fingerprint) {}

  private final OperatorStore store;
  private final Clock clock;
  private final Passwords passwords;
  private final Lockout lockout;
  private final LoadingCache<String, Optional<OperatorStore.Row>> rows;
  private final Cache<Tried, String> right;
  private final SecretKeySpec fingerprintKey;
  // what an unknown login is compared with, so that it takes as long as a known one
  private final String nobodysHash;

  /**
   * @param random for salts and for the key of the fingerprints
   */
  public OperatorAccounts(
      DataSource database, Settings settings, Clock clock, SecureRandom random) {
    this.store = new OperatorStore(database);
    this.clock = clock;
    this.passwords = new Passwords(settings.get(AccessSettings.PASSWORD_COST), random);
    this.lockout =
        new Lockout(
            clock,
            settings.get(AccessSettings.LOCKOUT_FAILURES),
            settings.get(AccessSettings.LOCKOUT_TIME));
    this.rows = Caches.ofRows(clock, settings.get(AccessSettings.FRESHNESS), store::find);
    this.right =
        Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .ticker(Caches.ticker(clock))
            .expireAfterWrite(REMEMBERED_FOR)
            .build();
    byte[] key = new byte[32];
    random.nextBytes(key);
    this.fingerprintKey = new SecretKeySpec(key, "HmacSHA256");
    this.nobodysHash = passwords.hash(HexFormat.of().formatHex(key));
  }

  @Override
  public Optional<Operator> authenticate(String login, String password, InetAddress from) {
    if (login.isEmpty()
        || login.length() > MAX_LOGIN
        || login.indexOf('\0') >= 0
        || password.length() > MAX_PASSWORD
        || lockout.locked(login, from)) {
      return Optional.empty();
    }
    Optional<OperatorStore.Row> row = rows.get(login);
    if (isRight(row, login, password)) {
      lockout.succeeded(login, from);
      return row.map(OperatorStore.Row::operator);
    }
    if (lockout.failed(login, from)) {
      log.warn(
          "{} is locked out from {} after repeated failures",
          row.isPresent() ? "operator " + login : "an unknown login",
          from.getHostAddress());
    }
    return Optional.empty();
  }

  private boolean isRight(Optional<OperatorStore.Row> row, String login, String password) {
    if (row.isEmpty() || row.get().disabled()) {
      boolean unused = passwords.matches(password, nobodysHash); // takes as long as a known login
      return false;
    }
    String hash = row.get().passwordHash();
    Tried tried = new Tried(login, fingerprint(password));
    if (hash.equals(right.getIfPresent(tried))) {
      return true;
    }
    // callers with the same credentials wait for one check instead of each making their own
    return right
            .asMap()
            .compute(
                tried,
                (key, known) ->
                    hash.equals(known) || passwords.matches(password, hash) ? hash : null)
        != null;
  }

  private String fingerprint(String password) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(fingerprintKey);
      return HexFormat.of().formatHex(mac.doFinal(password.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has HmacSHA256", e);
    }
  }

  /**
   * Creates an operator, or gives the one with this login this password and these rights and
   * enables it: repeating the call changes nothing.
   *
   * @param login 1 to 64 characters without slash, blank or control characters
   * @param password at most 1,024 characters; empty only helps in zones that allow it
   * @throws IllegalArgumentException when login or password is out of bounds
   */
  public Operator create(String login, String password, Set<String> rights) {
    if (!login.matches("[^/\\s\\p{Cntrl}]{1,64}")) {
      throw new IllegalArgumentException(
          "a login is 1 to 64 characters without slash, blank or control character");
    }
    if (password.length() > MAX_PASSWORD) {
      throw new IllegalArgumentException("a password is at most 1024 characters");
    }
    Optional<OperatorStore.Row> before = store.find(login);
    String hash =
        before
            .map(OperatorStore.Row::passwordHash)
            .filter(stored -> passwords.matches(password, stored))
            .orElseGet(() -> passwords.hash(password));
    long id = store.save(login, hash, rights, clock.instant());
    rows.invalidate(login);
    return new Operator(id, login, rights);
  }

  /** Disables an operator: no logon, no call, and its sessions are refused. */
  public void disable(String login) {
    store.disable(login, clock.instant());
    rows.invalidate(login);
  }
}
