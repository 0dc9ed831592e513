package io.herald.platform.http.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.platform.http.RequestIds;
import io.herald.platform.http.ServletHost;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Serves the {@link Notes} over real HTTP, to callers whose rights the test chooses. */
final class NotesServer implements AutoCloseable {
  static final Set<String> ALL = Set.of("notes:read", "notes:write", "notes:destroy");

  final Notes notes = new Notes();
  private final ServletHost host;
  private final HttpClient client = HttpClient.newHttpClient();

  /** What a caller gets. */
  record Got(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    JsonNode json() {
      return JsonMapper.shared().readTree(response.body());
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** Checks that it is a problem of this code; gives it back. */
    JsonNode problem(int status, String code) {
      JsonNode problem = json();
      assertThat(header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(status()).as(response.body()).isEqualTo(status);
      assertThat(problem.get("type").asString()).isEqualTo("urn:herald:problem:" + code);
      assertThat(problem.get("status").asInt()).isEqualTo(status);
      assertThat(problem.get("requestId").asString()).isEqualTo(header(RequestIds.HEADER));
      return problem;
    }
  }

  private NotesServer(Gate gate) throws Exception {
    byte[] document = OpenApiDocument.of(notes.table(), "Notes", "For tests.");
    ApiPages pages = new ApiPages(document);
    host =
        new ServletHost(
            "127.0.0.1",
            0,
            Map.of(
                "/v1/*",
                new OperationServlet(notes.table(), gate, new RequestIds(new Random(1))),
                ApiPages.DOCUMENT,
                pages,
                ApiPages.PAGES,
                new ApiPages(document)));
    host.start();
  }

  /** Whoever calls may do what the test says. */
  static NotesServer admitting(Predicate<String> rights) throws Exception {
    return new NotesServer(_ -> new Gate.Passage.Admitted(identity(rights)));
  }

  static NotesServer guardedBy(Gate gate) throws Exception {
    return new NotesServer(gate);
  }

  private static Identity identity(Predicate<String> rights) {
    return new Identity() {
      @Override
      public String key() {
        return "client:1";
      }

      @Override
      public boolean may(String right) {
        return rights.test(right);
      }
    };
  }

  Got get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  Got post(String path, String json) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + host.port() + path));
  }

  Got send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return new Got(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
  }

  @Override
  public void close() {
    client.close();
    host.stop();
  }
}
