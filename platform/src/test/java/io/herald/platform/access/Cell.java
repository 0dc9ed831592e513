package io.herald.platform.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.herald.platform.access.admin.Administration;
import io.herald.platform.config.Settings;
import io.herald.platform.http.Callers;
import io.herald.platform.http.RequestIds;
import io.herald.platform.http.ServletHost;
import io.herald.platform.http.operation.OperationServlet;
import io.herald.platform.http.operation.OperationTable;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** One process with its access and the doors of that, on loopback. */
final class Cell implements AutoCloseable {
  static final String SECRET = "the-secret-of-the-whole-cluster-0";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  final Access access;
  final OperationTable table;
  private final ServletHost host;

  Cell(AccessDatabase database, Clock clock, Map<String, String> settings) throws Exception {
    this(database, clock, 0, settings);
  }

  Cell(AccessDatabase database, Clock clock, int port, Map<String, String> settings)
      throws Exception {
    Map<String, String> all = new HashMap<>();
    all.put("access.password.cost", "4");
    all.put("access.zones", "loopback 127.0.0.0/8 allowHTTP allowUserPassword sessionTokenOnly");
    all.putAll(settings);
    access = new Access(database.dataSource(), Settings.of(all), clock, new SecureRandom());
    Callers callers = new Callers(List.of());
    RequestIds requestIds = new RequestIds(RandomGenerator.getDefault());
    table = new OperationTable(Administration.operations(access));
    Map<String, HttpServlet> servlets = new HashMap<>(access.doors(callers, requestIds));
    servlets.put(
        "/v1/*", new OperationServlet(table, new ApiGate(access.api(), callers), requestIds));
    host = new ServletHost("127.0.0.1", port, servlets);
    access.start();
    host.start();
  }

  int port() {
    return host.port();
  }

  String url() {
    return "http://127.0.0.1:" + host.port();
  }

  /** Posts a form, or whatever the content type says. */
  HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Calls an operation of the native API. */
  HttpResponse<String> call(String method, String path, String body, String authorization)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  static String basic(String login, String password) {
    return "Basic " + Base64.getEncoder().encodeToString((login + ":" + password).getBytes(UTF_8));
  }

  boolean knows(Sessions.Opened session) {
    return access.sessions().find(session.sessionToken()).isPresent();
  }

  /** Looks until it is so; false when it is not within 20 seconds. */
  static boolean eventually(BooleanSupplier isSo) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      // what is looked for here has no signal of its own: files read again, rows written behind a
      // call
      Thread.sleep(5);
    }
    return true;
  }

  @Override
  public void close() {
    host.stop();
    access.stop();
  }
}
