package io.herald.platform.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** RFC 6749 section 4.4 and RFC 7009: access tokens for client credentials. */
@Timeout(120)
class TokenEndpointTest {
  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String GRANT = "grant_type=client_credentials";

  private final HandClock clock = new HandClock();
  private AccessDatabase database;
  private Cell cell;
  private ApiClients clients;
  private String secret;

  @BeforeEach
  void open() throws Exception {
    database = new AccessDatabase();
    cell = new Cell(database, clock, Map.of());
    clients = cell.access.clients();
    clients.create("shop", "shop-client", "geometrixx");
    secret = clients.rotateSecret("shop-client", Duration.ZERO).orElseThrow();
  }

  @AfterEach
  void close() {
    cell.close();
  }

  private String basic(String id, String password) {
    return "Basic " + Base64.getEncoder().encodeToString((id + ":" + password).getBytes(UTF_8));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  private static void assertError(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(json(answer).at("/error").asString()).isEqualTo(code);
    assertThat(json(answer).at("/error_description").asString()).isNotBlank();
  }

  @Test
  void basicAndBodyBothGetAToken() throws Exception {
    HttpResponse<String> byBasic =
        cell.post("/oauth2/token", GRANT, "Authorization", basic("shop-client", secret));
    HttpResponse<String> byBody =
        cell.post("/oauth2/token", GRANT + "&client_id=shop-client&client_secret=" + secret);

    for (HttpResponse<String> answer : List.of(byBasic, byBody)) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(json(answer).at("/token_type").asString()).isEqualTo("Bearer");
      assertThat(json(answer).at("/expires_in").asInt()).isEqualTo(86_400);
      assertThat(json(answer).at("/scope").asString()).isEqualTo("configure personal read send");
      assertThat(clients.admit(json(answer).at("/access_token").asString(), HERE))
          .isInstanceOf(ApiClients.Check.Admitted.class);
    }
  }

  @Test
  void aTokenSaysWhoseItIsAndUntilWhen() throws Exception {
    String token = json(token("&scope=read")).at("/access_token").asString();
    SignedJWT jwt = SignedJWT.parse(token);

    assertThat(jwt.getHeader().getKeyID()).isNotEmpty();
    assertThat(jwt.getHeader().getType().getType()).isEqualTo("at+jwt");
    assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo("herald");
    assertThat(jwt.getJWTClaimsSet().getStringClaim("client_id")).isEqualTo("shop-client");
    assertThat(jwt.getJWTClaimsSet().getStringClaim("scope")).isEqualTo("read");
    assertThat(jwt.getJWTClaimsSet().getExpirationTime().toInstant())
        .isEqualTo(clock.instant().plus(Duration.ofDays(1)));
  }

  @Test
  void fewerScopesCanBeAskedForButNotMore() throws Exception {
    assertThat(json(token("&scope=send%3AEVTcart+read")).at("/scope").asString())
        .isEqualTo("read send:EVTcart");
    clients.change(limitedTo(Scopes.parse("send:EVTcart")));
    assertThat(json(token("&scope=send+send%3AEVTcart")).at("/scope").asString())
        .isEqualTo("send:EVTcart");
    assertError(token("&scope=read"), 400, "invalid_scope");
    assertError(token("&scope=everything"), 400, "invalid_scope");
  }

  @Test
  void wrongCredentialsAreRefusedInOneWay() throws Exception {
    HttpResponse<String> wrongSecret =
        cell.post("/oauth2/token", GRANT, "Authorization", basic("shop-client", secret + "x"));
    HttpResponse<String> unknown =
        cell.post("/oauth2/token", GRANT, "Authorization", basic("nobody", secret));

    assertError(wrongSecret, 401, "invalid_client");
    assertThat(unknown.body()).isEqualTo(wrongSecret.body());
    assertThat(wrongSecret.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic");
    assertError(cell.post("/oauth2/token", GRANT), 401, "invalid_client");
    assertError(
        cell.post("/oauth2/token", GRANT, "Authorization", "Basic %%%"), 401, "invalid_client");
  }

  @Test
  void whatIsNotTheGrantIsNamed() throws Exception {
    String client = "client_id=shop-client&client_secret=" + secret;
    assertError(cell.post("/oauth2/token", client), 400, "invalid_request");
    assertError(
        cell.post("/oauth2/token", client + "&grant_type=password"), 400, "unsupported_grant_type");
    assertError(
        cell.post("/oauth2/token", client + "&" + GRANT + "&" + GRANT), 400, "invalid_request");
    assertError(cell.post("/oauth2/token", "x".repeat(20_000)), 413, "invalid_request");
  }

  @Test
  void aRevokedTokenIsGoodNoMore() throws Exception {
    String token = json(token("")).at("/access_token").asString();

    HttpResponse<String> answer =
        cell.post(
            "/oauth2/revoke", "token=" + token, "Authorization", basic("shop-client", secret));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(clients.admit(token, HERE)).isEqualTo(new ApiClients.Check.TokenInvalid(true));
    try (Cell restarted = new Cell(database, clock, Map.of())) {
      assertThat(restarted.access.clients().admit(token, HERE))
          .isEqualTo(new ApiClients.Check.TokenInvalid(true));
    }
  }

  @Test
  void nobodyRevokesTheTokenOfAnother() throws Exception {
    String token = json(token("")).at("/access_token").asString();
    clients.create("other", "other-client", "acme");
    String others = clients.rotateSecret("other-client", Duration.ZERO).orElseThrow();

    HttpResponse<String> answer =
        cell.post(
            "/oauth2/revoke", "token=" + token, "Authorization", basic("other-client", others));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(clients.admit(token, HERE)).isInstanceOf(ApiClients.Check.Admitted.class);
  }

  private HttpResponse<String> token(String more) throws Exception {
    return cell.post("/oauth2/token", GRANT + more, "Authorization", basic("shop-client", secret));
  }

  private ApiClient limitedTo(Scopes scopes) {
    ApiClient now = clients.get("shop-client").orElseThrow().client();
    return new ApiClient(
        now.id(),
        now.clientId(),
        now.name(),
        now.organization(),
        scopes,
        now.rate(),
        now.networks(),
        now.expires(),
        now.disabled(),
        now.echo());
  }
}
