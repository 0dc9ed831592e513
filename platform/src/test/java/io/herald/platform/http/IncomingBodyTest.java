package io.herald.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@DisplayName("A body is bounded in length and in time, however it comes (API-2, API-4)")
class IncomingBodyTest {
  private static final int LIMIT = 200_000;
  private static final CompletableFuture<String> HALF = new CompletableFuture<>();
  private static ServletHost host;

  /** Says how long the body was. */
  private static final class Measure extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      boolean impatient = request.getHeader("X-Impatient") != null;
      IncomingBody body =
          IncomingBody.within(request, LIMIT, Duration.ofMillis(impatient ? 300 : 30_000));
      if (request.getHeader("X-Half") != null && !body.await(5)) {
        HALF.complete(new String(body.soFar(), UTF_8));
      }
      String said =
          switch (body.all()) {
            case Body.Complete(byte[] bytes) -> "length " + bytes.length + " ended " + body.ended();
            case Body.TooLarge tooLarge -> tooLarge.message();
          };
      response.getOutputStream().print(said);
    }
  }

  @BeforeAll
  static void start() throws Exception {
    host = new ServletHost("127.0.0.1", 0, Map.of("/*", new Measure()));
    host.start();
  }

  @AfterAll
  static void stop() {
    host.stop();
  }

  private static Socket connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", host.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static void head(OutputStream out, String headers) throws IOException {
    out.write(
        ("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n").getBytes(UTF_8));
    out.flush();
  }

  private static String rest(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), UTF_8);
  }

  private static String sent(int length) throws IOException {
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      head(out, "Content-Length: " + length + "\r\n");
      out.write(new byte[length]);
      out.flush();
      return rest(socket);
    }
  }

  @Test
  void itIsReadUpToItsLimit() throws Exception {
    assertThat(sent(0)).endsWith("length 0 ended true");
    assertThat(sent(16_384)).endsWith("length 16384 ended true");
    assertThat(sent(LIMIT)).endsWith("length " + LIMIT + " ended true");
    assertThat(sent(LIMIT + 1)).endsWith("larger than the limit of 200000 bytes");
  }

  @Test
  void withoutADeclaredLengthItHasTheSameLimit() throws Exception {
    for (int chunks : new int[] {2, 3}) {
      try (Socket socket = connect()) {
        OutputStream out = socket.getOutputStream();
        head(out, "Transfer-Encoding: chunked\r\n");
        for (int i = 0; i < chunks; i++) {
          out.write("186a0\r\n".getBytes(UTF_8)); // 100,000
          out.write(new byte[100_000]);
          out.write("\r\n".getBytes(UTF_8));
        }
        out.write("0\r\n\r\n".getBytes(UTF_8));
        out.flush();
        assertThat(rest(socket)).contains(chunks == 2 ? "length 200000" : "larger than the limit");
      }
    }
  }

  @Test
  void itCanBeLookedAtBeforeItIsComplete() throws Exception {
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      head(out, "Content-Length: 10\r\nX-Half: 1\r\n");
      out.write("12345".getBytes(UTF_8));
      out.flush();
      assertThat(HALF.get(20, TimeUnit.SECONDS)).isEqualTo("12345");
      out.write("67890".getBytes(UTF_8));
      out.flush();
      assertThat(rest(socket)).endsWith("length 10 ended true");
    }
  }

  @Test
  void callersThatOnlyAnnounceABodyTakeNoRoomFromOthers() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 1_200; i++) {
        Socket socket = connect();
        silent.add(socket);
        head(socket.getOutputStream(), "Content-Length: 65000\r\n");
      }

      assertThat(sent(60_000)).endsWith("length 60000 ended true");
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  @Test
  void oneThatBreaksOffIsRefusedOnce() throws Exception {
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      head(out, "Transfer-Encoding: chunked\r\n");
      out.write("zz\r\n".getBytes(UTF_8));
      out.flush();

      String answer = rest(socket);

      assertThat(answer).startsWith("HTTP/1.1 400").containsOnlyOnce("error_code");
      assertThat(answer).contains("did not arrive as its headers announced it");
    }
  }

  /** Each byte comes in time, all of them together do not. */
  @Test
  void oneThatTricklesIsGivenUp() throws Exception {
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      head(out, "Content-Length: 100000\r\nX-Impatient: 1\r\n");
      Thread trickle =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      while (true) {
                        out.write('a');
                        out.flush();
                        Thread.sleep(20); // slow is what is tested
                      }
                    } catch (IOException | InterruptedException e) {
                      // given up meanwhile
                    }
                  });
      String answer = new String(socket.getInputStream().readNBytes(12), UTF_8);
      trickle.interrupt();
      assertThat(answer).isEqualTo("HTTP/1.1 408");
    }
  }
}
