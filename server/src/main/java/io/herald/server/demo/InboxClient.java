package io.herald.server.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the inbox over HTTP what has arrived. */
final class InboxClient {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String url;
  private final HttpClient client;

  InboxClient(String url, HttpClient client) {
    this.url = url;
    this.client = client;
  }

  /** A mail as the list shows it. */
  record Arrived(String id, String from, String to, String subject, String snippet) {}

  /** The newest mail to this address that arrived at or after an instant. */
  Optional<Arrived> newest(String to, Instant since) throws IOException, InterruptedException {
    String query = URLEncoder.encode("to:" + to, StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/v1/search?limit=1&query=" + query)).build();
    HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException("the inbox answered " + answer.statusCode());
    }
    JsonNode mail = JSON.readTree(answer.body()).path("messages").path(0);
    return mail.isMissingNode() || Instant.parse(mail.path("Created").stringValue()).isBefore(since)
        ? Optional.empty()
        : Optional.of(
            new Arrived(
                mail.path("ID").stringValue(),
                person(mail.path("From")),
                person(mail.path("To").path(0)),
                mail.path("Subject").stringValue(),
                mail.path("Snippet").stringValue()));
  }

  private static String person(JsonNode person) {
    String name = person.path("Name").stringValue("");
    String address = person.path("Address").stringValue("");
    return name.isEmpty() ? address : name + " <" + address + ">";
  }
}
