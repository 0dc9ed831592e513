package io.herald.execution.collect.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.Pipeline;
import io.herald.execution.collect.Collected;
import io.herald.message.event.EventContext;
import io.herald.message.event.NewEvent;
import io.herald.message.event.Queue;
import io.herald.message.event.ReceivedBy;
import io.herald.spi.SendResult;
import io.herald.testkit.Books;
import io.herald.testkit.Migrations;
import io.herald.testkit.SettableClock;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** EV-5: what found no template can be taken up again once there is one. */
@ExtendWith(TestDatabaseExtension.class)
@Migrations(Pipeline.MIGRATIONS)
class ReprocessEventsTest {
  private final SettableClock clock = SettableClock.at("2026-05-04T10:00:00Z");

  private ApiUnderTest start(TestDatabase database) throws Exception {
    return new ApiUnderTest(
        database, clock, message -> new SendResult.Accepted("250 ok"), Map.of());
  }

  @Test
  void oneIsSentAfterItsTemplateWasPublished(TestDatabase database) throws Exception {
    try (ApiUnderTest api = start(database)) {
      String id = failed(api, "late").getFirst();

      api.publish("late");
      var again = api.post("shop", "/v1/events/" + id + ":reprocess", "");

      assertThat(again.status()).isEqualTo(200);
      var event = api.awaitStatus(id, "processed");
      assertThat(event.json().at("/trail").findValuesAsString("cause"))
          .contains("taken up again by client:1");
      assertThat(event.at("/event/reason")).isEmpty();
      assertThat(
              api.post("shop", "/v1/events/" + id + ":reprocess", "")
                  .refused(409, "wrong-state")
                  .at("/detail"))
          .contains("processed");
      api.post("one-type", "/v1/events/" + id + ":reprocess", "").refused(403, "missing-right");
    }
    Books.mustBalance(database);
  }

  @Test
  void manyAreTakenUpByConditionsAndInBounds(TestDatabase database) throws Exception {
    try (ApiUnderTest api = start(database)) {
      List<String> late = failed(api, "late", "late", "late", "late", "late");
      String other = failed(api, "other").getFirst();
      api.publish("late");
      api.publish("other");

      var first = reprocess(api, "{\"type\":\"late\",\"limit\":3}");
      assertThat(first.json().at("/reprocessed").asInt()).isEqualTo(3);
      assertThat(first.json().at("/more").asBoolean()).isTrue();
      var second = reprocess(api, "{\"type\":\"late\",\"limit\":3}");
      assertThat(second.json().at("/reprocessed").asInt()).isEqualTo(2);
      assertThat(second.json().at("/more").asBoolean()).isFalse();
      for (String id : late) {
        api.awaitStatus(id, "processed");
      }
      assertThat(api.get("agent", "/v1/events/" + other).at("/event/status"))
          .isEqualTo("routingFailed");
      assertThat(
              reprocess(api, "{\"from\":\"2026-05-04T00:00:00Z\",\"status\":\"routingFailed\"}")
                  .json()
                  .at("/reprocessed")
                  .asInt())
          .isEqualTo(1);
      api.awaitStatus(other, "processed");
    }
    Books.mustBalance(database);
  }

  @Test
  void conditionsAreCheckedSoThatNotEverythingIsTaken(TestDatabase database) throws Exception {
    try (ApiUnderTest api = start(database)) {
      Map<String, String> bad =
          Map.of(
              "{}", "type",
              "{\"type\":\"a\",\"status\":\"deliveryFailed\"}", "status",
              "{\"type\":\"a\",\"queue\":\"x\"}", "queue",
              "{\"type\":\"a\",\"limit\":10001}", "limit");
      for (var entry : bad.entrySet()) {
        assertThat(
                reprocess(api, entry.getKey()).refused(422, "not-acceptable-values").at("/field"))
            .isEqualTo(entry.getValue());
      }
      reprocess(api, "{\"typ\":\"a\"}").refused(400, "unreadable-body");
      api.post("one-type", "/v1/events:reprocess", "{\"from\":\"2026-05-04T00:00:00Z\"}")
          .refused(403, "missing-right");
    }
  }

  private static ApiUnderTest.Got reprocess(ApiUnderTest api, String json) throws Exception {
    return api.post("shop", "/v1/events:reprocess", json);
  }

  /** Through another door, which takes events of any type (API-33). */
  private static List<String> failed(ApiUnderTest api, String... types) throws Exception {
    List<String> ids = new ArrayList<>();
    for (String type : types) {
      NewEvent event =
          new NewEvent(
              Queue.REAL_TIME,
              type,
              NewEvent.Address.ofEmail("anna@example.com"),
              NewEvent.Attributes.NONE,
              EventContext.xml("<ctx/>"),
              null,
              null,
              ReceivedBy.SOAP);
      Collected.Accepted accepted =
          (Collected.Accepted) api.pipeline.collector().collect(List.of(event));
      ids.add(Long.toString(accepted.events().getFirst().id()));
    }
    for (String id : ids) {
      api.awaitStatus(id, "routingFailed");
    }
    return ids;
  }
}
