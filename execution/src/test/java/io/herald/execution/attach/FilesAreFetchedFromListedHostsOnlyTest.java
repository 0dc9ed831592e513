package io.herald.execution.attach;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.platform.outbound.CheckedAddresses;
import io.herald.platform.outbound.Destinations;
import io.herald.platform.outbound.Fetched;
import io.herald.platform.outbound.Fetcher;
import io.herald.platform.outbound.OutboundClient;
import io.herald.testkit.Eventually;
import io.herald.testkit.http.FakeReceiver;
import io.herald.testkit.http.HttpAnswer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TPL-72, SEC-31: allow-listed hosts, bounded time and size, no way inside by a detour. */
@Timeout(60)
class FilesAreFetchedFromListedHostsOnlyTest {
  private static final int LIMIT = 1_000;
  private static final byte[] FILE = "invoice".getBytes(UTF_8);

  private final List<Fetcher> made = new ArrayList<>();
  private FakeReceiver server;

  @BeforeEach
  void start() throws Exception {
    server = FakeReceiver.start();
  }

  @AfterEach
  void stop() {
    made.forEach(Fetcher::close);
    server.close();
  }

  @Test
  void aFileOfAListedHostComesWithItsType() throws Exception {
    server.always(HttpAnswer.file("Application/PDF; charset=iso-8859-1", FILE));

    Fetched fetched = loopback().fetch(server.url("/r-1.pdf#page=2").toString(), LIMIT);

    assertThat(fetched)
        .isInstanceOfSatisfying(
            Fetched.Content.class,
            content -> {
              assertThat(content.bytes()).isEqualTo(FILE);
              assertThat(content.type()).isEqualTo("application/pdf");
              assertThat(content.charset()).isEqualTo("ISO-8859-1");
            });
    assertThat(server.received().getFirst().path()).isEqualTo("/r-1.pdf");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cdn.example.com", "*", "http://*"})
  void nothingElseIsAskedFor(String allow) throws Exception {
    assertRefused(
        fetcher(allow, OutboundClient::byTheSystem).fetch(server.url("/").toString(), LIMIT),
        "fetch.allow");
    assertThat(server.received()).isEmpty();
  }

  @Test
  void aListedNameThatLeadsInsideIsNotCalled() throws Exception {
    Fetcher fetcher =
        fetcher(
            "http://cdn.example.com:" + server.port(),
            host -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")});

    assertRefused(
        fetcher.fetch("http://cdn.example.com:" + server.port() + "/a", LIMIT),
        "no public address");
    assertThat(server.received()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://127.0.0.1/a",
        "jar:http://127.0.0.1/a!/b",
        "gopher://127.0.0.1/",
        "//127.0.0.1/",
        "/etc/passwd",
        "http://127.0.0.1@evil.example/",
        ""
      })
  void onlyHttpAndHttpsAreSpoken(String url) throws Exception {
    assertThat(loopback().fetch(url, LIMIT)).isInstanceOf(Fetched.Refused.class);
  }

  @Test
  void redirectsAreFollowedOnlyToListedHosts() throws Exception {
    server.answering(
        HttpAnswer.status(302, "Location", "/elsewhere"), HttpAnswer.file("text/plain", FILE));
    assertThat(loopback().fetch(server.url("/a").toString(), LIMIT))
        .isInstanceOf(Fetched.Content.class);

    for (String away :
        List.of(
            "http://127.0.0.2:" + server.port() + "/",
            "http://169.254.169.254/latest/meta-data",
            "file:///etc/passwd",
            "http://[::1]/")) {
      server.answering(HttpAnswer.status(301, "Location", away));
      assertRefused(loopback().fetch(server.url("/a").toString(), LIMIT), "redirects");
    }
    assertThat(server.received()).hasSize(6);
  }

  @Test
  void redirectsInACircleEnd() throws Exception {
    server.always(HttpAnswer.status(302, "Location", "/again"));

    assertRefused(loopback().fetch(server.url("/").toString(), LIMIT), "more than 5 times");
    assertThat(server.received()).hasSize(6);
  }

  @Test
  void whatIsTooLargeIsRefusedWithoutReadingItAll() throws Exception {
    server.answering(HttpAnswer.file("a/b", new byte[LIMIT]));
    assertThat(loopback().fetch(server.url("/").toString(), LIMIT))
        .isInstanceOf(Fetched.Content.class);
    server.answering(HttpAnswer.file("a/b", new byte[LIMIT + 1]));
    assertRefused(loopback().fetch(server.url("/").toString(), LIMIT), "1000 bytes");
    server.answering(HttpAnswer.endless());
    assertRefused(loopback().fetch(server.url("/").toString(), LIMIT), "1000 bytes");
  }

  @Test
  void whatDoesNotComeInTimeOrAtAllMayComeLater() throws Exception {
    server.answering(
        HttpAnswer.trickle(), HttpAnswer.drop(), HttpAnswer.status(404), HttpAnswer.status(503));

    for (int i = 0; i < 4; i++) {
      assertThat(loopback().fetch(server.url("/secret-token").toString(), LIMIT))
          .isInstanceOfSatisfying(
              Fetched.Unavailable.class,
              failed -> assertThat(failed.why()).contains("127.0.0.1").doesNotContain("secret"));
    }
  }

  @Test
  void redirectsShareOneTimeLimitWithTheWait() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    server.answering(
        HttpAnswer.status(302, "Location", "/b"),
        HttpAnswer.after(never, HttpAnswer.file("a/b", FILE)));
    Fetcher fetcher = loopback();

    Fetched fetched = fetcher.fetch(server.url("/a").toString(), LIMIT, Duration.ofMillis(300));

    assertThat(fetched)
        .isInstanceOfSatisfying(
            Fetched.Unavailable.class, late -> assertThat(late.why()).contains("in time"));
    assertThat(fetcher.fetch(server.url("/a").toString(), LIMIT, Duration.ZERO))
        .isInstanceOf(Fetched.Unavailable.class);
    assertThat(server.received()).hasSize(2);
    never.countDown();
  }

  @Test
  void aFileWithATagTravelsOnce() throws Exception {
    Fetcher fetcher = loopback();
    server.answering(
        HttpAnswer.file("a/b", FILE, "ETag", "\"1\""), HttpAnswer.status(304, "ETag", "\"1\""));

    for (int i = 0; i < 2; i++) {
      assertThat(fetcher.fetch(server.url("/").toString(), LIMIT))
          .isInstanceOfSatisfying(
              Fetched.Content.class, content -> assertThat(content.bytes()).isEqualTo(FILE));
    }
    assertThat(server.received().getLast().headers().get("if-none-match")).containsExactly("\"1\"");
  }

  @Test
  void onlySoManyAreFetchedAtOnce() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    server.always(HttpAnswer.after(gate, HttpAnswer.file("a/b", FILE)));
    Fetcher fetcher = loopback();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Fetched>> all = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        all.add(threads.submit(() -> fetcher.fetch(server.url("/").toString(), LIMIT)));
      }
      Eventually.see("two requests", () -> server.received().size(), n -> n == 2);
      gate.countDown();
      for (Future<Fetched> one : all) {
        assertThat(one.get()).isInstanceOf(Fetched.Content.class);
      }
    }
    assertThat(server.received()).hasSize(6);
  }

  private Fetcher loopback() {
    return fetcher("http://127.0.0.1", OutboundClient::byTheSystem);
  }

  private Fetcher fetcher(String allow, CheckedAddresses.LookUp lookUp) {
    Fetcher fetcher =
        new Fetcher(
            new OutboundClient.Terms(
                Destinations.parse("fetch.allow", allow),
                lookUp,
                null,
                2,
                2,
                Duration.ofMillis(1_500)));
    made.add(fetcher);
    return fetcher;
  }

  private static void assertRefused(Fetched fetched, String why) {
    assertThat(fetched)
        .isInstanceOfSatisfying(
            Fetched.Refused.class, refused -> assertThat(refused.why()).contains(why));
  }
}
