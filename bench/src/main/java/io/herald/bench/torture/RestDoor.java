package io.herald.bench.torture;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Standard dialect, one event per call, with API key and access token. */
final class RestDoor implements Door {
  // the key begins with the 64-bit id (specification DM-4)
  private static final Pattern KEY = Pattern.compile("\"PKey\"\\s*:\\s*\"@([A-Za-z0-9_-]{32})\"");

  private final String organization;
  private final String apiKey;
  private final String accessToken;
  private final Duration patience;

  /**
   * @param patience how long to wait for an answer
   */
  RestDoor(String organization, String apiKey, String accessToken, Duration patience) {
    this.organization = organization;
    this.apiKey = apiKey;
    this.accessToken = accessToken;
    this.patience = patience;
  }

  @Override
  public HttpRequest request(URI process, List<Pushed> events) {
    Pushed event = events.getFirst();
    String scheduled =
        event.scheduled() == null ? "" : ", \"scheduled\": \"" + event.scheduled() + "\"";
    String body =
        "{\"email\": \"%s\", \"externalId\": \"%d\"%s, \"ctx\": {\"reference\": \"%2$d\"}}"
            .formatted(event.email(), event.number(), scheduled);
    String path = "/%1$s/campaign/mc%1$s/%2$s".formatted(organization, Messages.STANDARD);
    return HttpRequest.newBuilder(process.resolve(path))
        .timeout(patience)
        .header("Content-Type", "application/json;charset=utf-8")
        .header("Authorization", "Bearer " + accessToken)
        .header("X-Api-Key", apiKey)
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  @Override
  public Answer read(HttpResponse<String> response, int events) {
    if (response.statusCode() >= 400) {
      return new Answer.TurnedAway();
    }
    Matcher key = KEY.matcher(response.body());
    return response.statusCode() == 201 && key.find()
        ? new Answer.Accepted(
            List.of(ByteBuffer.wrap(Base64.getUrlDecoder().decode(key.group(1))).getLong()))
        : new Answer.Garbled(
            "REST, status %d: %s".formatted(response.statusCode(), response.body()));
  }
}
