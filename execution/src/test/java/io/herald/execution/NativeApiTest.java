package io.herald.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.herald.platform.access.ApiClient;
import io.herald.platform.access.Scopes;
import io.herald.platform.config.Settings;
import io.herald.platform.database.DiskSpace;
import io.herald.platform.http.operation.Operation;
import io.herald.platform.http.operation.Parameter;
import io.herald.testkit.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * SEC-8, API-53: the operations of a whole execution instance, as they are served. The table, the
 * routes and the document say the same.
 */
class NativeApiTest {
  /** Which scopes are not enough, by the right an operation takes. */
  private static final Map<String, String> EVERY_OTHER_SCOPE =
      Map.of(
          "send", "read configure",
          "read", "send configure",
          "configure", "send read",
          "administer", "send read configure");

  private static final Map<String, String> TOKENS = new HashMap<>();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static TestDatabase database;
  private static ExecutionInstance instance;

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.create(ExecutionInstance.MIGRATIONS.toArray(String[]::new));
    instance =
        new ExecutionInstance(
            Settings.of(
                Map.of(
                    "execution.http.port",
                    "0",
                    "access.zones",
                    "loopback 127.0.0.0/8 ::1/128 allowHTTP allowUserPassword sessionTokenOnly",
                    "link.secret",
                    "the-secret-of-the-link")),
            database.open(10),
            DiskSpace.ofOthers(),
            Clock.systemUTC(),
            new SecureRandom());
    instance.start();
    EVERY_OTHER_SCOPE.forEach(
        (right, scopes) -> {
          ApiClient client =
              new ApiClient(
                  0,
                  "lacks-" + right,
                  "lacks " + right,
                  "acme",
                  Scopes.parse(scopes),
                  null,
                  List.of(),
                  null,
                  false,
                  ApiClient.Echo.VALUES);
          instance.clients().add(client);
          ApiClient added = instance.clients().get(client.clientId()).orElseThrow().client();
          TOKENS.put(right, instance.clients().issueToken(added, Duration.ofHours(1)));
        });
  }

  @AfterAll
  static void stop() {
    HTTP.close();
    instance.stop();
    database.close();
  }

  @Test
  void everyOperationRefusesACallerWithEveryOtherRight() throws Exception {
    for (Operation operation : instance.operations().operations()) {
      HttpResponse<String> got = call(operation, TOKENS.get(operation.right()));

      assertThat(got.statusCode()).as(operation.name() + ": " + got.body()).isEqualTo(403);
      assertThat(json(got).at("/type").asString()).isEqualTo("urn:herald:problem:missing-right");
    }
  }

  @Test
  void everyOperationRefusesACallerWithoutCredentials() throws Exception {
    for (Operation operation : instance.operations().operations()) {
      HttpResponse<String> got = call(operation, null);

      assertThat(got.statusCode()).as(operation.name()).isEqualTo(401);
      assertThat(got.headers().firstValue("WWW-Authenticate")).isPresent();
    }
  }

  @Test
  void theDocumentNamesEveryOperationWithItsRight() throws Exception {
    JsonNode document = document();
    List<String> documented = new ArrayList<>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation ->
                            documented.add(
                                operation.getKey().toUpperCase(Locale.ROOT)
                                    + " "
                                    + path.getKey()
                                    + " "
                                    + operation.getValue().get("x-right").asString())));

    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(
            instance.operations().operations().stream()
                .map(one -> one.verb() + " " + one.path() + " " + one.right())
                .toList())
        .contains(
            "POST /v1/events send",
            "POST /v1/events:batch send",
            "GET /v1/events/{id} read",
            "GET /v1/events read",
            "GET /v1/events:statuses read",
            "POST /v1/events/{id}:cancel send",
            "POST /v1/events/{id}:reprocess send",
            "POST /v1/events:reprocess send");
  }

  @Test
  void everyExampleIsWhatItsSchemaAllows() throws Exception {
    JsonNode document = document();
    List<JsonNode> bodies = document.findValues("application/json");
    assertThat(bodies).hasSizeGreaterThan(10);
    for (JsonNode body : bodies) {
      ObjectNode schema = JsonMapper.shared().createObjectNode();
      schema.set("components", document.get("components"));
      schema.setAll((ObjectNode) body.get("schema"));
      assertThat(
              SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                  .getSchema(schema)
                  .validate(body.get("example").toString(), InputFormat.JSON))
          .as(body.toString())
          .isEmpty();
    }
  }

  @Test
  void thePageToBrowseItIsThere() throws Exception {
    assertThat(
            HTTP.send(
                    HttpRequest.newBuilder(instance.url().resolve("/v1/docs/")).build(),
                    HttpResponse.BodyHandlers.ofString())
                .body())
        .contains("swagger-ui-bundle.js");
  }

  private static JsonNode document() throws Exception {
    return json(
        HTTP.send(
            HttpRequest.newBuilder(instance.url().resolve("/v1/openapi.json")).build(),
            HttpResponse.BodyHandlers.ofString()));
  }

  private static JsonNode json(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }

  private static HttpResponse<String> call(
      Operation operation, @org.jspecify.annotations.Nullable String token) throws Exception {
    String path = operation.path().toString();
    for (Parameter parameter : operation.parameters()) {
      path = path.replace("{" + parameter.name() + "}", parameter.example());
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(instance.url() + path))
            .method(operation.verb().name(), HttpRequest.BodyPublishers.noBody());
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
