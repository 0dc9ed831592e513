package io.herald.control;

import io.herald.platform.access.Access;
import io.herald.platform.access.Operator;
import io.herald.platform.access.Operators;
import io.herald.platform.config.Settings;
import io.herald.platform.database.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A running control instance and a caller that is signed in. */
public final class ControlUnderTest implements AutoCloseable {
  public static final String LINK_SECRET = "a-link-secret-of-the-tests";
  public static final String PASSWORD = "pässword:with colon";

  private static final Map<String, Set<String>> OPERATORS =
      Map.of(
          "marketer", Set.of("PUBLISH TRANSACTIONAL"),
          "admin", Set.of(Operator.ADMINISTRATION),
          "mc", Set.of(Operator.MESSAGE_CENTER_EXECUTION));

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ControlInstance control;
  private final HttpClient http = HttpClient.newHttpClient();

  private ControlUnderTest(ControlInstance control) {
    this.control = control;
  }

  /** Starts on a migrated database. */
  public static ControlUnderTest start(Database database) {
    return start(database, Map.of());
  }

  /** Starts with other settings than the tests' own. */
  public static ControlUnderTest start(Database database, Map<String, String> settings) {
    return started(
        new ControlInstance(settings(settings), database, new KnownOperators(), Clock.systemUTC()));
  }

  /** Starts one that keeps its operators itself, and so speaks the Classic dialect. */
  public static ControlUnderTest withOperators(Database database, Map<String, String> settings)
      throws SQLException {
    Settings all = settings(settings);
    Access access = new Access(database.dataSource(), all, Clock.systemUTC(), new SecureRandom());
    OPERATORS.forEach((login, rights) -> access.operators().create(login, PASSWORD, rights));
    return started(new ControlInstance(all, database, access, Clock.systemUTC()));
  }

  private static ControlUnderTest started(ControlInstance control) {
    control.start();
    return new ControlUnderTest(control);
  }

  private static Settings settings(Map<String, String> settings) {
    Map<String, String> texts = new HashMap<>();
    texts.put("control.http.port", "0");
    texts.put("control.link.period", "100ms");
    texts.put("link.secret", LINK_SECRET);
    texts.put("access.password.cost", "4");
    texts.put("access.zones", "here 127.0.0.0/8 allowHTTP allowUserPassword");
    texts.putAll(settings);
    return Settings.of(texts);
  }

  public ControlInstance instance() {
    return control;
  }

  /** What the instance is put together from. */
  public <T> T bean(String name, Class<T> type) {
    return control.context().getBean(name, type);
  }

  /** What came back. */
  public record Answer(int status, HttpResponse<String> http) {
    public JsonNode json() {
      return http.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(http.body());
    }

    public String text(String pointer) {
      return json().at(pointer).asString("");
    }

    public String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }
  }

  public Answer get(String path) {
    return call("GET", path, null, Map.of());
  }

  public Answer post(String path, String body) {
    return call("POST", path, body, Map.of());
  }

  public Answer put(String path, String body) {
    return call("PUT", path, body, Map.of());
  }

  public Answer delete(String path) {
    return call("DELETE", path, null, Map.of());
  }

  public Answer call(
      String method, String path, @Nullable String body, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>();
    // who designs does not say where publications go
    boolean administers = path.startsWith("/v1/execution-instances") && !method.equals("GET");
    all.put("Authorization", basic(administers ? "admin" : "marketer", PASSWORD));
    if (body != null) {
      all.put("Content-Type", "application/json");
    }
    all.putAll(headers);
    return send(
        method,
        path,
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body),
        all);
  }

  /** A call with exactly these headers; an empty value leaves the header out. */
  public Answer send(
      String method, String path, HttpRequest.BodyPublisher body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(control.url() + path))
            .timeout(Duration.ofSeconds(20))
            .method(method, body);
    headers.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            request.header(name, value);
          }
        });
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Answer(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks until the answer is as wanted; the last answer after ten seconds. */
  public Answer getUntil(String path, Predicate<Answer> wanted) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    Answer answer = get(path);
    while (!wanted.test(answer) && System.nanoTime() < deadline) {
      answer = get(path);
    }
    return answer;
  }

  public static String basic(String login, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((login + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    control.stop();
    http.close();
  }

  private static final class KnownOperators implements Operators {
    @Override
    public Optional<Operator> authenticate(String login, String password, InetAddress from) {
      return password.equals(PASSWORD) && OPERATORS.containsKey(login)
          ? Optional.of(new Operator(login.hashCode(), login, OPERATORS.get(login)))
          : Optional.empty();
    }
  }
}
