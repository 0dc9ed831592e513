package io.herald.control.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.herald.control.resource.ResourceStore;
import io.herald.message.link.Catalog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** CX-13: whatever answers at a registered address, control neither hangs nor tells its secret. */
class LinkClientTest {
  private static final LinkSecret SECRET = new LinkSecret("0123456789abcdef");

  private final LinkClient client =
      new LinkClient(SECRET, new ResourceStore(new SimpleDriverDataSource()));
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch testOver = new CountDownLatch(1);
  private HttpServer server;
  private ExecutionInstance instance;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    instance = new ExecutionInstance(1, "odd", "odd", url, true);
  }

  @AfterEach
  void stop() {
    testOver.countDown();
    client.close();
    server.stop(0);
    threads.close();
  }

  @Test
  void redirectsAreNotFollowed() throws Exception {
    AtomicInteger elsewhere = new AtomicInteger();
    server.createContext("/elsewhere", exchange -> elsewhere.incrementAndGet());
    server.createContext(
        "/link",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          answer(exchange, 302, "");
        });

    assertThat(why(client.catalog(instance))).contains("302");
    assertThat(elsewhere).hasValue(0);
  }

  @Test
  void anAnswerThatIsNoCatalogIsNoExecutionInstance() throws Exception {
    for (String body :
        new String[] {
          "",
          "<html>",
          "[]",
          "{}",
          "null",
          "{\"live\":null}",
          "{\"live\":[null]}",
          "{\"live\":[{}]}"
        }) {
      serve(200, body);
      assertThat(why(client.catalog(instance))).as(body).contains("no execution instance");
    }
  }

  @Test
  void whateverWasAskedAnAnswerWithoutItsFieldsCannotBeRead() throws Exception {
    for (String body :
        new String[] {
          "{}", "null", "{\"copies\":[{}],\"digests\":{\"a\":null},\"entries\":[{}],\"type\":\"a\"}"
        }) {
      serve(200, body);
      assertThat(
              List.of(
                  why(client.outcomes(instance, "1")),
                  why(client.held(instance)),
                  why(client.log(instance, "type", null)),
                  why(client.event(instance, 1))))
          .as(body)
          .allSatisfy(why -> assertThat(why).endsWith(": its answer cannot be read"));
      serve(409, body);
      assertThat(why(client.proof(instance, "1", "{}"))).endsWith(": its answer cannot be read");
    }
  }

  @Test
  void unknownFieldsOfANewerVersionAreIgnored() throws Exception {
    serve(200, "{\"instanceId\":7,\"mood\":\"good\",\"live\":[]}");

    assertThat(client.catalog(instance))
        .isInstanceOfSatisfying(
            LinkAnswer.Done.class,
            done -> assertThat(((Catalog) done.value()).instanceId()).isEqualTo(7));
  }

  @Test
  void anEndlessAnswerIsCutOff() throws Exception {
    server.createContext(
        "/link",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] block = new byte[1 << 16];
          try (exchange) {
            while (testOver.getCount() > 0) {
              exchange.getResponseBody().write(block);
            }
          }
        });

    assertThat(why(client.catalog(instance))).contains("connection failed");
  }

  @Test
  void aServerThatNeverEndsItsAnswerIsGivenUp() throws Exception {
    server.createContext(
        "/link",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          await(testOver);
        });

    assertThat(why(client.catalog(instance))).contains("5 seconds");
  }

  @Test
  void whatIsLargeIsGivenMoreTime() throws Exception {
    server.createContext(
        "/link",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().flush();
          await(testOver);
        });

    assertThat(why(client.data(instance, "shops", "x".repeat(1 << 20)))).contains("6 seconds");
  }

  @Test
  void aBodyThatIsNotOfTheLinkIsNotShown() throws Exception {
    server.createContext(
        "/link",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          answer(exchange, 500, "you sent " + exchange.getRequestHeaders().get("Authorization"));
        });

    assertThat(why(client.catalog(instance))).isEqualTo("it answered HTTP 500");
  }

  @Test
  void aSecretThatCouldBeGuessedIsRefusedAndNoSecretIsPrinted() {
    assertThat(SECRET.toString()).doesNotContain(SECRET.text());
    for (String weak :
        new String[] {"", "short", "with blank in between", "line\nbreak-0123456789"}) {
      assertThatThrownBy(() -> new LinkSecret(weak))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("at least 16");
    }
  }

  private void serve(int status, String body) {
    try {
      server.removeContext("/link");
    } catch (IllegalArgumentException _) {
      // the first one
    }
    server.createContext("/link", exchange -> answer(exchange, status, body));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static String why(LinkAnswer<?> answer) {
    return switch (answer) {
      case LinkAnswer.Done<?> done -> "done: " + done.value();
      case LinkAnswer.Failed<?> failed -> failed.why();
    };
  }
}
