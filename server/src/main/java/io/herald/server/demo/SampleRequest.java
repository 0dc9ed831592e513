package io.herald.server.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A request that can be sent by us, or pasted into a shell by a person.
 *
 * @param headers in the order they are shown
 */
record SampleRequest(URI url, Map<String, String> headers, String body) {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

  /**
   * Sends it by POST.
   *
   * @throws IOException when no answer comes
   */
  HttpResponse<String> send(HttpClient client) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(ANSWER_WITHIN)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::setHeader);
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** The same as a command for any POSIX shell. */
  String curl() {
    return headers.entrySet().stream()
            .map(header -> "  -H " + quoted(header.getKey() + ": " + header.getValue()) + " \\\n")
            .collect(
                Collectors.joining(
                    "", "curl -sS " + quoted(url.toString()) + " \\\n", "  --data-binary "))
        + quoted(body.strip());
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
