package io.herald.bench.torture;

import io.herald.message.status.EventStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the execution instance says through its API: the third of the three sources. Safe for use by
 * many threads.
 */
final class ApiEvents {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOST_IN_A_PAGE = 200;
  private static final int READ_AT_ONCE = 4;
  private static final int TOO_WIDE = 422;
  private static final int AWAY = 503;
  private static final Duration COMES_BACK_WITHIN = Duration.ofMinutes(1);

  private static final String OPEN =
      Arrays.stream(EventStatus.values())
          .filter(status -> !status.settled())
          .map(EventStatus::label)
          .collect(Collectors.joining(","));

  private static final Map<String, EventStatus> BY_LABEL =
      Arrays.stream(EventStatus.values())
          .collect(Collectors.toUnmodifiableMap(EventStatus::label, Function.identity()));

  /**
   * One event.
   *
   * @param number ours; null when it has none
   * @param attempts sending attempts begun
   */
  record Stored(long event, @Nullable String number, EventStatus status, int attempts) {}

  /**
   * What happened to one event, in order.
   *
   * @param lines status after, and why
   */
  record Trail(List<Line> lines) {
    /** One change. */
    record Line(Instant at, EventStatus to, String cause, String node) {
      /** A change that came too late, and changed nothing. */
      boolean refused() {
        return cause.startsWith("refused, no longer ours: ");
      }

      /** Sent again, because its process ended before it had noted an outcome. */
      boolean takenOver() {
        return cause.startsWith("attempt ") && cause.endsWith(", outcome of the last one unknown");
      }

      /** Sent again, because the connection broke before there was an answer. */
      boolean sentAgain() {
        return cause.startsWith("outcome unknown, sent again at ");
      }
    }

    /** How often it says that a mail may have been handed over once more. */
    long repetitions() {
      return lines.stream().filter(line -> line.takenOver() || line.sentAgain()).count();
    }

    /** How often it says that the event came to its end. */
    long settled() {
      return lines.stream().filter(line -> line.to().settled() && !line.refused()).count();
    }
  }

  private final HttpClient client;
  private final URI process;
  private final Map<String, String> credentials;

  /**
   * @param process one of those that share the database
   * @param credentials headers
   */
  ApiEvents(HttpClient client, URI process, Map<String, String> credentials) {
    this.client = client;
    this.process = process;
    this.credentials = credentials;
  }

  /**
   * Some of the events that still have something ahead of them; nobody when all are settled.
   *
   * @return empty when the search was refused: it would take too long, or the database is away
   */
  Optional<List<Long>> open() throws IOException, InterruptedException {
    String path = "/v1/events?limit=" + MOST_IN_A_PAGE + "&status=" + OPEN;
    HttpResponse<byte[]> response = send(path);
    if (response.statusCode() == TOO_WIDE || response.statusCode() == AWAY) {
      return Optional.empty();
    }
    List<Long> open = new ArrayList<>();
    for (JsonNode event : body(path, response).path("events")) {
      open.add(Long.parseLong(event.path("id").stringValue()));
    }
    return Optional.of(open);
  }

  /** Those of these events that still have something ahead of them; quicker than to search. */
  List<Long> stillOpen(List<Long> events) throws IOException, InterruptedException {
    String path =
        "/v1/events:statuses?ids="
            + events.stream().map(String::valueOf).collect(Collectors.joining(","));
    List<Long> open = new ArrayList<>();
    for (JsonNode event : get(path).path("events")) {
      if (!status(event.path("status").stringValue()).settled()) {
        open.add(Long.parseLong(event.path("id").stringValue()));
      }
    }
    return open;
  }

  /**
   * Every event, the largest id first; read page by page while one goes through them.
   *
   * @throws UncheckedIOException by the iterator, when a page cannot be read
   */
  Iterator<Stored> all() {
    return new Pages();
  }

  /** The trails of these events, by id; an event that is not there has none. */
  Map<Long, Trail> trails(List<Long> events) throws IOException, InterruptedException {
    Map<Long, Trail> trails = new ConcurrentHashMap<>();
    try (ExecutorService readers = Executors.newFixedThreadPool(READ_AT_ONCE)) {
      List<Future<?>> reads = new ArrayList<>();
      for (long event : events) {
        reads.add(
            readers.submit(
                () -> {
                  trails.put(event, trail(event));
                  return null;
                }));
      }
      for (Future<?> read : reads) {
        read.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("a trail could not be read", e);
    }
    return trails;
  }

  private Trail trail(long event) throws IOException, InterruptedException {
    List<Trail.Line> lines = new ArrayList<>();
    for (JsonNode line : get("/v1/events/" + event).path("trail")) {
      lines.add(
          new Trail.Line(
              Instant.parse(line.path("at").stringValue()),
              status(line.path("to").stringValue()),
              line.path("cause").stringValue(),
              line.path("node").stringValue()));
    }
    return new Trail(lines);
  }

  /** An instance that has just lost its database says so, and is asked again. */
  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = send(path);
    long deadline = System.nanoTime() + COMES_BACK_WITHIN.toNanos();
    while (response.statusCode() != 404
        && response.statusCode() != 200
        && System.nanoTime() < deadline) {
      // nobody says when it is back
      Thread.sleep(500);
      response = send(path);
    }
    return body(path, response);
  }

  private HttpResponse<byte[]> send(String path) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(process.resolve(path)).timeout(PATIENCE).GET();
    credentials.forEach(request::header);
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static JsonNode body(String path, HttpResponse<byte[]> response) throws IOException {
    if (response.statusCode() == 404) {
      return JsonMapper.shared().createObjectNode();
    }
    JsonNode body = JsonMapper.shared().readTree(response.body());
    if (response.statusCode() != 200) {
      throw new IOException("%s was answered %d: %s".formatted(path, response.statusCode(), body));
    }
    return body;
  }

  private static EventStatus status(@Nullable String label) {
    EventStatus status = label == null ? null : BY_LABEL.get(label);
    if (status == null) {
      throw new IllegalStateException("not a status: " + label);
    }
    return status;
  }

  private final class Pages implements Iterator<Stored> {
    private final Deque<Stored> page = new ArrayDeque<>();
    private @Nullable String path = "/v1/events?limit=" + MOST_IN_A_PAGE;

    @Override
    public boolean hasNext() {
      while (page.isEmpty() && path != null) {
        read(path);
      }
      return !page.isEmpty();
    }

    @Override
    public Stored next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return page.removeFirst();
    }

    private void read(String from) {
      try {
        JsonNode answer = get(from);
        for (JsonNode event : answer.path("events")) {
          page.addLast(
              new Stored(
                  Long.parseLong(event.path("id").stringValue()),
                  event.path("externalId").stringValue(null),
                  status(event.path("status").stringValue()),
                  event.path("attempts").intValue()));
        }
        String next = answer.path("next").stringValue(null);
        path = next == null ? null : "/v1/events?limit=" + MOST_IN_A_PAGE + "&cursor=" + next;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while reading events", e);
      }
    }
  }
}
