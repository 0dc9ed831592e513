package io.herald.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a door answered.
 *
 * @param retryAfter when the caller was told to come again
 * @param requestId under which the answer is found in the log (API-5)
 */
record Response(Door door, int status, String text, Optional<String> retryAfter, String requestId) {
  private static final Pattern SOAP_ID = Pattern.compile("<plId[^>]*>([1-9]\\d*)</plId>");
  private static final Pattern PKEY = Pattern.compile("\"PKey\"\\s*:\\s*\"(@[^\"]+)\"");

  static Response of(Door door, HttpResponse<String> response) {
    return new Response(
        door,
        response.statusCode(),
        response.body(),
        response.headers().firstValue("Retry-After"),
        response.headers().firstValue("X-Request-Id").orElse(""));
  }

  /** How the door names the event it accepted; empty when it did not accept it. */
  Optional<String> key() {
    Matcher key = (door == Door.SOAP ? SOAP_ID : PKEY).matcher(text);
    boolean positive = status == (door == Door.SOAP ? 200 : 201);
    return positive && key.find() ? Optional.of(key.group(1)) : Optional.empty();
  }

  /** The key of an event that must have been accepted. */
  String acceptedKey() {
    assertThat(key()).as("%s %s", status, text).isPresent();
    return key().get();
  }

  /** True when it says honestly that the event was not taken and should be sent again later. */
  boolean saysComeAgain() {
    return key().isEmpty()
        && retryAfter.filter(seconds -> Integer.parseInt(seconds) > 0).isPresent()
        && switch (door) {
          case SOAP -> status == 200 && text.contains("<faultcode>SOAP-ENV:Server</faultcode>");
          case REST -> status == 503 && text.contains("\"error_code\":\"503000\"");
        };
  }
}
