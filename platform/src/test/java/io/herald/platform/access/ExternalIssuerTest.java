package io.herald.platform.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.herald.platform.access.ApiClients.Check;
import io.herald.platform.config.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SEC-1: access tokens of an OpenID provider, known by the keys it publishes. */
@Timeout(120)
class ExternalIssuerTest {
  private static final InetAddress HERE = InetAddress.ofLiteral("192.0.2.1");
  private static final String ISSUER = "https://id.example.com/realms/shop";

  private final HandClock clock = new HandClock();
  private final AtomicInteger fetched = new AtomicInteger();
  private RSAKey rsa;
  private ECKey ec;
  private HttpServer provider;
  private ApiClients clients;

  @BeforeEach
  void open() throws Exception {
    rsa = new RSAKeyGenerator(2048).keyID("r").generate();
    ec = new ECKeyGenerator(Curve.P_256).keyID("e").generate();
    byte[] keys =
        new JWKSet(java.util.List.of(rsa.toPublicJWK(), ec.toPublicJWK()))
            .toString()
            .getBytes(UTF_8);
    provider = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    provider.createContext(
        "/jwks",
        exchange -> {
          fetched.incrementAndGet();
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    provider.start();
    clients = access("http://127.0.0.1:" + provider.getAddress().getPort() + "/jwks").clients();
    clients.create("shop", "shop-at-provider", "geometrixx");
  }

  @AfterEach
  void close() {
    provider.stop(0);
  }

  private Access access(String keys) throws Exception {
    return new Access(
        new AccessDatabase().dataSource(),
        Settings.of(
            Map.of(
                "access.password.cost",
                "4",
                "access.oidc.issuer",
                ISSUER,
                "access.oidc.audience",
                "herald-events",
                "access.oidc.jwks-url",
                keys)),
        clock,
        new SecureRandom());
  }

  private JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience("herald-events")
        .claim("azp", "shop-at-provider")
        .issueTime(Date.from(clock.instant()))
        .expirationTime(Date.from(clock.instant().plusSeconds(300)));
  }

  private static String sign(
      JWSAlgorithm algorithm, String keyId, JWSSigner signer, JWTClaimsSet claims)
      throws Exception {
    SignedJWT jwt = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
    jwt.sign(signer);
    return jwt.serialize();
  }

  private String byRsa(JWTClaimsSet claims) throws Exception {
    return sign(JWSAlgorithm.RS256, "r", new RSASSASigner(rsa), claims);
  }

  @Test
  void tokensOfBothAlgorithmsAdmitTheClientTheyName() throws Exception {
    String byEc = sign(JWSAlgorithm.ES256, "e", new ECDSASigner(ec), claims().build());

    for (String token : java.util.List.of(byRsa(claims().build()), byEc)) {
      assertThat(clients.admit(token, HERE))
          .isInstanceOfSatisfying(
              Check.Admitted.class,
              admitted -> assertThat(admitted.who().name()).isEqualTo("shop"));
    }
  }

  @Test
  void theKeysAreNotFetchedPerCallNorForKeysNobodyHas() throws Exception {
    for (int i = 0; i < 50; i++) {
      clients.admit(byRsa(claims().jwtID("token" + i).build()), HERE);
      RSAKey stranger = rsa;
      clients.admit(
          sign(JWSAlgorithm.RS256, "unknown" + i, new RSASSASigner(stranger), claims().build()),
          HERE);
    }

    assertThat(fetched.get()).isLessThanOrEqualTo(3);
  }

  @Test
  void whatIsNotOfTheProviderForUsAndAliveIsRefused() throws Exception {
    RSAKey forged = new RSAKeyGenerator(2048).keyID("r").generate();
    byte[] publicKey = rsa.toRSAPublicKey().getEncoded();

    assertThat(
            clients.admit(
                sign(JWSAlgorithm.RS256, "r", new RSASSASigner(forged), claims().build()), HERE))
        .isEqualTo(new Check.TokenInvalid(false));
    // the public key as an HMAC key: algorithms must not be confused (RFC 8725 section 2.1)
    assertThat(
            clients.admit(
                sign(JWSAlgorithm.HS256, "r", new MACSigner(publicKey), claims().build()), HERE))
        .isEqualTo(new Check.TokenInvalid(false));
    assertThat(clients.admit(byRsa(claims().audience("others").build()), HERE))
        .isEqualTo(new Check.TokenInvalid(false));
    assertThat(clients.admit(byRsa(claims().issuer("https://other.example.com").build()), HERE))
        .isEqualTo(new Check.TokenInvalid(false));
    assertThat(clients.admit(byRsa(claims().claim("azp", "stranger").build()), HERE))
        .isEqualTo(new Check.TokenInvalid(false));
    String token = byRsa(claims().build());
    clock.advance(Duration.ofMinutes(5));
    assertThat(clients.admit(token, HERE)).isEqualTo(new Check.TokenInvalid(true));
  }

  @Test
  void ourScopesInItLimitTheTokenAndForeignOnesAreIgnored() throws Exception {
    Check read = clients.admit(byRsa(claims().claim("scope", "openid read").build()), HERE);
    Check all = clients.admit(byRsa(claims().claim("scope", "openid").build()), HERE);

    assertThat(((Check.Admitted) read).who().granted()).isEqualTo(Scopes.parse("read"));
    assertThat(((Check.Admitted) all).who().granted()).isEqualTo(Scopes.ALL);
  }

  @Test
  void whenTheKeysCannotBeHadItIsNotKnown() throws Exception {
    ApiClients unreachable = access("http://127.0.0.1:1/jwks").clients();

    assertThatThrownBy(() -> unreachable.admit(byRsa(claims().build()), HERE))
        .isInstanceOf(AccessUnavailable.class);
  }

  @Test
  void halfAConfigurationIsRefused() {
    assertThatThrownBy(() -> ExternalIssuer.of(Settings.of(Map.of("access.oidc.issuer", ISSUER))))
        .hasMessageContaining("access.oidc.jwks-url");
  }
}
