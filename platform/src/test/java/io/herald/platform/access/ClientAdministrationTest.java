package io.herald.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** SEC-7: an administrator creates an API client and rotates its secret, all over HTTP. */
@Timeout(120)
class ClientAdministrationTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ADMIN = Cell.basic("admin", "correct horse battery");
  private static final String SHOP =
      """
      {"name": "web shop", "organization": "geometrixx", "scopes": ["send", "read"],
       "ratePerSecond": 5, "networks": ["127.0.0.0/8"]}
      """;

  private final HandClock clock = new HandClock();
  private AccessDatabase database;
  private Cell cell;

  @BeforeEach
  void open() throws Exception {
    database = new AccessDatabase();
    cell = new Cell(database, clock, Map.of());
    cell.access.operators().create("admin", "correct horse battery", Set.of("ADMINISTRATION"));
  }

  @AfterEach
  void close() {
    cell.close();
  }

  private JsonNode call(String method, String path, String body, int expected) throws Exception {
    HttpResponse<String> answer = cell.call(method, path, body, ADMIN);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
    return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
  }

  private int tokenStatus(String id, String secret) throws Exception {
    return cell.post(
            "/oauth2/token",
            "grant_type=client_credentials",
            "Authorization",
            Cell.basic(id, secret))
        .statusCode();
  }

  @Test
  void aNewClientGetsATokenWithItsSecretAtOnce() throws Exception {
    JsonNode created = call("POST", "/v1/api-clients", "{\"client\": " + SHOP + "}", 201);
    String id = created.at("/client/clientId").asString();
    String secret = created.at("/secret").asString();

    assertThat(tokenStatus(id, secret)).isEqualTo(200);
    JsonNode shown = call("GET", "/v1/api-clients/" + id, "", 200);
    assertThat(shown.at("/name").asString()).isEqualTo("web shop");
    assertThat(shown.at("/ratePerSecond").asInt()).isEqualTo(5);
    assertThat(shown.toString()).doesNotContain(secret);
    assertThat(call("GET", "/v1/api-clients", "", 200).at("/items")).hasSize(1);
  }

  @Test
  void rotationOverlapsForAsLongAsIsSaid() throws Exception {
    JsonNode created = call("POST", "/v1/api-clients", "{\"client\": " + SHOP + "}", 201);
    String id = created.at("/client/clientId").asString();
    String first = created.at("/secret").asString();

    clock.advance(Duration.ofSeconds(1));
    String second =
        call("POST", "/v1/api-clients/" + id + ":rotate-secret", "{\"overlapHours\": 2}", 200)
            .at("/secret")
            .asString();

    assertThat(second).isNotEqualTo(first);
    assertThat(tokenStatus(id, first)).isEqualTo(200);
    assertThat(tokenStatus(id, second)).isEqualTo(200);
    clock.advance(Duration.ofHours(2));
    assertThat(tokenStatus(id, first)).isEqualTo(401);
    assertThat(tokenStatus(id, second)).isEqualTo(200);
  }

  @Test
  void atMostTwoSecretsWorkAtATime() throws Exception {
    JsonNode created = call("POST", "/v1/api-clients", "{\"client\": " + SHOP + "}", 201);
    String id = created.at("/client/clientId").asString();
    String first = created.at("/secret").asString();
    for (int i = 0; i < 2; i++) {
      clock.advance(Duration.ofSeconds(1));
      call("POST", "/v1/api-clients/" + id + ":rotate-secret", "{}", 200);
    }

    assertThat(tokenStatus(id, first)).isEqualTo(401);
    assertThat(call("GET", "/v1/api-clients/" + id, "", 200).at("/secrets")).hasSize(2);
  }

  @Test
  void theSameSecretCanBeSetOnEveryCell() throws Exception {
    String secret = "0123456789abcdef0123456789abcdef";
    String body =
        "{\"clientId\": \"shop-1\", \"secret\": \"" + secret + "\", \"client\": " + SHOP + "}";
    call("POST", "/v1/api-clients", body, 201);

    assertThat(tokenStatus("shop-1", secret)).isEqualTo(200);
    call("POST", "/v1/api-clients", body, 409);
  }

  @Test
  void whatBreaksABoundIsNamed() throws Exception {
    for (Map.Entry<String, String> bad :
        Map.of(
                "scopes", SHOP.replace("\"read\"", "\"everything\""),
                "networks", SHOP.replace("127.0.0.0/8", "here"),
                "organization", SHOP.replace("geometrixx", "a/b"),
                "ratePerSecond", SHOP.replace("5", "0"),
                "echo", SHOP.replace("\"ratePerSecond\"", "\"echo\": \"loud\", \"ratePerSecond\""))
            .entrySet()) {
      JsonNode problem =
          call("POST", "/v1/api-clients", "{\"client\": " + bad.getValue() + "}", 422);
      assertThat(problem.at("/field").asString()).isEqualTo(bad.getKey());
    }
    call("GET", "/v1/api-clients/nobody", "", 404);
  }

  @Test
  void everyChangeIsInTheAuditLogAndNoSecretIs() throws Exception {
    JsonNode created =
        call(
            "POST", "/v1/api-clients", "{\"clientId\": \"shop-1\", \"client\": " + SHOP + "}", 201);
    clock.advance(Duration.ofSeconds(1));
    call("PUT", "/v1/api-clients/shop-1", SHOP, 200);
    call("POST", "/v1/api-clients/shop-1:rotate-secret", "{}", 200);
    call("DELETE", "/v1/api-clients/shop-1", "", 204);

    JsonNode page = call("GET", "/v1/audit-log?limit=3", "", 200);

    assertThat(page.at("/items").findValuesAsString("action"))
        .containsExactly("api-client.delete", "api-client.rotate-secret", "api-client.change");
    assertThat(page.at("/items/0/actor").asString()).isEqualTo("admin");
    assertThat(page.at("/items/0/address").asString()).isEqualTo("127.0.0.1");
    assertThat(page.at("/items/0/requestId").asString()).hasSize(16);
    JsonNode rest = call("GET", "/v1/audit-log?before=" + page.at("/next").asString(), "", 200);
    assertThat(rest.at("/items").findValuesAsString("action")).containsExactly("api-client.create");
    assertThat(page.toString() + rest).doesNotContain(created.at("/secret").asString());
  }
}
