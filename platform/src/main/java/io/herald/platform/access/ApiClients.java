package io.herald.platform.access;

import com.github.benmanes.caffeine.cache.LoadingCache;
import io.herald.platform.config.Settings;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The API clients of an instance: known by a bearer access token and an API key, entitled to one
 * organization (API-44). Safe for use by many threads.
 */
public final class ApiClients {
  private static final int MAX_TOKEN = 4096;
  // expired tokens are still told apart from unknown ones for this long
  private static final Duration EXPIRED_KEPT = Duration.ofDays(7);

  private final ApiClientStore store;
  private final Clock clock;
  private final SecureRandom random;
  private final LoadingCache<TokenHash, Optional<ApiClientStore.Issued>> issued;

  /** What a check of credentials comes to. */
  public sealed interface Check {
    /** Token and key are right. */
    record Admitted(ApiClient client) implements Check {}

    /** The token is missing, unknown or expired. */
    record TokenInvalid() implements Check {}

    /** The token is right, the API key is missing or is not its client's. */
    record KeyInvalid() implements Check {}
  }

  /**
   * @param random where tokens come from
   */
  public ApiClients(DataSource database, Settings settings, Clock clock, SecureRandom random) {
    this.store = new ApiClientStore(database);
    this.clock = clock;
    this.random = random;
    this.issued = Caches.ofRows(clock, settings.get(AccessSettings.FRESHNESS), store::find);
  }

  /**
   * Checks what a REST call brought.
   *
   * @param accessToken from {@code Authorization: Bearer}; null when there was none
   * @param apiKey from {@code X-Api-Key}; null when there was none
   * @throws AccessUnavailable when the database cannot be asked
   */
  public Check check(@Nullable String accessToken, @Nullable String apiKey) {
    Optional<ApiClientStore.Issued> token = find(accessToken).filter(this::alive);
    if (token.isEmpty()) {
      return new Check.TokenInvalid();
    }
    if (apiKey == null || !token.get().apiKey().matches(apiKey)) {
      return new Check.KeyInvalid();
    }
    return new Check.Admitted(token.get().client());
  }

  /** What an access token alone says, for calls that carry no key. */
  TokenCheck check(String accessToken) {
    return find(accessToken)
        .map(
            token ->
                alive(token)
                    ? new TokenCheck.Alive(token.client())
                    : (TokenCheck) new TokenCheck.Expired())
        .orElse(new TokenCheck.Unknown());
  }

  /** What an access token alone comes to. */
  sealed interface TokenCheck {
    record Alive(ApiClient client) implements TokenCheck {}

    record Expired() implements TokenCheck {}

    record Unknown() implements TokenCheck {}
  }

  private Optional<ApiClientStore.Issued> find(@Nullable String token) {
    return token == null || token.isEmpty() || token.length() > MAX_TOKEN
        ? Optional.empty()
        : issued.get(TokenHash.of(token));
  }

  private boolean alive(ApiClientStore.Issued token) {
    return clock.instant().isBefore(token.expires());
  }

  /**
   * Creates a client, or gives the one of this name this key and organization and enables it:
   * repeating the call changes nothing.
   *
   * @param name 1 to 64 characters
   * @param apiKey chosen by the caller; at least 16 characters
   * @param organization 1 to 64 letters, digits, dots, hyphens or underscores
   * @throws IllegalArgumentException when a text is out of bounds
   */
  public ApiClient create(String name, String apiKey, String organization) {
    if (!name.matches("\\P{Cntrl}{1,64}")) {
      throw new IllegalArgumentException("an API client's name is 1 to 64 characters");
    }
    if (apiKey.length() < 16) {
      throw new IllegalArgumentException("an API key has at least 16 characters");
    }
    if (!organization.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException(
          "an organization is 1 to 64 letters, digits, dots, hyphens or underscores");
    }
    return store.saveClient(name, TokenHash.of(apiKey), organization, clock.instant());
  }

  /**
   * Issues an access token.
   *
   * @return the token: 256 random bits in URL-safe Base64; shown once, stored hashed
   */
  public String issueToken(ApiClient client, Duration lifetime) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Instant now = clock.instant();
    store.deleteExpiredTokens(now.minus(EXPIRED_KEPT));
    store.saveToken(TokenHash.of(token), client, now.plus(lifetime));
    return token;
  }
}
