package io.herald.execution.collect.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.collect.Doors;
import io.herald.execution.collect.RawCall;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A call that breaks off or stands still is ended in bounded time, and nothing of it is stored. */
@Timeout(120)
class BrokenOffTest {
  private static final String EVENT = "{\"email\":\"a@example.com\",\"ctx\":{\"firstName\":\"J\"}}";

  /** The server waits 20 s for a request and 10 s within one; the rest is for a busy machine. */
  private static final Duration BOUND = Duration.ofSeconds(35);

  private static Doors doors;

  @BeforeAll
  static void open() throws Exception {
    doors = new Doors();
  }

  @AfterAll
  static void close() {
    doors.close();
  }

  private static byte[] bytes(String framing, String body) {
    return ("POST /geometrixx/campaign/mcgeometrixx/EVTcartAbandonment HTTP/1.1\r\nHost: h\r\n"
            + "Authorization: Bearer "
            + doors.accessToken
            + "\r\nX-Api-Key: "
            + Doors.API_KEY
            + "\r\n"
            + framing
            + "\r\n\r\n"
            + body)
        .getBytes(UTF_8);
  }

  private static String length(int bytes) {
    return "Content-Length: " + bytes;
  }

  @Test
  void aBodyThatEndsEarlyStoresNothing() throws Exception {
    String[] answers = {
      RawCall.to(doors.port()).send(bytes(length(500), EVENT)).finish().answer(),
      RawCall.to(doors.port())
          .send(bytes("Transfer-Encoding: chunked", "ff\r\n" + EVENT))
          .finish()
          .answer(),
      RawCall.to(doors.port())
          .send(bytes("Transfer-Encoding: chunked", "zz\r\n" + EVENT + "\r\n0\r\n\r\n"))
          .finish()
          .answer()
    };

    for (String answer : answers) {
      assertThat(answer).doesNotContain("HTTP/1.1 2", "HTTP/1.1 5");
      if (!answer.isEmpty()) {
        assertThat(answer)
            .contains("{\"error_code\":\"400000\"")
            .contains("did not arrive as its headers announced it");
      }
    }
    assertThat(doors.collector.accepted()).isEmpty();
  }

  @Test
  void callersThatStandStillAreLetGo() throws Exception {
    Map<String, byte[]> calls = new LinkedHashMap<>();
    calls.put("before the request line", new byte[0]);
    calls.put("within the request line", "POST /geomet".getBytes(UTF_8));
    calls.put("within the headers", "GET / HTTP/1.1\r\nHost: h\r\nX-".getBytes(UTF_8));
    calls.put("before the body", bytes(length(500), ""));
    calls.put("within the body", bytes(length(500), EVENT));
    calls.put("within a chunk", bytes("Transfer-Encoding: chunked", "ff\r\n" + EVENT));
    long began = System.nanoTime();
    Map<String, Future<String>> answers = new LinkedHashMap<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      calls.forEach(
          (where, bytes) ->
              answers.put(
                  where, callers.submit(() -> RawCall.to(doors.port()).send(bytes).answer())));
    }

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(BOUND);
    for (Map.Entry<String, Future<String>> answer : answers.entrySet()) {
      String text = answer.getValue().get();
      assertThat(text).as(answer.getKey()).doesNotContain("HTTP/1.1 2", "HTTP/1.1 5");
      if (answer.getKey().endsWith("body") || answer.getKey().endsWith("chunk")) {
        assertThat(text).as(answer.getKey()).contains("{\"error_code\":\"408000\"");
      }
    }
    assertThat(doors.collector.accepted()).isEmpty();
  }
}
