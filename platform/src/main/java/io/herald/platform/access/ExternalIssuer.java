package io.herald.platform.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.herald.platform.config.Settings;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An identity provider whose access tokens we take besides our own (OpenID Connect; SEC-1). Its
 * public keys come from the one address that is configured, are cached, and are asked for anew at
 * most twice a minute, whatever keys the tokens name. Safe for use by many threads.
 */
final class ExternalIssuer {
  private static final int TIME_OUT_MILLIS = 3_000;
  private static final int MAX_KEYS_BYTES = 512 << 10;
  // known keys go on being taken for so long while the provider cannot be reached
  private static final Duration OUTAGE = Duration.ofHours(4);

  private final String issuer;
  private final DefaultJWTProcessor<SecurityContext> processor;
  private volatile boolean keysWereHad;

  private ExternalIssuer(String issuer, String audience, URL keys) {
    this.issuer = issuer;
    JWKSource<SecurityContext> source =
        JWKSourceBuilder.create(
                keys,
                new DefaultResourceRetriever(TIME_OUT_MILLIS, TIME_OUT_MILLIS, MAX_KEYS_BYTES))
            .outageTolerant(OUTAGE.toMillis())
            .build();
    processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256), source));
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    // the library would ask the machine's clock; expiry is judged with ours, by who reads the token
    processor.setJWTClaimsSetVerifier(
        (claims, _) -> {
          if (!issuer.equals(claims.getIssuer())
              || !claims.getAudience().contains(audience)
              || claims.getExpirationTime() == null) {
            throw new BadJWTException("issuer, audience or expiry is not what we take");
          }
        });
  }

  /**
   * The one that is configured; null when there is none.
   *
   * @throws IllegalArgumentException when only a part of it is configured
   */
  static @Nullable ExternalIssuer of(Settings settings) {
    String issuer = settings.get(AccessSettings.OIDC_ISSUER);
    String audience = settings.get(AccessSettings.OIDC_AUDIENCE);
    String keys = settings.get(AccessSettings.OIDC_JWKS_URL);
    if (issuer.isEmpty() && audience.isEmpty() && keys.isEmpty()) {
      return null;
    }
    if (issuer.isEmpty() || audience.isEmpty() || keys.isEmpty()) {
      throw new IllegalArgumentException(
          "an external issuer takes all of access.oidc.issuer, access.oidc.audience and"
              + " access.oidc.jwks-url");
    }
    try {
      return new ExternalIssuer(issuer, audience, URI.create(keys).toURL());
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("access.oidc.jwks-url is not a URL", e);
    }
  }

  /** Whether a token says it is from there; proves nothing yet. */
  boolean issued(JWTClaimsSet claims) {
    return issuer.equals(claims.getIssuer());
  }

  /**
   * What the token says; empty when it is not genuine.
   *
   * @throws AccessUnavailable when the keys cannot be had
   */
  Optional<AccessTokens.Genuine> verify(SignedJWT token) {
    try {
      JWTClaimsSet claims = processor.process(token, null);
      keysWereHad = true;
      @Nullable String clientId = clientId(claims);
      if (clientId == null) {
        return Optional.empty();
      }
      @Nullable Date issued = claims.getIssueTime();
      return Optional.of(
          new AccessTokens.Genuine(
              clientId,
              scopes(claims),
              id(claims.getJWTID()),
              issued == null ? Instant.EPOCH : issued.toInstant(),
              claims.getExpirationTime().toInstant(),
              null));
    } catch (RateLimitReachedException e) {
      if (!keysWereHad) {
        throw new AccessUnavailable("the keys of the external issuer cannot be had", e);
      }
      return Optional.empty(); // a key that was not there a moment ago
    } catch (KeySourceException e) {
      throw new AccessUnavailable("the keys of the external issuer cannot be had", e);
    } catch (BadJOSEException | JOSEException | ParseException e) {
      return Optional.empty();
    }
  }

  /** Providers name the program differently: RFC 9068, OpenID Connect, and the rest. */
  private static @Nullable String clientId(JWTClaimsSet claims) throws ParseException {
    for (String claim : new String[] {"client_id", "azp", "sub"}) {
      @Nullable String value = claims.getStringClaim(claim);
      if (value != null && !value.isEmpty()) {
        return value;
      }
    }
    return null;
  }

  /** The scopes we know; when it names none of them, all: the client's own are the bound. */
  private static Scopes scopes(JWTClaimsSet claims) throws ParseException {
    @Nullable String text = claims.getStringClaim("scope");
    Set<String> known =
        Arrays.stream((text == null ? "" : text).split(" "))
            .filter(Scopes::isScope)
            .limit(Scopes.MAX_WORDS)
            .collect(Collectors.toUnmodifiableSet());
    return known.isEmpty() ? Scopes.ALL : new Scopes(known);
  }

  private static @Nullable UUID id(@Nullable String text) {
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
