package io.herald.execution.collect.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.Pipeline;
import io.herald.message.channel.Channel;
import io.herald.message.link.Publication;
import io.herald.platform.access.ApiClient;
import io.herald.platform.access.ApiGate;
import io.herald.platform.access.Operator;
import io.herald.platform.access.Principal;
import io.herald.platform.access.Right;
import io.herald.platform.access.Scopes;
import io.herald.platform.config.Settings;
import io.herald.platform.database.DiskSpace;
import io.herald.platform.http.Caller;
import io.herald.platform.http.RequestIds;
import io.herald.platform.http.ServletHost;
import io.herald.platform.http.operation.Gate;
import io.herald.platform.http.operation.OperationServlet;
import io.herald.platform.http.operation.OperationTable;
import io.herald.spi.Transport;
import io.herald.testkit.Eventually;
import io.herald.testkit.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The native door as a caller finds it, over real HTTP, with a real pipeline behind it. */
final class ApiUnderTest implements AutoCloseable {
  static final String ORDER = "order_confirmation";

  /** Callers by what they send as their token. */
  private static final Map<String, Principal> CALLERS =
      Map.of(
          "admin", operator(1, Right.ADMINISTRATION),
          "agent", operator(2, Right.MESSAGE_CENTER_EXECUTION),
          "shop", client(1, "send read"),
          "other-shop", client(2, "send read"),
          "one-type", client(3, "send:" + ORDER + " read"),
          "reader", client(4, "read"),
          "support", client(5, "read personal"));

  final Pipeline pipeline;
  private final ServletHost host;
  private final HttpClient client = HttpClient.newHttpClient();

  ApiUnderTest(
      TestDatabase database, Clock clock, Transport transport, Map<String, String> settings)
      throws Exception {
    Settings read = Settings.of(settings);
    pipeline =
        new Pipeline(
            read,
            database.open(10),
            DiskSpace.ofOthers(),
            clock,
            new Random(7),
            transport,
            List.of());
    pipeline.start();
    OperationTable table =
        new OperationTable(
            EventOperations.of(
                pipeline.collector(),
                pipeline.templates(),
                pipeline.events(),
                pipeline.search(),
                pipeline.desk(),
                read));
    host =
        new ServletHost(
            "127.0.0.1",
            0,
            Map.of("/v1/*", new OperationServlet(table, gate(), new RequestIds(new Random(1)))));
    host.start();
    publish(ORDER);
  }

  void publish(String type) throws Exception {
    assertThat(
            pipeline
                .templates()
                .publish(
                    new Publication(
                        type + "_mail",
                        1,
                        Instant.parse("2026-01-01T00:00:00Z"),
                        new Publication.EventType(type, type, List.of()),
                        Channel.EMAIL,
                        new Publication.Content(
                            "Shop", "shop@example.com", null, null, "Order", null, "Hi", true),
                        new Publication.DeliverySettings(5 * 86_400, "transactional", "resend"))))
        .isEmpty();
  }

  /** What a caller gets. */
  record Got(int status, String body, HttpResponse<String> response) {
    JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }

    String at(String pointer) {
      return json().at(pointer).asString("");
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** Checks that it is a problem of this code. */
    Got refused(int expected, String code) {
      assertThat(status).as(body).isEqualTo(expected);
      assertThat(at("/type")).isEqualTo("urn:herald:problem:" + code);
      return this;
    }
  }

  Got get(String who, String path) throws IOException, InterruptedException {
    return send(request(who, path).GET());
  }

  Got post(String who, String path, String json) throws IOException, InterruptedException {
    return send(body(request(who, path), json));
  }

  /** Posts with an idempotency key. */
  Got post(String who, String path, String json, String key)
      throws IOException, InterruptedException {
    return send(body(request(who, path).header("Idempotency-Key", key), json));
  }

  /** Sends an order that must be accepted; its id. */
  String order(String more) throws IOException, InterruptedException {
    Got got = post("shop", "/v1/events", orderTo("anna@example.com", more));
    assertThat(got.status()).as(got.body()).isEqualTo(201);
    return got.at("/id");
  }

  static String orderTo(String email, String more) {
    return "{\"type\":\"" + ORDER + "\",\"email\":\"" + email + "\"" + more + "}";
  }

  /** Waits until an event has this status. */
  Got awaitStatus(String id, String status) throws Exception {
    return Eventually.see(
        "event " + id + " to be " + status,
        () -> get("agent", "/v1/events/" + id),
        got -> got.at("/event/status").equals(status));
  }

  private static HttpRequest.Builder body(HttpRequest.Builder request, String json) {
    return request
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json));
  }

  private HttpRequest.Builder request(String who, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + host.port() + path))
        .header("Authorization", "Bearer " + who);
  }

  private Got send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Got(response.statusCode(), response.body(), response);
  }

  private static Gate gate() {
    return request -> {
      String token = String.valueOf(request.getHeader("Authorization")).substring(7);
      Principal known = CALLERS.get(token);
      return known == null
          ? new Gate.Passage.Denied(401, "token-invalid", "no such token")
          : new Gate.Passage.Admitted(
              new ApiGate.Known(known, new Caller(InetAddress.getLoopbackAddress(), false)));
    };
  }

  private static Principal operator(long id, Right right) {
    return new Principal.OfOperator(new Operator(id, "operator-" + id, Set.of(right.label())));
  }

  private static Principal client(long id, String scopes) {
    ApiClient known =
        new ApiClient(
            id,
            "client-" + id,
            "client " + id,
            "acme",
            Scopes.parse(scopes),
            null,
            List.of(),
            null,
            false,
            ApiClient.Echo.VALUES);
    return new Principal.OfClient(known, known.scopes());
  }

  @Override
  public void close() {
    client.close();
    host.stop();
    pipeline.stop();
  }
}
