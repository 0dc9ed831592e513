package io.herald.execution.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.platform.access.ApiClient;
import io.herald.platform.access.ApiGate;
import io.herald.platform.access.AuditLog;
import io.herald.platform.access.Operator;
import io.herald.platform.access.Principal;
import io.herald.platform.access.Scopes;
import io.herald.platform.http.Caller;
import io.herald.platform.http.RequestIds;
import io.herald.platform.http.ServletHost;
import io.herald.platform.http.operation.Gate;
import io.herald.platform.http.operation.OperationServlet;
import io.herald.platform.http.operation.OperationTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The operations on webhooks over real HTTP. Who calls is what the header {@code X-Caller} says:
 * credentials are tested elsewhere.
 */
final class WebhookApi implements AutoCloseable {
  /** API clients of all scopes, of one, and an administrator. */
  static final String SHOP = "shop";

  static final String OTHER = "other";
  static final String CONFIGURES_ONLY = "configures-only";
  static final String READS_ONLY = "reads-only";
  static final String ADMINISTRATOR = "administrator";

  private static final Map<String, Principal> CALLERS =
      Map.of(
          SHOP, client(1, SHOP, "read configure send"),
          OTHER, client(2, OTHER, "read configure"),
          CONFIGURES_ONLY, client(3, CONFIGURES_ONLY, "configure"),
          READS_ONLY, client(4, READS_ONLY, "read"),
          ADMINISTRATOR,
              new Principal.OfOperator(
                  new Operator(1, ADMINISTRATOR, Set.of(Operator.ADMINISTRATION))));

  private final HttpClient http = HttpClient.newHttpClient();
  private final ServletHost host;

  WebhookApi(RunningWebhooks running, AuditLog audit) throws Exception {
    OperationTable table =
        new OperationTable(
            Stream.concat(
                    WebhookOperations.all(running.webhooks(), audit).stream(),
                    Stream.of(running.streams().operation()))
                .toList());
    Gate gate =
        request ->
            new Gate.Passage.Admitted(
                new ApiGate.Known(
                    Objects.requireNonNull(CALLERS.get(request.getHeader("X-Caller"))),
                    new Caller(InetAddress.getLoopbackAddress(), true)));
    host =
        new ServletHost(
            "127.0.0.1",
            0,
            Map.of("/v1/*", new OperationServlet(table, gate, new RequestIds(new Random(1)))));
    host.start();
  }

  /** What a caller gets. */
  record Got(int status, String text) {
    static Got of(HttpResponse<String> response) {
      return new Got(response.statusCode(), response.body());
    }

    Got with(int expected) {
      assertThat(status).as(text).isEqualTo(expected);
      return this;
    }

    JsonNode json() {
      return JsonMapper.shared().readTree(text);
    }

    String at(String pointer) {
      return json().at(pointer).asString("");
    }
  }

  Got get(String caller, String path) throws IOException, InterruptedException {
    return send(request(caller, path).GET());
  }

  Got delete(String caller, String path) throws IOException, InterruptedException {
    return send(request(caller, path).DELETE());
  }

  Got post(String caller, String path) throws IOException, InterruptedException {
    return send(request(caller, path).POST(BodyPublishers.noBody()));
  }

  Got post(String caller, String path, String json) throws IOException, InterruptedException {
    return send(json(caller, path).POST(BodyPublishers.ofString(json)));
  }

  Got patch(String caller, String path, String json) throws IOException, InterruptedException {
    return send(json(caller, path).method("PATCH", BodyPublishers.ofString(json)));
  }

  /** The lines of an answer as they come; to be closed. */
  HttpResponse<Stream<String>> lines(String caller, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(caller, path).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofLines());
  }

  private HttpRequest.Builder json(String caller, String path) {
    return request(caller, path).header("Content-Type", "application/json");
  }

  private HttpRequest.Builder request(String caller, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + host.port() + path))
        .header("X-Caller", caller);
  }

  private Got send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return Got.of(http.send(request.build(), BodyHandlers.ofString()));
  }

  private static Principal client(long id, String name, String scopes) {
    return new Principal.OfClient(
        new ApiClient(
            id, name, name, "org", Scopes.ALL, null, List.of(), null, false, ApiClient.Echo.VALUES),
        Scopes.parse(scopes));
  }

  @Override
  public void close() {
    http.shutdownNow(); // a stream may still be open
    host.stop();
  }
}
