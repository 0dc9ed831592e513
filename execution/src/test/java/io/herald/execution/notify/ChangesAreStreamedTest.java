package io.herald.execution.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.Pipeline;
import io.herald.message.status.EventStatus;
import io.herald.platform.access.Access;
import io.herald.platform.access.AuditLog;
import io.herald.testkit.Books;
import io.herald.testkit.Eventually;
import io.herald.testkit.Migrations;
import io.herald.testkit.SettableClock;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** API-51: who cannot be called hears of changes on a stream of server-sent events. */
@ExtendWith(TestDatabaseExtension.class)
@Migrations({Pipeline.MIGRATIONS, Access.MIGRATIONS})
@Timeout(60)
class ChangesAreStreamedTest {
  private final SettableClock clock = SettableClock.at("2026-05-04T10:00:00Z");
  private TestDatabase database;
  private RunningWebhooks running;
  private WebhookApi api;

  @BeforeEach
  void start(TestDatabase given) throws Exception {
    database = given;
    running = new RunningWebhooks(given, clock);
    api = new WebhookApi(running, new AuditLog(given.open(1).dataSource(), clock));
  }

  @AfterEach
  void stop() throws Exception {
    running.close();
    api.close();
    Books.mustBalance(database);
  }

  @Test
  void eachNewStatusOfAnEventComesOnceAndInOrder() throws Exception {
    try (Heard heard = open("/v1/events:stream")) {
      long id = running.order("ann@example.com");

      assertThat(heard.next(3))
          .extracting(Told::status)
          .containsExactly("pending", "processing", "processed");
      JsonNode last = heard.last().data();
      assertThat(last.at("/type").asString()).isEqualTo("event.status_changed");
      assertThat(last.at("/data/id").asString()).isEqualTo(Long.toString(id));
      assertThat(last.at("/data/previousStatus").asString()).isEqualTo("processing");
      assertThat(heard.last().text()).doesNotContain("ann@example.com", "Ann");
    }
  }

  @Test
  void aClientGoesOnWhereItWas() throws Exception {
    Set<String> sent = new TreeSet<>();
    Set<String> heardOf = new TreeSet<>();
    String position;
    try (Heard heard = open("/v1/events:stream?status=processed")) {
      for (int i = 0; i < 3; i++) {
        sent.add(Long.toString(running.order("a" + i + "@example.com")));
      }
      heard.next(2).forEach(told -> heardOf.add(told.event()));
      position = heard.last().id();
    }
    sent.add(Long.toString(running.order("late@example.com")));

    try (Heard heard = open("/v1/events:stream?status=processed", "Last-Event-ID", position)) {
      heard.next(2).forEach(told -> assertThat(heardOf.add(told.event())).isTrue());
    }
    assertThat(heardOf).isEqualTo(sent);
  }

  @Test
  void onlyWhatWasAskedForIsHeard() throws Exception {
    try (Heard heard = open("/v1/events:stream?status=deliveryFailed&type=order_confirmation")) {
      running.order("ann@example.com");
      long bad = running.order("bad@example.com");

      assertThat(heard.next(1).getFirst().event()).isEqualTo(Long.toString(bad));
    }
  }

  @Test
  void whoHearsNothingIsStillToldWhereItStands() throws Exception {
    try (Heard heard = open("/v1/events:stream?type=other")) {
      long id = running.order("ann@example.com");
      running.awaitStatus(id, EventStatus.PROCESSED);

      clock.advance(Duration.ofSeconds(16));

      assertThat(heard.position()).isNotEqualTo(heard.last().id());
    }
  }

  @Test
  void aStreamEndsAfterTenMinutes() throws Exception {
    try (Heard heard = open("/v1/events:stream")) {
      clock.advance(StatusStream.LASTS);

      assertThat(heard.ends()).isTrue();
    }
  }

  @Test
  void aStreamEndsWhenTheInstanceStops() throws Exception {
    try (Heard heard = open("/v1/events:stream")) {
      running.streams().stop();

      assertThat(heard.ends()).isTrue();
    }
  }

  @Test
  void placesAreBoundedAndAClosedStreamGivesItsPlaceBack() throws Exception {
    List<Heard> open = new ArrayList<>();
    for (int i = 0; i < StatusStreams.MOST; i++) {
      open.add(open("/v1/events:stream"));
    }
    HttpResponse<Stream<String>> refused = api.lines(WebhookApi.SHOP, "/v1/events:stream");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("30");

    open.removeFirst().close();

    // the server learns of it when it writes
    int status =
        Eventually.see(
            "a free place",
            () -> {
              clock.advance(Duration.ofSeconds(16));
              HttpResponse<Stream<String>> again = api.lines(WebhookApi.SHOP, "/v1/events:stream");
              open.add(new Heard(again));
              return again.statusCode();
            },
            seen -> seen == 200);
    assertThat(status).isEqualTo(200);
    open.forEach(Heard::close);
  }

  @Test
  void aWrongPositionIsRefused() throws Exception {
    for (String wrong :
        List.of(
            "1", "a-1", "1-2,", "1-2,1-3", "-1-2", "1-99999999999999999999", "01-2", "1-2;3-4")) {
      HttpResponse<Stream<String>> answer =
          api.lines(WebhookApi.SHOP, "/v1/events:stream", "Last-Event-ID", wrong);

      assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
      assertThat(answer.body().toList().toString()).contains("Last-Event-ID");
    }
  }

  @Test
  void itTakesTheRightToReadAndAnAnswerTheCallerAccepts() throws Exception {
    assertThat(api.get(WebhookApi.CONFIGURES_ONLY, "/v1/events:stream").status()).isEqualTo(403);
    assertThat(
            api.lines(WebhookApi.SHOP, "/v1/events:stream", "Accept", "application/json")
                .statusCode())
        .isEqualTo(406);
  }

  private Heard open(String path, String... headers) throws Exception {
    HttpResponse<Stream<String>> answer = api.lines(WebhookApi.SHOP, path, headers);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/event-stream");
    Heard heard = new Heard(answer);
    heard.begin();
    return heard;
  }

  /** One server-sent event. */
  private record Told(String status, String text, String id) {
    JsonNode data() {
      return JsonMapper.shared().readTree(text);
    }

    String event() {
      return data().at("/data/id").asString();
    }
  }

  /** What comes on one stream. */
  private static final class Heard implements AutoCloseable {
    private final Stream<String> stream;
    private final Iterator<String> lines;
    private Told last = new Told("", "", "");

    Heard(HttpResponse<Stream<String>> answer) {
      stream = answer.body();
      lines = stream.iterator();
    }

    List<Told> next(int count) {
      List<Told> told = new ArrayList<>();
      while (told.size() < count) {
        Told block = block();
        if (!block.text().isEmpty()) {
          told.add(block);
          last = block;
        }
      }
      return told;
    }

    Told last() {
      return last;
    }

    /** Reads where it begins, so that what happens next is heard. */
    void begin() {
      last = block();
    }

    /** The next id that comes without data. */
    String position() {
      Told block = block();
      while (!block.text().isEmpty()) {
        block = block();
      }
      return block.id();
    }

    boolean ends() {
      while (lines.hasNext()) {
        lines.next();
      }
      return true;
    }

    private Told block() {
      String status = "";
      String text = "";
      String id = "";
      for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
        if (line.startsWith("event: ")) {
          status = line.substring(7);
        } else if (line.startsWith("data: ")) {
          text = line.substring(6);
        } else if (line.startsWith("id: ")) {
          id = line.substring(4);
        }
      }
      return new Told(status, text, id);
    }

    @Override
    public void close() {
      stream.close();
    }
  }
}
