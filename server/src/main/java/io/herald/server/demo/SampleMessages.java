package io.herald.server.demo;

import io.herald.server.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Creates and publishes the two sample messages through the configuration API, as anybody would.
 * What was published before, perhaps changed since, is left alone.
 */
final class SampleMessages {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
  private static final Duration LIVE_WITHIN = Duration.ofSeconds(20);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String CART = "EVTcartAbandonment";

  private final URI control;
  private final String authorization;
  private final HttpClient client;

  SampleMessages(URI control, Credentials credentials, HttpClient client) {
    this.control = control;
    this.client = client;
    String login = credentials.consoleUser() + ":" + credentials.consolePassword();
    this.authorization =
        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }

  private record Answer(int status, JsonNode body) {}

  /**
   * Makes sure that both are live.
   *
   * @return how many had to be published
   * @throws DemoException when control refuses; in its words
   */
  int publish() throws DemoException, IOException, InterruptedException {
    boolean order =
        publish(
            "orderConfirmation",
            Map.of("name", "order_confirmation", "label", "Order confirmation"),
            Map.of(
                "label", "Order confirmation",
                "eventType", "order_confirmation",
                "senderName", "Heraldshop",
                "senderAddress", "orders@heraldshop.example",
                "replyTo", "help@heraldshop.example",
                "errorAddress", "bounces@heraldshop.example",
                "subject", "Your order <%= rtEvent.ctx.reference %>",
                "html", resource("order_confirmation.html"),
                "text", resource("order_confirmation.txt")));
    boolean cart =
        publish(
            "RT" + CART,
            Map.of(
                "name",
                CART,
                "label",
                "Cart left behind",
                "fields",
                List.of(
                    Map.of("name", "cartAmount", "type", "string"),
                    Map.of("name", "lastProduct", "type", "string"),
                    Map.of("name", "firstName", "type", "string"))),
            Map.of(
                "label", "Cart left behind",
                "eventType", CART,
                "senderName", "Heraldshop",
                "senderAddress", "hello@heraldshop.example",
                "replyTo", "help@heraldshop.example",
                "errorAddress", "bounces@heraldshop.example",
                "subject", "Still thinking it over?",
                "html", resource(CART + ".html"),
                "text", resource(CART + ".txt")));
    return (order ? 1 : 0) + (cart ? 1 : 0);
  }

  private boolean publish(String name, Map<String, Object> type, Map<String, Object> template)
      throws DemoException, IOException, InterruptedException {
    String path = "/v1/templates/" + name;
    Answer known = call("GET", path, null);
    if (known.status() == 200 && known.body().hasNonNull("version")) {
      awaitLive(path);
      return false;
    }
    // 409: it was made before the demo was killed
    require(call("POST", "/v1/event-types", type), 201, 409);
    Map<String, Object> named = new HashMap<>(template);
    named.put("name", name);
    require(call("POST", "/v1/templates", named), 201, 409);
    require(call("POST", path + ":publish", Map.of()), 200);
    awaitLive(path);
    return true;
  }

  /** The answer to :publish may come before every execution instance has it. */
  private void awaitLive(String path) throws DemoException, IOException, InterruptedException {
    long deadline = System.nanoTime() + LIVE_WITHIN.toNanos();
    while (true) {
      Answer answer = require(call("GET", path, null), 200);
      String state = answer.body().path("state").stringValue("");
      if (!state.equals("partlyPublished")) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new DemoException(
            "%s did not reach the execution instance within %d s: %s"
                .formatted(
                    path, LIVE_WITHIN.toSeconds(), answer.body().path("instances").toString()));
      }
      Thread.sleep(50);
    }
  }

  private Answer call(String method, String path, @Nullable Map<String, ?> body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(control.resolve(path))
            .timeout(ANSWER_WITHIN)
            .header("Authorization", authorization)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    HttpResponse<byte[]> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    JsonNode answer =
        response.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(response.body());
    return new Answer(response.statusCode(), answer);
  }

  private static Answer require(Answer answer, int... statuses) throws DemoException {
    for (int status : statuses) {
      if (answer.status() == status) {
        return answer;
      }
    }
    throw new DemoException("Control answered " + answer.status() + ": " + answer.body());
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = SampleMessages.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("missing from the class path: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
