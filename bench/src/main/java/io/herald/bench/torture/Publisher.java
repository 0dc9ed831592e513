package io.herald.bench.torture;

import io.herald.bench.stage.Messages;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A person at control who changes both messages and publishes them, again and again, also while
 * control is away. Safe for use by many threads.
 */
final class Publisher {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration LIVE_WITHIN = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final HttpClient client;
  private final URI control;
  private final String authorization;
  private final AtomicInteger published = new AtomicInteger();
  private volatile boolean stopping;
  private @Nullable Thread thread;

  private Publisher(HttpClient client, URI control, String authorization) {
    this.client = client;
    this.control = control;
    this.authorization = authorization;
  }

  private record Login(String consoleUser, String consolePassword) {}

  private record Reply(int status, String body) {}

  /** With the login of a {@code credentials.json}. */
  static Publisher of(HttpClient client, URI control, Path credentials) throws IOException {
    Login login = JsonMapper.shared().readValue(Files.readString(credentials), Login.class);
    return new Publisher(
        client,
        control,
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    (login.consoleUser() + ":" + login.consolePassword())
                        .getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Creates both messages, makes the execution processes known, publishes, and waits until all is
   * live there.
   *
   * @throws IOException when control refuses something, or it does not become live
   */
  void prepare(List<URI> executions) throws IOException, InterruptedException {
    for (String type : Messages.TYPES) {
      require(call("POST", "/v1/event-types", eventType(type)), 201);
      require(call("POST", "/v1/templates", template(type, 0)), 201);
    }
    // they share a database: what one of them is told, all know
    require(
        call(
            "POST",
            "/v1/execution-instances",
            Map.of("name", "execution", "url", executions.getFirst().toString())),
        201);
    for (String type : Messages.TYPES) {
      require(call("POST", "/v1/templates/" + type + ":publish", null), 200);
      awaitLive(type);
    }
  }

  /** Begins to publish. */
  void start() {
    thread = Thread.ofVirtual().name("publisher").start(this::publishOn);
  }

  /** Publishes no more. */
  void stop() throws InterruptedException {
    stopping = true;
    if (thread != null) {
      thread.join();
    }
  }

  /** Publications control said yes to, since {@link #start}. */
  int published() {
    return published.get();
  }

  private void publishOn() {
    for (int edition = 1; !stopping; edition++) {
      for (String type : Messages.TYPES) {
        try {
          if (call("PUT", "/v1/templates/" + type, template(type, edition)).status() == 200
              && call("POST", "/v1/templates/" + type + ":publish", null).status() == 200) {
            published.incrementAndGet();
          }
        } catch (IOException e) {
          // control is away: the next edition will do
        } catch (InterruptedException e) {
          return;
        }
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private void awaitLive(String type) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + LIVE_WITHIN.toNanos();
    while (true) {
      Reply reply = call("GET", "/v1/templates/" + type, null);
      require(reply, 200);
      JsonNode template = JsonMapper.shared().readTree(reply.body());
      if (template.path("state").stringValue("").equals("published")) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "%s did not become live: %s".formatted(type, template.path("instances")));
      }
      // control says how far a publication has come to who asks
      Thread.sleep(50);
    }
  }

  private static Map<String, Object> eventType(String type) {
    return type.startsWith("EVT")
        ? Map.of("name", type, "fields", List.of(Map.of("name", "reference")))
        : Map.of("name", type);
  }

  private static Map<String, Object> template(String type, int edition) {
    return Map.of(
        "name",
        type,
        "eventType",
        type,
        "senderName",
        "Herald",
        "senderAddress",
        "orders@herald.example",
        "subject",
        Messages.SUBJECT + "<%= rtEvent.externalId %>",
        "html",
        "<html><body><h1>Order</h1><p>Reference <%= rtEvent.ctx.reference %></p><p>Edition "
            + edition
            + "</p></body></html>",
        // quick: a minute of pauses would only make the run longer
        "retries",
        "transactional");
  }

  private Reply call(String method, String path, @Nullable Object body)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(control.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .method(
                    method,
                    body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofByteArray(
                            JsonMapper.shared().writeValueAsBytes(body)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return new Reply(response.statusCode(), response.body());
  }

  private static void require(Reply reply, int status) throws IOException {
    if (reply.status() != status) {
      throw new IOException("control answered %d: %s".formatted(reply.status(), reply.body()));
    }
  }
}
