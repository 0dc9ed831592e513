package io.herald.platform.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Issues access tokens and recognises them: JWTs (RFC 7519, RFC 9068) signed with a key that every
 * instance of the cluster derives (SEC-20), so that checking one needs no database and no call. A
 * token that was found genuine is remembered by its SHA-256. Safe for use by many threads.
 */
final class AccessTokens {
  private static final int MAX_TOKEN = 4096;
  private static final int MAX_REMEMBERED = 20_000;
  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(30);
  private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

  /** Whom our tokens are for. */
  private static final String AUDIENCE = "herald";

  /**
   * What a genuine token says.
   *
   * @param clientId whose it is
   * @param scopes what it was issued for
   * @param id by which it can be revoked; null when its issuer gave none we know
   * @param secretMark names the secret it was got with; null when it was issued without one
   */
  record Genuine(
      String clientId,
      Scopes scopes,
      @Nullable UUID id,
      Instant issued,
      Instant expires,
      @Nullable String secretMark) {}

  private final SecretKey key;
  private final JWSHeader header;
  private final JWSVerifier verifier;
  private final String issuer;
  private final Clock clock;
  private final RandomGenerator random;
  private final Cache<TokenHash, Genuine> remembered;
  private final @Nullable ExternalIssuer external;

  /**
   * @param issuer our own name in tokens
   * @param external whose tokens are taken besides our own; null: nobody's
   */
  AccessTokens(
      ClusterKeys keys,
      String issuer,
      @Nullable ExternalIssuer external,
      Clock clock,
      RandomGenerator random) {
    this.key = keys.key("access token");
    this.issuer = issuer;
    this.external = external;
    this.clock = clock;
    this.random = random;
    this.header = new JWSHeader.Builder(JWSAlgorithm.HS256).type(TYPE).keyID(keyId(key)).build();
    try {
      this.verifier = new MACVerifier(key);
    } catch (JOSEException e) {
      throw new IllegalStateException("the key has 256 bits, as HS256 wants", e);
    }
    this.remembered =
        Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .ticker(Caches.ticker(clock))
            .expireAfterWrite(REMEMBERED_FOR)
            .build();
  }

  /**
   * A new token; never stored.
   *
   * @param notBefore tokens issued earlier than this are void: it is not
   * @param secretMark of the secret it is got with; null when it is got without one
   */
  String issue(
      ApiClient client,
      Scopes scopes,
      Duration lifetime,
      Instant notBefore,
      @Nullable String secretMark) {
    Instant now = clock.instant();
    Instant issued = now.isBefore(notBefore) ? notBefore : now;
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience(AUDIENCE)
            .subject(client.clientId())
            .claim("client_id", client.clientId())
            .claim("scope", scopes.text())
            .claim("sec", secretMark)
            .jwtID(new UUID(random.nextLong(), random.nextLong()).toString())
            .issueTime(Date.from(issued))
            .expirationTime(Date.from(now.plus(lifetime)))
            .build();
    SignedJWT token = new SignedJWT(header, claims);
    try {
      token.sign(new MACSigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("the key has 256 bits, as HS256 wants", e);
    }
    return token.serialize();
  }

  /** What a token says, expired or not; empty when neither we nor the external issuer signed it. */
  Optional<Genuine> read(String token) {
    if (token.length() > MAX_TOKEN) {
      return Optional.empty();
    }
    TokenHash hash = TokenHash.of(token);
    @Nullable Genuine known = remembered.getIfPresent(hash);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Genuine> genuine = verify(token);
    genuine.ifPresent(found -> remembered.put(hash, found));
    return genuine;
  }

  private Optional<Genuine> verify(String token) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      if (external != null && external.issued(claims)) {
        return external.verify(jwt);
      }
      // HS256 and nothing else, whatever the header asks for (RFC 8725 section 3.1)
      return JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm())
              && jwt.verify(verifier)
              && issuer.equals(claims.getIssuer())
              && claims.getAudience().contains(AUDIENCE)
          ? Optional.of(ours(claims))
          : Optional.empty();
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Genuine ours(JWTClaimsSet claims) throws ParseException {
    return new Genuine(
        claims.getSubject(),
        Scopes.parse(claims.getStringClaim("scope")),
        UUID.fromString(claims.getJWTID()),
        claims.getIssueTime().toInstant(),
        claims.getExpirationTime().toInstant(),
        claims.getStringClaim("sec"));
  }

  /** Names the key without telling it. */
  private static String keyId(SecretKey key) {
    return TokenHash.of(ClusterKeys.mac(key, new byte[0])).hex().substring(0, 8);
  }
}
