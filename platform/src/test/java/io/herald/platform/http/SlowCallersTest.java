package io.herald.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@DisplayName("Callers that send slowly, or nothing, take neither memory nor places from others")
class SlowCallersTest {
  private static final int FLOOD = 120;
  private static final int ADMITTED = 20;
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration EARLIER_THAN_ANY_TIME_OUT = Duration.ofSeconds(8);

  private static final String HALF_A_HEAD = "POST / HTTP/1.1\r\nHost: x\r\nX-A: ";
  private static final String REFUSED = "this method is not allowed here\"}";

  private final CountDownLatch goOn = new CountDownLatch(1);
  private final CountDownLatch blocked = new CountDownLatch(4);
  private final List<Socket> flood = new ArrayList<>();
  private ServletHost host;

  /** Reads the body and says how long it was; waits with the answer when told so. */
  private final class Measure extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      waitIfTold(request);
      response.getOutputStream().print("well");
    }

    private void waitIfTold(HttpServletRequest request) {
      if (request.getHeader("X-Wait") != null) {
        blocked.countDown();
        try {
          goOn.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      Body body = IncomingBody.of(request, 100_000).all();
      waitIfTold(request);
      response
          .getOutputStream()
          .print(body instanceof Body.Complete(byte[] bytes) ? "length " + bytes.length : "no");
    }
  }

  @BeforeEach
  void start() throws Exception {
    start(FLOOD + 4, SOON, 2 * FLOOD);
  }

  private void restart(int withBody, Duration within, int connections) throws Exception {
    host.stop();
    start(withBody, within, connections);
  }

  private void start(int withBody, Duration within, int connections) throws Exception {
    host =
        new ServletHost(
            "127.0.0.1",
            0,
            Map.of("/*", new Measure()),
            new RequestBudget(withBody, 4),
            new SlowCallers.Bounds(within, within, ADMITTED, ADMITTED, connections));
    host.start();
  }

  @AfterEach
  void stop() throws IOException {
    goOn.countDown();
    for (Socket socket : flood) {
      socket.close();
    }
    host.stop();
  }

  private Socket say(String words) throws IOException {
    Socket socket = new Socket("127.0.0.1", host.port());
    socket.setSoTimeout((int) SOON.toMillis());
    socket.getOutputStream().write(words.getBytes(UTF_8));
    return socket;
  }

  private void flood(int connections, String words) throws IOException {
    for (int i = 0; i < connections; i++) {
      flood.add(say(words));
    }
  }

  private String answer(String words) throws IOException {
    try (Socket socket = say(words)) {
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private static String post(String more, int length) {
    return "POST / HTTP/1.1\r\nHost: x\r\n%sContent-Length: %d\r\n\r\n".formatted(more, length);
  }

  private void othersGoOn() throws IOException {
    assertThat(answer(post("Connection: close\r\n", 3) + "abc")).endsWith("length 3");
  }

  /** Neither closed nor refused. */
  private static boolean isOpen(Socket socket) {
    try {
      socket.setSoTimeout(1);
      socket.getInputStream().read();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Before any of them is closed for its own silence. */
  private void awaitOpen(int atMost) throws InterruptedException {
    long deadline = System.nanoTime() + EARLIER_THAN_ANY_TIME_OUT.toNanos();
    while (open() > atMost) {
      assertThat(System.nanoTime()).as("more than %d are open", atMost).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(50); // a closed connection tells nobody who does not read
    }
  }

  private long open() {
    return flood.stream().filter(SlowCallersTest::isOpen).count();
  }

  private void awaitOnlyTheLastOpen() throws InterruptedException {
    awaitOpen(ADMITTED);
    assertThat(flood.subList(FLOOD - ADMITTED, FLOOD)).allMatch(SlowCallersTest::isOpen);
  }

  @Test
  void ofThoseWhoseHeadIsNotCompleteOnlySomeAreKept() throws Exception {
    flood(FLOOD - ADMITTED, HALF_A_HEAD);
    othersGoOn();
    awaitOpen(ADMITTED);
    flood(ADMITTED, HALF_A_HEAD);

    awaitOnlyTheLastOpen();
    othersGoOn();
  }

  @Test
  void aHeadThatTricklesInIsNotWaitedForLongerThanItsBound() throws Exception {
    restart(4, Duration.ofSeconds(2), FLOOD);

    trickleUntilClosed(say(HALF_A_HEAD));
  }

  @Test
  void aBodyThatNobodyReadsIsNotWaitedForLongerThanItsBound() throws Exception {
    restart(4, Duration.ofSeconds(2), FLOOD);
    Socket trickling = say(unreadable(1000));

    awaitAnswer(trickling, REFUSED); // before the body
    trickleUntilClosed(trickling);
  }

  @Test
  void ofThoseWhoseBodyNobodyReadsOnlySomeAreKept() throws Exception {
    floodWithUnreadable(FLOOD - ADMITTED);
    awaitOpen(ADMITTED);
    floodWithUnreadable(ADMITTED);

    awaitOnlyTheLastOpen();
    othersGoOn();
  }

  @Test
  void afterABodyThatNobodyReadTheConnectionServesTheNextForLongerThanThatBound() throws Exception {
    restart(4, Duration.ofSeconds(2), FLOOD);
    Socket caller = say(unreadable(3) + "abc");
    awaitAnswer(caller, REFUSED);

    caller
        .getOutputStream()
        .write("GET / HTTP/1.1\r\nHost: x\r\nX-Wait: 1\r\n\r\n".getBytes(UTF_8));
    TimeUnit.SECONDS.sleep(4); // what must not happen gives no signal
    goOn.countDown();
    awaitAnswer(caller, "well");
    // a connection whose input was ended would still have got that answer
    caller.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
    awaitAnswer(caller, "well");
  }

  private void floodWithUnreadable(int connections) throws IOException {
    flood(connections, unreadable(50_000) + "a");
    for (Socket waiting : flood.subList(flood.size() - connections, flood.size())) {
      awaitAnswer(waiting, REFUSED);
    }
  }

  /** Refused by the servlet, which does not look at the body. */
  private static String unreadable(int length) {
    return "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n".formatted(length);
  }

  private static void awaitAnswer(Socket socket, String end) throws IOException {
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf(end) < 0) {
      int next = socket.getInputStream().read();
      assertThat(next).as("what follows %s", answer).isNotNegative();
      answer.append((char) next);
    }
  }

  /** Each byte comes well before the silence would be noticed. */
  private void trickleUntilClosed(Socket socket) throws Exception {
    flood.add(socket);
    long began = System.nanoTime();
    while (isOpen(socket)) {
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
      TimeUnit.MILLISECONDS.sleep(100);
      try {
        socket.getOutputStream().write('a');
      } catch (SocketException e) {
        break; // closed
      }
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void ofThoseWhoseBodyDoesNotArriveOnlySomeAreKept() throws Exception {
    flood(FLOOD - ADMITTED, post("", 50_000) + "a");
    othersGoOn();
    awaitOpen(ADMITTED);
    flood(ADMITTED, post("", 50_000) + "a");

    awaitOnlyTheLastOpen();
    othersGoOn();
  }

  @Test
  void manyConnectionsOnWhichNothingHappensMakePlaceForOthers() throws Exception {
    restart(4, SOON, 2 * ADMITTED);
    flood(FLOOD, "");

    othersGoOn();
    awaitOpen(2 * ADMITTED);
    othersGoOn();
  }

  @Test
  void moreLookUpsThanCanBeServedAreToldToComeAgainAndEventsAreTaken() throws Exception {
    flood(4, "GET / HTTP/1.1\r\nHost: x\r\nX-Wait: 1\r\n\r\n");
    blocked.await();

    assertThat(answer("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 503")
        .contains("Retry-After: 1");
    assertThat(answer(post("Connection: close\r\n", 3) + "abc")).startsWith("HTTP/1.1 200");

    goOn.countDown();
    for (Socket waiting : flood) {
      assertThat(waiting.getInputStream().read()).isPositive();
    }
    othersGoOn();
  }

  @Test
  void moreRequestsThanCanBeServedAreToldToComeAgainAndProbesGoOn() throws Exception {
    restart(4, SOON, FLOOD);
    flood(4, post("X-Wait: 1\r\n", 3) + "abc");
    blocked.await();

    assertThat(answer(post("Connection: close\r\n", 3) + "abc"))
        .startsWith("HTTP/1.1 503")
        .contains("Retry-After: 1")
        .contains("too many requests are under way");
    assertThat(answer("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")).endsWith("well");

    goOn.countDown();
    for (Socket waiting : flood) {
      assertThat(waiting.getInputStream().read()).isPositive();
    }
    othersGoOn();
  }
}
