package io.herald.server.demo;

import io.herald.server.Credentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Installs two of the ready messages and publishes them through the configuration API, as anybody
 * would. What was published before, perhaps changed since, is left alone.
 */
final class SampleMessages {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
  private static final Duration LIVE_WITHIN = Duration.ofSeconds(20);
  private static final JsonMapper JSON = JsonMapper.builder().build();

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
    boolean order = publish("orderConfirmation", "orderConfirmation");
    boolean cart = publish("cartAbandonment", "RTEVTcartAbandonment");
    return (order ? 1 : 0) + (cart ? 1 : 0);
  }

  private boolean publish(String ready, String template)
      throws DemoException, IOException, InterruptedException {
    String path = "/v1/templates/" + template;
    Answer known = call("GET", path);
    if (known.status() == 200 && known.body().hasNonNull("version")) {
      awaitLive(path);
      return false;
    }
    // 409: it was installed before the demo was killed
    require(call("POST", "/v1/ready-messages/" + ready + ":install"), 201, 409);
    require(call("POST", path + ":publish"), 200);
    awaitLive(path);
    return true;
  }

  /** The answer to :publish may come before every execution instance has it. */
  private void awaitLive(String path) throws DemoException, IOException, InterruptedException {
    long deadline = System.nanoTime() + LIVE_WITHIN.toNanos();
    while (true) {
      Answer answer = require(call("GET", path), 200);
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
      // control says how far it has come to who asks
      Thread.sleep(50);
    }
  }

  private Answer call(String method, String path) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(control.resolve(path))
            .timeout(ANSWER_WITHIN)
            .header("Authorization", authorization)
            .method(method, HttpRequest.BodyPublishers.noBody());
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
}
