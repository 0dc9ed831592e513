package io.herald.platform.access;

import com.github.benmanes.caffeine.cache.LoadingCache;
import io.herald.platform.config.Settings;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The API clients of an instance (SEC-7, API-44): who they are, whether their access tokens hold,
 * and how often they may call. Safe for use by many threads; asks the database only for clients its
 * cache does not hold.
 */
public final class ApiClients {
  /** Secrets shorter than this are refused: only random ones can be stored as a plain hash. */
  public static final int MIN_SECRET = 32;

  private static final int MAX_SECRET = 256;
  private static final int MAX_BUCKETS = 100_000;

  private final ApiClientStore store;
  private final AccessTokens tokens;
  private final Revocations revocations;
  private final Clock clock;
  private final SecureRandom random;
  private final Duration tokenTime;
  private final LoadingCache<String, Optional<ApiClientStore.Row>> rows;
  private final ConcurrentMap<String, TokenBucket> buckets = new ConcurrentHashMap<>();

  /** What an access token comes to. */
  sealed interface Check {
    /** It is good, and the client is within its limits. */
    record Admitted(Principal.OfClient who) implements Check {}

    /**
     * It is not, or not any more.
     *
     * @param expired whether it was good once: another one would help
     */
    record TokenInvalid(boolean expired) implements Check {}

    /** It is good, but the client may not call from there. */
    record WrongNetwork() implements Check {}

    /** It is good, but the client calls too often. */
    record Limited(Duration retryAfter) implements Check {}
  }

  /** What became of the wish for a new access token (RFC 6749 section 5). */
  public sealed interface Grant {
    /**
     * Here it is.
     *
     * @param token shown once, never stored
     * @param scopes what it is good for
     * @param lifetime from now
     */
    record Issued(String token, Scopes scopes, Duration lifetime) implements Grant {
      @Override
      public String toString() {
        return "Issued[token not shown]";
      }
    }

    /**
     * The client or its secret is unknown, or may not come in.
     *
     * @param known whether there is such a client; not to be told to the caller
     */
    record Refused(boolean known) implements Grant {}

    /** None of the scopes asked for is the client's. */
    record NoSuchScope() implements Grant {}
  }

  /**
   * @param random where secrets come from
   */
  ApiClients(
      DataSource database,
      AccessTokens tokens,
      Revocations revocations,
      Settings settings,
      Clock clock,
      SecureRandom random) {
    this.store = new ApiClientStore(database);
    this.tokens = tokens;
    this.revocations = revocations;
    this.clock = clock;
    this.random = random;
    this.tokenTime = settings.get(AccessSettings.TOKEN_TIME);
    this.rows = Caches.ofRows(clock, settings.get(AccessSettings.FRESHNESS), store::find);
  }

  /**
   * Checks an access token, and counts a good one against its client's rate.
   *
   * @throws AccessUnavailable when the database, or the external issuer's keys, cannot be asked
   */
  Check admit(String token, InetAddress from) {
    Optional<AccessTokens.Genuine> read = tokens.read(token);
    if (read.isEmpty()) {
      return new Check.TokenInvalid(false);
    }
    AccessTokens.Genuine genuine = read.get();
    Instant now = clock.instant();
    if (!now.isBefore(genuine.expires())
        || (genuine.id() != null && revocations.contains(genuine.id()))) {
      return new Check.TokenInvalid(true);
    }
    Optional<ApiClientStore.Row> row = rows.get(genuine.clientId());
    if (row.isEmpty() || !holds(genuine, row.get(), now)) {
      return new Check.TokenInvalid(false);
    }
    ApiClient client = row.get().client();
    if (!client.mayCallFrom(from)) {
      return new Check.WrongNetwork();
    }
    Duration wait = takeTurn(client, now);
    return wait.isZero()
        ? new Check.Admitted(
            new Principal.OfClient(client, genuine.scopes().within(client.scopes())))
        : new Check.Limited(wait);
  }

  /**
   * Counts a call of a client that came in without an access token, by its session.
   *
   * @return zero when it may go on, else how long to wait
   */
  Duration takeTurn(ApiClient client, Instant now) {
    @Nullable RateLimit rate = client.rate();
    if (rate == null) {
      return Duration.ZERO;
    }
    @Nullable TokenBucket bucket = buckets.get(client.clientId());
    if (bucket == null || !bucket.limit().equals(rate)) {
      if (buckets.size() >= MAX_BUCKETS) {
        buckets.clear(); // clients that were removed; the others begin with a full bucket
      }
      TokenBucket fresh = new TokenBucket(rate);
      bucket =
          buckets.merge(
              client.clientId(), fresh, (old, made) -> old.limit().equals(rate) ? old : made);
    }
    return bucket.take(TimeUnit.MILLISECONDS.toNanos(now.toEpochMilli()));
  }

  /** The client of this id, if it may come in and what it was given then still holds. */
  Optional<ApiClient> find(String clientId, Instant issued, @Nullable String secretMark) {
    return rows.get(clientId)
        .filter(row -> holds(row, issued, secretMark, clock.instant()))
        .map(ApiClientStore.Row::client);
  }

  /** What a genuine access token says, expired or not; empty for any other text. */
  Optional<AccessTokens.Genuine> proof(String accessToken) {
    return tokens.read(accessToken);
  }

  private static boolean holds(AccessTokens.Genuine token, ApiClientStore.Row row, Instant now) {
    return holds(row, token.issued(), token.secretMark(), now);
  }

  /** Whether what was issued then still holds, and the secret it was got with. */
  private static boolean holds(
      ApiClientStore.Row row, Instant issued, @Nullable String secretMark, Instant now) {
    return row.client().active(now)
        && !issued.isBefore(row.validFrom())
        && (secretMark == null
            || row.secrets().stream().anyMatch(secret -> secret.mark().equals(secretMark)));
  }

  /**
   * Issues an access token for a client id and secret (RFC 6749 section 4.4).
   *
   * @param wanted null: all the client's scopes
   * @throws AccessUnavailable when the database cannot be asked
   */
  public Grant grant(String clientId, String secret, @Nullable Scopes wanted, InetAddress from) {
    return switch (checkSecret(clientId, secret, from)) {
      case SecretCheck.Wrong(boolean known) -> new Grant.Refused(known);
      case SecretCheck.Right(ApiClient client, Instant validFrom, String mark) -> {
        Scopes scopes = wanted == null ? client.scopes() : wanted.within(client.scopes());
        yield scopes.isEmpty()
            ? new Grant.NoSuchScope()
            : new Grant.Issued(
                tokens.issue(client, scopes, tokenTime, validFrom, mark), scopes, tokenTime);
      }
    };
  }

  /** What a client id and secret come to. */
  sealed interface SecretCheck {
    /**
     * They belong together, and the client may come in.
     *
     * @param validFrom tokens issued earlier are void
     * @param mark names the secret
     */
    record Right(ApiClient client, Instant validFrom, String mark) implements SecretCheck {}

    /**
     * They do not.
     *
     * @param known whether there is such a client; not to be told to the caller
     */
    record Wrong(boolean known) implements SecretCheck {}
  }

  /** Checks a client id and secret. */
  SecretCheck checkSecret(String clientId, String secret, InetAddress from) {
    if (!ApiClient.isClientId(clientId) || secret.length() > MAX_SECRET) {
      return new SecretCheck.Wrong(false);
    }
    Instant now = clock.instant();
    Optional<ApiClientStore.Row> row = rows.get(clientId);
    return row.filter(found -> found.client().active(now) && found.client().mayCallFrom(from))
        .flatMap(
            found ->
                found.secrets().stream()
                    .filter(one -> one.expires() == null || now.isBefore(one.expires()))
                    .filter(one -> one.hash().matches(secret))
                    .findFirst()
                    .<SecretCheck>map(
                        one ->
                            new SecretCheck.Right(found.client(), found.validFrom(), one.mark())))
        .orElseGet(() -> new SecretCheck.Wrong(row.isPresent()));
  }

  /**
   * Revokes an access token of this client, everywhere (RFC 7009).
   *
   * @return false when it is not one of its own, or over already
   */
  public boolean revokeToken(String clientId, String token) {
    Optional<AccessTokens.Genuine> own =
        tokens
            .read(token)
            .filter(genuine -> genuine.clientId().equals(clientId))
            .filter(genuine -> clock.instant().isBefore(genuine.expires()));
    if (own.isEmpty() || own.get().id() == null) {
      return false;
    }
    revocations.revoke(new Revocation(own.get().id(), own.get().expires()));
    return true;
  }

  /** Whether a token is good and its client has this key; counts against no rate. */
  public boolean accepts(String accessToken, String apiKey) {
    Instant now = clock.instant();
    return tokens
        .read(accessToken)
        .filter(genuine -> genuine.clientId().equals(apiKey) && now.isBefore(genuine.expires()))
        .flatMap(genuine -> rows.get(genuine.clientId()).filter(row -> holds(genuine, row, now)))
        .isPresent();
  }

  /**
   * Creates a client with all scopes, or gives the one of this name this key and organization and
   * enables it: repeating the call changes nothing.
   *
   * @param apiKey its public id
   * @throws IllegalArgumentException when a text is out of bounds
   */
  public ApiClient create(String name, String apiKey, String organization) {
    ApiClient wanted =
        new ApiClient(
            0,
            apiKey,
            name,
            organization,
            Scopes.ALL,
            null,
            List.of(),
            null,
            false,
            ApiClient.Echo.VALUES);
    Instant now = clock.instant();
    if (!store.insert(wanted, now) && !store.changeNamed(wanted, now)) {
      throw new IllegalArgumentException("another API client has the id " + apiKey);
    }
    rows.invalidate(apiKey);
    return rows.get(apiKey).map(ApiClientStore.Row::client).orElseThrow();
  }

  /**
   * Issues an access token without a secret, for somebody who may configure the instance.
   *
   * @return the token; shown once, never stored
   */
  public String issueToken(ApiClient client, Duration lifetime) {
    Instant validFrom =
        rows.get(client.clientId()).map(ApiClientStore.Row::validFrom).orElse(Instant.EPOCH);
    return tokens.issue(client, client.scopes(), lifetime, validFrom, null);
  }

  /** Stores a new client; its id is ignored. False when its name or client id is taken. */
  public boolean add(ApiClient client) {
    boolean added = store.insert(client, clock.instant());
    rows.invalidate(client.clientId());
    return added;
  }

  /** Changes everything of a client but its client id; false when there is none of this id. */
  public boolean change(ApiClient client) {
    boolean changed = store.change(client, clock.instant());
    rows.invalidate(client.clientId());
    return changed;
  }

  /** Removes a client, and with it its secrets and tokens; false when there is none of this id. */
  public boolean remove(String clientId) {
    boolean removed = store.delete(clientId);
    rows.invalidate(clientId);
    return removed;
  }

  /** The client of this id as it is stored now. */
  public Optional<Registered> get(String clientId) {
    return store.find(clientId).map(ApiClients::registered);
  }

  /** Those whose names come after this one, in the order of their names. */
  public List<Registered> list(String afterName, int limit) {
    return store.list(afterName, limit).stream().map(ApiClients::registered).toList();
  }

  /**
   * A client with what may be said of its secrets.
   *
   * @param secretsExpire one entry for each secret, the oldest first; empty: it does not expire
   */
  public record Registered(ApiClient client, List<Optional<Instant>> secretsExpire) {}

  private static Registered registered(ApiClientStore.Row row) {
    return new Registered(
        row.client(),
        row.secrets().stream().map(secret -> Optional.ofNullable(secret.expires())).toList());
  }

  /**
   * Gives a client a new secret; the one it had works on for a while, any older one ends at once.
   *
   * @param overlap how long the previous one works on; zero: it ends at once, and with it all
   *     access tokens that were got with it
   * @return the secret, 256 random bits in URL-safe Base64, shown once and stored hashed; empty
   *     when there is no such client
   */
  public Optional<String> rotateSecret(String clientId, Duration overlap) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return setSecret(clientId, secret, overlap) ? Optional.of(secret) : Optional.empty();
  }

  /**
   * The same with a secret made elsewhere, so that all instances of a cluster can have the same.
   *
   * @param secret {@value #MIN_SECRET} to 256 characters; must be random
   * @throws IllegalArgumentException when it is shorter or longer
   */
  public boolean setSecret(String clientId, String secret, Duration overlap) {
    if (secret.length() < MIN_SECRET || secret.length() > MAX_SECRET) {
      throw new IllegalArgumentException(
          "a secret has " + MIN_SECRET + " to " + MAX_SECRET + " characters");
    }
    Instant now = clock.instant();
    @Nullable Instant oldUntil = overlap.isZero() ? null : now.plus(overlap);
    boolean stored = store.rotate(clientId, TokenHash.of(secret), now, oldUntil);
    rows.invalidate(clientId);
    return stored;
  }

  /** Makes all access tokens and sessions of a client void; false when there is no such client. */
  public boolean voidTokens(String clientId) {
    // tokens say when they were issued in whole seconds
    Instant nextSecond = clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    boolean voided = store.voidTokens(clientId, nextSecond);
    rows.invalidate(clientId);
    return voided;
  }
}
