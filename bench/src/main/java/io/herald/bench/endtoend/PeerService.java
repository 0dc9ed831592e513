package io.herald.bench.endtoend;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The HTTP service of a peer, which takes events at {@code /events} and tells at {@code /stats} how
 * they stand. Used by one thread.
 *
 * @param children what it consists of; must all be alive
 */
record PeerService(URI url, HttpClient http, List<Child> children) implements AutoCloseable {
  static final String EVENTS = "/events";

  private static final Duration READY_WITHIN = Duration.ofMinutes(3);
  private static final Duration SETTLED_WITHIN = Duration.ofMinutes(10);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  /**
   * What it says of itself.
   *
   * @param ready whether it also sends
   * @param open events accepted whose outcome is not on disk yet
   * @param failed events given up
   */
  private record Stats(boolean ready, long open, long failed) {}

  /** Whether what is waited for is there. */
  private interface Question {
    boolean isAnswered() throws IOException, InterruptedException;
  }

  static PeerService at(int port, List<Child> children) {
    return new PeerService(
        URI.create("http://127.0.0.1:" + port), HttpClient.newHttpClient(), List.copyOf(children));
  }

  /** Waits until it takes events and sends them. */
  void awaitReady() throws IOException, InterruptedException {
    await(READY_WITHIN, "ready", () -> look().filter(Stats::ready).isPresent());
  }

  /**
   * Waits until the outcome of all accepted events is on disk.
   *
   * @throws IOException when it gave one up, too
   */
  void awaitSettled() throws IOException, InterruptedException {
    await(
        SETTLED_WITHIN,
        "done with its events",
        () -> {
          Optional<Stats> stats = look();
          if (stats.isPresent() && stats.get().failed() > 0) {
            throw new IOException(
                "%s gave up %d events: %s".formatted(url, stats.get().failed(), lastWords()));
          }
          return stats.isPresent() && stats.get().open() == 0;
        });
  }

  @Override
  public void close() {
    http.close();
  }

  private void await(Duration within, String what, Question question)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    while (!question.isAnswered()) {
      for (Child child : children) {
        child.requireAlive();
      }
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "%s was not %s within %d s: %s".formatted(url, what, within.toSeconds(), lastWords()));
      }
      // it answers, it does not call
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  /** Nothing while it does not listen. */
  private Optional<Stats> look() throws IOException, InterruptedException {
    HttpResponse<String> answer;
    try {
      answer =
          http.send(
              HttpRequest.newBuilder(url.resolve("/stats")).timeout(ANSWER_WITHIN).build(),
              HttpResponse.BodyHandlers.ofString());
    } catch (ConnectException e) {
      return Optional.empty();
    }
    if (answer.statusCode() != 200) {
      throw new IOException(
          "%s answered %d: %s".formatted(answer.uri(), answer.statusCode(), answer.body()));
    }
    return Optional.of(JsonMapper.shared().readValue(answer.body(), Stats.class));
  }

  private String lastWords() throws IOException {
    StringBuilder words = new StringBuilder();
    for (Child child : children) {
      words.append(child.name()).append(": ").append(child.lastWords()).append('\n');
    }
    return words.toString();
  }
}
