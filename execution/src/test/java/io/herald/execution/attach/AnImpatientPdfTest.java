package io.herald.execution.attach;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.Pipeline;
import io.herald.execution.resource.Resources;
import io.herald.platform.outbound.Destinations;
import io.herald.platform.outbound.Fetcher;
import io.herald.platform.outbound.OutboundClient;
import io.herald.testkit.Eventually;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.http.FakeReceiver;
import io.herald.testkit.http.HttpAnswer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * TPL-71: only a PDF that itself takes too long is refused for good; whoever waited comes again.
 */
@Timeout(60)
class AnImpatientPdfTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(300);

  private final CountDownLatch gate = new CountDownLatch(1);
  private TestDatabase database;
  private FakeReceiver server;
  private Fetcher fetcher;
  private Files files;

  @BeforeEach
  void start() throws Exception {
    database = TestDatabase.create(Pipeline.MIGRATIONS);
    server = FakeReceiver.start();
    server.always(HttpAnswer.after(gate, HttpAnswer.file("image/png", new byte[0])));
    fetcher =
        new Fetcher(
            new OutboundClient.Terms(
                Destinations.parse("fetch.allow", "http://127.0.0.1"),
                OutboundClient::byTheSystem,
                null,
                4,
                4,
                LONG));
    files = new Files(new Resources(database.open(2).dataSource(), Clock.systemUTC()), fetcher);
  }

  @AfterEach
  void stop() {
    gate.countDown();
    fetcher.close();
    server.close();
    database.close();
  }

  @Test
  void whatFindsNoPlaceIsTriedAgain() throws Exception {
    PdfWriter pdf = new PdfWriter(1, SHORT, LONG);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Found> first = threads.submit(() -> write(pdf, awaiting()));
      Eventually.see("a request", () -> server.received().size(), n -> n == 1);

      assertThat(write(pdf, "<p>a</p>")).isInstanceOf(Found.NotNow.class);
      gate.countDown();
      assertThat(first.get()).isInstanceOf(Found.File.class);
    }
    assertThat(write(pdf, "<p>a</p>")).isInstanceOf(Found.File.class);
  }

  @Test
  void whatWaitsForAPictureIsTriedAgainAndGivesUpItsPlace() throws Exception {
    PdfWriter pdf = new PdfWriter(1, LONG, Duration.ofSeconds(4));

    assertThat(write(pdf, awaiting())).isInstanceOf(Found.NotNow.class);
    assertThat(write(pdf, "<p>a</p>")).isInstanceOf(Found.File.class);
  }

  @Test
  void whatTakesTooLongByItselfIsRefused() throws Exception {
    PdfWriter pdf = new PdfWriter(1, LONG, Duration.ofNanos(1));

    assertThat(write(pdf, "<p>a</p>"))
        .isInstanceOfSatisfying(
            Found.Refused.class, refused -> assertThat(refused.why()).contains("takes longer"));
  }

  private String awaiting() {
    return "<img src='" + server.url("/logo.png") + "'>";
  }

  private Found write(PdfWriter pdf, String html) throws InterruptedException {
    return pdf.write(html, new PdfPictures(files, Map.of(), 100_000), 5 << 20);
  }
}
