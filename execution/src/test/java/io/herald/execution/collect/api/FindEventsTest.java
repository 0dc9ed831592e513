package io.herald.execution.collect.api;

import static io.herald.execution.collect.api.ApiUnderTest.orderTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.Pipeline;
import io.herald.spi.SendResult;
import io.herald.testkit.Migrations;
import io.herald.testkit.SettableClock;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** API-50, API-52: finding events again. */
@ExtendWith(TestDatabaseExtension.class)
@Migrations(Pipeline.MIGRATIONS)
class FindEventsTest {
  private static final String LATER = ",\"scheduled\":\"2026-06-01T00:00:00Z\"";

  private final SettableClock clock = SettableClock.at("2026-05-04T10:00:00Z");

  private ApiUnderTest start(TestDatabase database) throws Exception {
    return new ApiUnderTest(
        database, clock, message -> new SendResult.Accepted("250 ok"), Map.of());
  }

  @Test
  void aListIsReadToItsEndPartByPartTheLatestFirst(TestDatabase database) throws Exception {
    try (ApiUnderTest api = start(database)) {
      List<String> sent = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        sent.add(api.order(LATER));
      }
      List<String> seen = new ArrayList<>();
      String cursor = "";
      int parts = 0;
      do {
        var page =
            api.get("reader", "/v1/events?limit=3" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
        seen.addAll(page.json().at("/events").findValuesAsString("id"));
        cursor = page.at("/next");
        parts++;
      } while (!cursor.isEmpty());

      Collections.reverse(sent);
      assertThat(seen).isEqualTo(sent);
      assertThat(parts).isEqualTo(3);
    }
  }

  @Test
  void conditionsAreAllToBeMet(TestDatabase database) throws Exception {
    try (ApiUnderTest api = start(database)) {
      api.publish("password");
      String first = api.order(LATER + ",\"externalId\":\"x1\",\"queue\":\"batch\"");
      clock.advance(Duration.ofHours(30)); // another day, another partition
      String sent = api.order(",\"externalId\":\"x1\"");
      api.awaitStatus(sent, "processed");
      String password =
          api.post(
                  "shop",
                  "/v1/events",
                  "{\"type\":\"password\",\"email\":\"Bob@Example.com\"" + LATER + "}")
              .at("/id");

      assertThat(found(api, "externalId=x1")).containsExactly(sent, first);
      assertThat(found(api, "externalId=x1&queue=batch")).containsExactly(first);
      assertThat(found(api, "type=password")).containsExactly(password);
      assertThat(found(api, "status=processed,paused")).containsExactly(sent);
      assertThat(found(api, "status=pending")).containsExactly(password, first);
      assertThat(found(api, "from=2026-05-05T16:00:00Z")).containsExactly(password, sent);
      assertThat(found(api, "to=2026-05-05T16:00:00Z")).containsExactly(first);
      assertThat(found(api, "from=2026-05-04T10:00:00Z&to=2026-05-04T10:00:00Z")).isEmpty();
      assertThat(found(api, "address=bob@example.com")).containsExactly(password);
      api.get("admin", "/v1/events?stauts=pending").refused(400, "bad-parameter");
    }
  }

  @Test
  void personalDataIsOnlyForThoseWhoMaySeeIt(TestDatabase database) throws Exception {
    try (ApiUnderTest api = start(database)) {
      String id = api.order(",\"ctx\":{\"name\":\"Anna\"}");
      api.awaitStatus(id, "processed");

      var hidden = api.get("reader", "/v1/events/" + id);
      assertThat(hidden.body()).doesNotContain("anna@example.com", "Anna", "250 ok");
      assertThat(hidden.json().at("/event/personalDataHidden").asBoolean()).isTrue();
      for (String privileged : List.of("admin", "support")) {
        assertThat(api.get(privileged, "/v1/events/" + id).body())
            .contains("anna@example.com", "{\"name\":\"Anna\"}", "250 ok");
      }
      assertThat(api.get("reader", "/v1/events").body()).doesNotContain("anna@example.com");
      assertThat(
              api.get("reader", "/v1/events?address=anna@example.com")
                  .refused(403, "missing-right")
                  .at("/detail"))
          .contains("PRIVATE DATA VIEW");
    }
  }

  @Test
  void theStatusesOfAThousandAreReadInOneCall(TestDatabase database) throws Exception {
    try (ApiUnderTest api = start(database)) {
      String sent = api.order("");
      String waiting = api.order(LATER);
      api.awaitStatus(sent, "processed");
      String ids =
          LongStream.rangeClosed(1, 998)
              .mapToObj(i -> Long.toString(Long.MAX_VALUE - i))
              .collect(Collectors.joining(","));

      var got = api.get("reader", "/v1/events:statuses?ids=" + waiting + "," + ids + "," + sent);

      assertThat(got.json().at("/events").findValuesAsString("id")).containsExactly(waiting, sent);
      assertThat(got.json().at("/events").findValuesAsString("status"))
          .containsExactly("pending", "processed");
      assertThat(got.json().at("/unknown")).hasSize(998);
      assertThat(
              api.get("reader", "/v1/events:statuses?ids=" + ids + ",1,2,3")
                  .refused(400, "bad-parameter")
                  .at("/detail"))
          .contains("at most 1000");
      api.get("reader", "/v1/events:statuses").refused(400, "bad-parameter");
    }
  }

  @Test
  void whatDoesNotExistIsNotFound(TestDatabase database) throws Exception {
    try (ApiUnderTest api = start(database)) {
      api.get("reader", "/v1/events/72057594037935966").refused(404, "not-found");
      api.get("reader", "/v1/events/x").refused(400, "bad-parameter");
      api.get("nobody", "/v1/events/7").refused(401, "token-invalid");
      assertThat(api.post("shop", "/v1/events/7", orderTo("a@example.com", "")).status())
          .isEqualTo(405);
    }
  }

  private static List<String> found(ApiUnderTest api, String query) throws Exception {
    return api.get("admin", "/v1/events?" + query).json().at("/events").findValuesAsString("id");
  }
}
