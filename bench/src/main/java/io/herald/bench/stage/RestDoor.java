package io.herald.bench.stage;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Standard dialect, one event per call, with API key and access token. */
public final class RestDoor implements Door {
  // the key begins with the 64-bit id (specification DM-4)
  private static final Pattern KEY = Pattern.compile("\"PKey\"\\s*:\\s*\"@([A-Za-z0-9_-]{32})\"");

  private final String organization;
  private final String apiKey;
  private final String accessToken;
  private final String type;
  private final @Nullable String context;
  private final int domains;

  public RestDoor(String organization, String apiKey, String accessToken) {
    this(organization, apiKey, accessToken, Messages.STANDARD, null, 1);
  }

  private RestDoor(
      String organization,
      String apiKey,
      String accessToken,
      String type,
      @Nullable String context,
      int domains) {
    this.domains = domains;
    this.context = context;
    this.type = type;
    this.organization = organization;
    this.apiKey = apiKey;
    this.accessToken = accessToken;
  }

  /** The same for events of another type. */
  public RestDoor of(String otherType) {
    return new RestDoor(organization, apiKey, accessToken, otherType, null, domains);
  }

  /**
   * The same for other events.
   *
   * @param otherContext JSON
   */
  public RestDoor of(String otherType, String otherContext) {
    return new RestDoor(organization, apiKey, accessToken, otherType, otherContext, domains);
  }

  /**
   * The same for readers of many domains.
   *
   * @param count how many; 1 or more
   */
  public RestDoor toDomains(int count) {
    return new RestDoor(organization, apiKey, accessToken, type, context, count);
  }

  @Override
  public Call call(List<Pushed> events) {
    return new Call(
        "/%1$s/campaign/mc%1$s/%2$s".formatted(organization, type),
        Map.of(
            "Content-Type",
            "application/json;charset=utf-8",
            "Authorization",
            "Bearer " + accessToken,
            "X-Api-Key",
            apiKey),
        body(events.getFirst(), email(events.getFirst()), context));
  }

  @Override
  public Answer read(int status, String body, int events) {
    if (Answer.asksToComeAgain(status)) {
      return new Answer.TurnedAway();
    }
    Matcher key = KEY.matcher(body);
    return status == 201 && key.find()
        ? new Answer.Accepted(
            List.of(ByteBuffer.wrap(Base64.getUrlDecoder().decode(key.group(1))).getLong()))
        : new Answer.Garbled("REST, status %d: %s".formatted(status, body));
  }

  private String email(Pushed event) {
    return domains == 1 ? event.email() : "reader@shop" + event.number() % domains + ".example.com";
  }

  /**
   * An event as JSON.
   *
   * @param context JSON; null: the number of the event
   */
  static String body(Pushed event, String email, @Nullable String context) {
    String scheduled =
        event.scheduled() == null ? "" : ", \"scheduled\": \"" + event.scheduled() + "\"";
    return "{\"email\": \""
        + email
        + "\", \"externalId\": \""
        + event.number()
        + "\""
        + scheduled
        + ", \"ctx\": "
        + (context == null ? "{\"reference\": \"" + event.number() + "\"}" : context)
        + "}";
  }
}
