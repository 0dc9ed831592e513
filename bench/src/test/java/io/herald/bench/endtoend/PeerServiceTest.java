package io.herald.bench.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a peer counts as done with its mails. */
class PeerServiceTest {
  @TempDir private Path folder;

  private final Deque<String> answers = new ConcurrentLinkedDeque<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/stats",
        exchange -> {
          byte[] answer = answers.removeFirst().getBytes(UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void itIsReadyOnlyOnceItAlsoSends() throws Exception {
    answers.addAll(List.of(stats(false, 0, 0), stats(false, 0, 0), stats(true, 0, 0)));

    try (PeerService service = service(List.of())) {
      service.awaitReady();
    }

    assertThat(answers).isEmpty();
  }

  @Test
  void itIsSettledOnceNothingIsOpen() throws Exception {
    answers.addAll(List.of(stats(true, 2, 0), stats(true, 1, 0), stats(true, 0, 0)));

    try (PeerService service = service(List.of())) {
      service.awaitSettled();
    }

    assertThat(answers).isEmpty();
  }

  @Test
  void aMailItGaveUpBreaksTheRunOff() {
    answers.add(stats(true, 0, 3));

    try (PeerService service = service(List.of())) {
      assertThatThrownBy(service::awaitSettled).hasMessageContaining("gave up 3 events");
    }
  }

  @Test
  void aProcessOfItsThatEndedBreaksTheRunOffWithItsLastWords() throws Exception {
    Child ended =
        Child.start("worker", folder, Map.of(), List.of("sh", "-c", "echo out of memory; exit 3"));
    assertThat(ended.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    answers.add(stats(true, 1, 0));

    try (PeerService service = service(List.of(ended))) {
      assertThatThrownBy(service::awaitSettled)
          .hasMessage("worker ended by itself with status 3: out of memory");
    }
  }

  private PeerService service(List<Child> children) {
    return PeerService.at(server.getAddress().getPort(), children);
  }

  private static String stats(boolean ready, long open, long failed) {
    return "{\"ready\": %b, \"open\": %d, \"failed\": %d}".formatted(ready, open, failed);
  }
}
