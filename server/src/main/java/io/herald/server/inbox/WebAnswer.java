package io.herald.server.inbox;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What the web side of the inbox says to one request.
 *
 * @param headers beyond the ones every answer carries
 */
record WebAnswer(int status, String contentType, byte[] body, Map<String, String> headers) {

  static WebAnswer json(int status, byte[] body) {
    return new WebAnswer(status, "application/json", body, Map.of());
  }

  static WebAnswer text(int status, String text) {
    return new WebAnswer(
        status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  /** A page of ours: it runs our script and nothing else, and frames only pages of ours. */
  static WebAnswer page(int status, String html) {
    return new WebAnswer(
        status,
        "text/html; charset=utf-8",
        html.getBytes(StandardCharsets.UTF_8),
        Map.of(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
                + " img-src 'self' data:; frame-src 'self'; form-action 'self';"
                + " base-uri 'none'; frame-ancestors 'none'"));
  }

  /** The HTML of a mail: it may look as it likes, but runs, loads and sends nothing. */
  static WebAnswer foreignHtml(String html) {
    return new WebAnswer(
        200,
        "text/html; charset=utf-8",
        html.getBytes(StandardCharsets.UTF_8),
        Map.of(
            "Content-Security-Policy",
            "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none';"
                + " style-src 'unsafe-inline'; img-src 'self' data:; form-action 'none';"
                + " frame-ancestors 'self'"));
  }

  WebAnswer with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new WebAnswer(status, contentType, body, Map.copyOf(more));
  }
}
