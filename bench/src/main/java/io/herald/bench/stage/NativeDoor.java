package io.herald.bench.stage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The native API, one event and several, each with an idempotency key: a caller that read no answer
 * can ask again.
 */
public final class NativeDoor implements Door {
  private static final Pattern ONE_ID = Pattern.compile("\"id\"\\s*:\\s*\"(\\d+)\"");

  private final String accessToken;
  private final String apiKey;
  private final String queue;

  /**
   * @param queue {@code realTime} or {@code batch}
   */
  public NativeDoor(String apiKey, String accessToken, String queue) {
    this.apiKey = apiKey;
    this.accessToken = accessToken;
    this.queue = queue;
  }

  @Override
  public Call call(List<Pushed> events) {
    boolean one = events.size() == 1;
    Map<String, String> headers =
        Map.of(
            "Content-Type",
            "application/json",
            "Authorization",
            "Bearer " + accessToken,
            "X-Api-Key",
            apiKey);
    if (one) {
      Map<String, String> withKey = new HashMap<>(headers);
      withKey.put("Idempotency-Key", key(events.getFirst()));
      return new Call("/v1/events", withKey, event(events.getFirst(), false));
    }
    return new Call(
        "/v1/events:batch",
        headers,
        events.stream()
            .map(event -> event(event, true))
            .collect(Collectors.joining(", ", "{\"events\": [", "]}")));
  }

  @Override
  public Answer read(int status, String body, int events) {
    if (Answer.asksToComeAgain(status)) {
      return new Answer.TurnedAway();
    }
    if (events == 1) {
      var id = ONE_ID.matcher(body);
      return status == 201 && id.find()
          ? new Answer.Accepted(List.of(Long.parseLong(id.group(1))))
          : garbled(status, body);
    }
    try {
      List<Long> ids = new ArrayList<>();
      for (JsonNode result : JsonMapper.shared().readTree(body).path("results")) {
        ids.add(Long.parseLong(result.path("id").asString("0")));
      }
      return ids.size() == events ? new Answer.Accepted(ids) : garbled(status, body);
    } catch (JacksonException | NumberFormatException e) {
      return garbled(status, body);
    }
  }

  private String event(Pushed event, boolean withKey) {
    return "{\"type\": \""
        + Messages.STANDARD
        + "\", \"queue\": \""
        + queue
        + "\", \"email\": \""
        + event.email()
        + "\", \"externalId\": \""
        + event.number()
        + (withKey ? "\", \"idempotencyKey\": \"" + key(event) : "")
        + (event.scheduled() == null ? "" : "\", \"scheduled\": \"" + event.scheduled())
        + "\", \"ctx\": {\"reference\": \""
        + event.number()
        + "\"}}";
  }

  private static String key(Pushed event) {
    return "number-" + event.number();
  }

  private static Answer garbled(int status, String body) {
    return new Answer.Garbled("native, status %d: %s".formatted(status, body));
  }
}
