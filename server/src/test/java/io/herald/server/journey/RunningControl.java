package io.herald.server.journey;

import io.herald.control.ControlInstance;
import io.herald.control.http.ConfigurationSecurity;
import io.herald.message.link.Publication;
import io.herald.platform.access.Operator;
import io.herald.platform.access.OperatorAccounts;
import io.herald.platform.config.Settings;
import io.herald.platform.database.Database;
import io.herald.testkit.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole control instance inside the test's process, with one operator who may do everything. */
final class RunningControl implements AutoCloseable {
  private static final String PASSWORD = "correct horse";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Database database;
  private final ControlInstance instance;

  RunningControl(TestDatabase where) {
    Settings settings =
        Settings.of(
            Map.of(
                "control.http.port", "0",
                "control.link.period", "100ms",
                "link.secret", RunningExecution.LINK_SECRET,
                "access.password.cost", "4"));
    database = where.open(5);
    database.migrate(ControlInstance.MIGRATIONS.toArray(String[]::new));
    Clock clock = Clock.systemUTC();
    OperatorAccounts operators =
        new OperatorAccounts(database.dataSource(), settings, clock, new SecureRandom());
    operators.create(
        "admin", PASSWORD, Set.of(Operator.ADMINISTRATION, ConfigurationSecurity.PUBLISH));
    instance = new ControlInstance(settings, database, operators, clock);
    instance.start();
  }

  /** Makes an execution instance known. */
  void register(String name, URI url) {
    instance.register(name, url);
  }

  /** Designs and publishes a message through the configuration API. */
  void publish(Publication message) throws Exception {
    call("POST", "/v1/event-types", Map.of("name", message.eventType().name()), 201);
    call("POST", "/v1/templates", design(message, message.content().text()), 201);
    act(message, "publish");
  }

  /** Publishes another text of a message that is published. */
  void publish(Publication message, String text) throws Exception {
    call("PUT", "/v1/templates/" + message.template(), design(message, text), 200);
    act(message, "publish");
  }

  private static Map<String, Object> design(Publication message, Object text) {
    Map<String, Object> template = new HashMap<>();
    template.put("name", message.template());
    template.put("eventType", message.eventType().name());
    template.put("senderName", message.content().senderName());
    template.put("senderAddress", message.content().senderAddress());
    template.put("subject", message.content().subject());
    template.put("text", text);
    return template;
  }

  /** Takes a message back. */
  void unpublish(Publication message) throws Exception {
    act(message, "unpublish");
  }

  /** Makes an earlier version live again. */
  void rollBack(Publication message, int version) throws Exception {
    post("/v1/templates/" + message.template() + ":rollback", Map.of("version", version), 200);
  }

  /** Does what the address says with a message: publish, pause, resume. */
  void act(Publication message, String action) throws Exception {
    post("/v1/templates/" + message.template() + ":" + action, Map.of(), 200);
  }

  /** Posts to the configuration API and reads what it answers. */
  JsonNode post(String path, Map<String, Object> body, int expected) throws Exception {
    return call("POST", path, body, expected);
  }

  /** Puts to the configuration API and reads what it answers. */
  JsonNode put(String path, Map<String, Object> body, int expected) throws Exception {
    return call("PUT", path, body, expected);
  }

  /** Deletes through the configuration API and reads what it answers. */
  JsonNode delete(String path, int expected) throws Exception {
    return answer(request(path).DELETE(), expected);
  }

  /** Reads something that is no JSON from the configuration API. */
  String text(String path) throws Exception {
    return HTTP.send(request(path).build(), BodyHandlers.ofString()).body();
  }

  /** Sends a file to the configuration API. */
  JsonNode upload(String path, byte[] bytes, int expected) throws Exception {
    return answer(
        request("/v1/resources/" + path)
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofByteArray(bytes)),
        expected);
  }

  /** Deletes through the configuration API; the status. */
  int delete(String path) throws Exception {
    return HTTP.send(request(path).DELETE().build(), BodyHandlers.discarding()).statusCode();
  }

  /** Reads from the configuration API. */
  JsonNode get(String path) throws Exception {
    return answer(request(path), 200);
  }

  private JsonNode call(String method, String path, Map<String, Object> body, int expected)
      throws Exception {
    return answer(
        request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))),
        expected);
  }

  private HttpRequest.Builder request(String path) {
    String login = "admin:" + PASSWORD;
    return HttpRequest.newBuilder(instance.url().resolve(path))
        .header(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
  }

  private static JsonNode answer(HttpRequest.Builder request, int expected) throws Exception {
    HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() != expected) {
      throw new AssertionError(
          answer.uri().getPath() + ": " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  @Override
  public void close() {
    instance.stop();
    database.close();
  }
}
