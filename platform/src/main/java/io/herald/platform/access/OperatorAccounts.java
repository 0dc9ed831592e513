package io.herald.platform.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.herald.platform.config.Settings;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operators in this instance's database, made fast enough for clients that send their password
 * with every call (SEC-21). Safe for use by many threads.
 *
 * <p>A login and password that were right are remembered, as a fingerprint under a key only this
 * process has, together with the stored hash they were checked against. As soon as the operator's
 * row holds another hash, or the operator is disabled, the memory is worth nothing; rows are at
 * most {@link AccessSettings#FRESHNESS} old.
 */
public final class OperatorAccounts implements Operators {
  /** The shortest password that is taken for an operator made through the API. */
  public static final int MIN_PASSWORD = 12;

  private static final Logger log = LoggerFactory.getLogger(OperatorAccounts.class);
  private static final int MAX_LOGIN = 64;
  private static final int MAX_PASSWORD = 1024;
  private static final int MAX_REMEMBERED = 10_000;
  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);

  private final OperatorStore store;
  private final Zones zones;
  private final AuditLog audit;
  private final Clock clock;
  private final Passwords passwords;
  private final Lockout lockout;
  private final LoadingCache<String, Optional<OperatorStore.Row>> rows;
  private final Cache<String, String> right;
  private final SecretKeySpec fingerprintKey;
  // what an unknown login is compared with, so that it takes as long as a known one
  private final String nobodysHash;

  /**
   * With the zones of the settings.
   *
   * @param random for salts and for the key of the fingerprints
   */
  public OperatorAccounts(
      DataSource database, Settings settings, Clock clock, SecureRandom random) {
    this(
        database,
        settings.get(AccessSettings.ZONES),
        new AuditLog(database, clock),
        settings,
        clock,
        random);
  }

  OperatorAccounts(
      DataSource database,
      Zones zones,
      AuditLog audit,
      Settings settings,
      Clock clock,
      SecureRandom random) {
    this.store = new OperatorStore(database);
    this.zones = zones;
    this.audit = audit;
    this.clock = clock;
    this.passwords = new Passwords(settings.get(AccessSettings.PASSWORD_COST), random);
    this.lockout =
        new Lockout(
            clock,
            settings.get(AccessSettings.LOCKOUT_FAILURES),
            settings.get(AccessSettings.LOCKOUT_ADDRESS_FAILURES),
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
    return signIn(login, password, from) instanceof SignIn.Known(Operator operator)
        ? Optional.of(operator)
        : Optional.empty();
  }

  /**
   * Checks a login and password, the caller's zone against the operator's (SEC-11), and the age of
   * the password. An empty password is enough only where the caller's zone allows it, for operators
   * who have an empty one or who trust the caller's network.
   *
   * @throws AccessUnavailable when the database cannot be asked
   */
  public SignIn signIn(String login, String password, InetAddress from) {
    if (login.isEmpty()
        || login.length() > MAX_LOGIN
        || login.indexOf('\0') >= 0
        || password.length() > MAX_PASSWORD
        || lockout.locked(login, from)) {
      return SignIn.Refused.wrong();
    }
    SecurityZone zone = zones.of(from);
    if (password.isEmpty() && !zone.allows(SecurityZone.Flag.ALLOW_EMPTY_PASSWORD)) {
      return failed(login, from, false);
    }
    Optional<OperatorStore.Row> row = rows.get(login);
    if (!isRight(row, login, password, from)) {
      return failed(login, from, row.isPresent());
    }
    lockout.succeeded(login, from);
    return mayEnter(row.orElseThrow(), zone);
  }

  /** The operator of this login, if it may come in and what it was given then still holds. */
  Optional<Operator> find(String login, Instant issued) {
    return rows.get(login)
        .filter(row -> !row.account().disabled() && !issued.isBefore(row.validFrom()))
        .map(OperatorStore.Row::operator);
  }

  private SignIn mayEnter(OperatorStore.Row row, SecurityZone zone) {
    if (!zones.within(zone, row.account().zone())) {
      return new SignIn.Refused(
          "This operator may log on only from security zone '"
              + row.account().zone()
              + "', not from '"
              + zone.name()
              + "'.");
    }
    @Nullable Instant expires = row.account().passwordExpires();
    if (expires != null && !clock.instant().isBefore(expires)) {
      return new SignIn.Refused("The password has expired; an administrator can set a new one.");
    }
    return new SignIn.Known(row.operator());
  }

  private SignIn failed(String login, InetAddress from, boolean known) {
    // what somebody typed as a login may be a password: only logins that exist are named
    String who = known ? "operator " + login : "an unknown login";
    Lockout.Locked locked = lockout.failed(login, from);
    switch (locked) {
      case NOTHING -> {}
      case LOGIN ->
          log.warn("{} is locked out from {} after repeated failures", who, from.getHostAddress());
      case ADDRESS -> log.warn("{} is locked out after many failures", from.getHostAddress());
    }
    audit.logonFailed(
        known ? login : "", from, locked == Lockout.Locked.NOTHING ? "refused" : "locked out");
    return SignIn.Refused.wrong();
  }

  private boolean isRight(
      Optional<OperatorStore.Row> row, String login, String password, InetAddress from) {
    boolean known = row.isPresent() && !row.get().account().disabled();
    String fingerprint = fingerprint(login, password);
    if (known && row.get().passwordHash().equals(right.getIfPresent(fingerprint))) {
      return true;
    }
    if (lockout.locked(from)) {
      return false;
    }
    if (!known) {
      boolean unused = passwords.matches(password, nobodysHash); // takes as long as a known login
      return false;
    }
    if (password.isEmpty() && row.get().account().trusts(from)) {
      return true;
    }
    String hash = row.get().passwordHash();
    // callers with the same credentials wait for one check instead of each making their own
    return right
            .asMap()
            .compute(
                fingerprint,
                (key, before) ->
                    hash.equals(before) || passwords.matches(password, hash) ? hash : null)
        != null;
  }

  private String fingerprint(String login, String password) {
    byte[] both = (login + '\0' + password).getBytes(UTF_8);
    return HexFormat.of().formatHex(ClusterKeys.mac(fingerprintKey, both));
  }

  /**
   * Creates an operator, or gives the one with this login this password and these rights and
   * enables it: repeating the call changes nothing. For products that set themselves up.
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

  /**
   * Adds an operator; false when the login is taken.
   *
   * @throws IllegalArgumentException when the password breaks the policy
   */
  public boolean add(OperatorAccount account, String password) {
    String hash = passwords.hash(acceptable(password));
    boolean added = store.insert(account, hash, clock.instant());
    rows.invalidate(account.login());
    return added;
  }

  /** Changes everything of an operator but login and password; false when there is none. */
  public boolean change(OperatorAccount account) {
    boolean changed = store.change(account, clock.instant());
    rows.invalidate(account.login());
    return changed;
  }

  /**
   * Gives an operator another password, which ends its sessions; false when there is none.
   *
   * @param expires when the new one is not taken any more; null: never
   * @throws IllegalArgumentException when the password breaks the policy
   */
  public boolean setPassword(String login, String password, @Nullable Instant expires) {
    String hash = passwords.hash(acceptable(password));
    boolean changed = store.setPassword(login, hash, expires, clock.instant());
    rows.invalidate(login);
    return changed;
  }

  /** Removes an operator and ends its sessions; false when there is none. */
  public boolean remove(String login) {
    boolean removed = store.delete(login);
    rows.invalidate(login);
    return removed;
  }

  /** The operator of this login as it is stored now. */
  public Optional<OperatorAccount> get(String login) {
    return store.find(login).map(OperatorStore.Row::account);
  }

  /** Those whose logins come after this one, in order. */
  public List<OperatorAccount> list(String afterLogin, int limit) {
    return store.list(afterLogin, limit).stream().map(OperatorStore.Row::account).toList();
  }

  /** Rights may have changed by way of a group. */
  void groupsChanged() {
    rows.invalidateAll();
  }

  private static String acceptable(String password) {
    if (password.codePointCount(0, password.length()) < MIN_PASSWORD) {
      throw new IllegalArgumentException(
          "password: at least " + MIN_PASSWORD + " characters; a few words do");
    }
    if (password.length() > MAX_PASSWORD) {
      throw new IllegalArgumentException("password: at most " + MAX_PASSWORD + " characters");
    }
    return password;
  }
}
