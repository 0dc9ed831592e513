package io.herald.execution.collect.api;

import static io.herald.execution.collect.api.ApiUnderTest.orderTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.Pipeline;
import io.herald.spi.SendResult;
import io.herald.testkit.Books;
import io.herald.testkit.Migrations;
import io.herald.testkit.SettableClock;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** API-50: one event. */
@ExtendWith(TestDatabaseExtension.class)
@Migrations(Pipeline.MIGRATIONS)
class SendEventTest {
  private final SettableClock clock = SettableClock.at("2026-05-04T10:00:00Z");

  private ApiUnderTest start(TestDatabase database, Map<String, String> settings) throws Exception {
    return new ApiUnderTest(
        database, clock, message -> new SendResult.Accepted("250 ok"), settings);
  }

  @Test
  void itIsAcceptedSentAndCanBeReadWithEverythingThatHappened(TestDatabase database)
      throws Exception {
    try (ApiUnderTest api = start(database, Map.of())) {
      String data = "{ \"total\": 1.10, \"name\": \"\\u00e4\" }";
      var got =
          api.post(
              "shop",
              "/v1/events",
              orderTo(
                  "anna@example.com",
                  ",\"queue\":\"batch\",\"wishedChannel\":0,\"emailFormat\":\"text\",\"origin\":\"shop\","
                      + "\"externalId\":\"4711\",\"language\":\"de\",\"ctx\":"
                      + data));

      assertThat(got.status()).isEqualTo(201);
      assertThat(got.at("/status")).isEqualTo("pending");
      assertThat(Long.parseLong(got.at("/id"))).isGreaterThan(1L << 53);
      assertThat(got.header("Location"))
          .isEqualTo("/v1/events/" + got.at("/id"))
          .isEqualTo(got.at("/href"));
      api.awaitStatus(got.at("/id"), "processed");
      var event = api.get("admin", got.header("Location"));
      assertThat(event.body()).contains("\"ctx\":" + data);
      assertThat(event.at("/event/queue")).isEqualTo("batch");
      assertThat(event.at("/event/email")).isEqualTo("anna@example.com");
      assertThat(event.at("/event/wishedChannel")).isEqualTo("email");
      assertThat(event.at("/event/emailFormat")).isEqualTo("text");
      assertThat(event.at("/event/externalId")).isEqualTo("4711");
      assertThat(event.at("/event/receivedBy")).isEqualTo("api");
      assertThat(event.at("/steps/finished")).isEqualTo("2026-05-04T10:00:00Z");
      assertThat(event.at("/message/answer")).isEqualTo("250 ok");
      assertThat(event.json().at("/message/status").asInt()).isEqualTo(1);
      assertThat(event.json().at("/trail").findValuesAsString("to"))
          .containsExactly("pending", "processing", "processed");
      assertThat(event.json().at("/trail").findValuesAsString("from"))
          .as("it came from nowhere")
          .containsExactly("pending", "processing");
    }
    Books.mustBalance(database);
  }

  @Test
  void aBadValueIsRefusedWithItsFieldAndNothingIsStored(TestDatabase database) throws Exception {
    try (ApiUnderTest api = start(database, Map.of())) {
      Map<String, String> bad =
          Map.of(
              ",\"queue\":\"fast\"", "queue",
              ",\"wishedChannel\":\"pigeon\"", "wishedChannel",
              ",\"emailFormat\":7", "emailFormat",
              ",\"scheduled\":\"tomorrow\"", "scheduled",
              ",\"expiration\":\"2026-05-04T09:00:00Z\"", "expiration",
              ",\"ctx\":[1]", "ctx",
              ",\"ctx\":{\"a\":\"\\u0000\"}", "ctx",
              ",\"mobilePhone\":\"call me\"", "mobilePhone",
              ",\"idempotencyKey\":\"k\"", "idempotencyKey");
      for (var entry : bad.entrySet()) {
        var got = api.post("shop", "/v1/events", orderTo("anna@example.com", entry.getKey()));
        got.refused(422, "not-acceptable-values");
        assertThat(got.at("/field")).as(entry.getKey()).isEqualTo(entry.getValue());
      }
      assertThat(
              api.post("shop", "/v1/events", orderTo("anna", ""))
                  .refused(422, "not-acceptable-values")
                  .at("/field"))
          .isEqualTo("email");
      assertThat(
              api.post("shop", "/v1/events", orderTo("anna@example.com", ",\"emial\":\"x\""))
                  .refused(400, "unreadable-body")
                  .at("/detail"))
          .contains("did you mean 'email'?");
      assertThat(api.get("agent", "/v1/events").json().at("/events")).isEmpty();
    }
  }

  @Test
  void aTypeThatIsNotPublishedIsRefusedByName(TestDatabase database) throws Exception {
    try (ApiUnderTest api = start(database, Map.of())) {
      var got =
          api.post("shop", "/v1/events", "{\"type\":\"nobody_made_it\",\"email\":\"a@b.cd\"}");

      got.refused(422, "unknown-event-type");
      assertThat(got.at("/detail")).contains("'nobody_made_it'");
      assertThat(got.at("/field")).isEqualTo("type");
    }
  }

  @Test
  void aClientForOneTypeMaySendOnlyThat(TestDatabase database) throws Exception {
    try (ApiUnderTest api = start(database, Map.of())) {
      api.publish("password");

      assertThat(api.post("one-type", "/v1/events", orderTo("a@example.com", "")).status())
          .isEqualTo(201);
      api.post("one-type", "/v1/events", "{\"type\":\"password\",\"email\":\"a@example.com\"}")
          .refused(403, "missing-right");
      api.post("reader", "/v1/events", orderTo("a@example.com", "")).refused(403, "missing-right");
    }
  }

  @Test
  void aRepetitionIsAnsweredLikeTheFirst(TestDatabase database) throws Exception {
    try (ApiUnderTest api = start(database, Map.of())) {
      String order = orderTo("anna@example.com", "");
      var first = api.post("shop", "/v1/events", order, "key-1");
      api.awaitStatus(first.at("/id"), "processed");

      var again = api.post("shop", "/v1/events", order, "key-1");

      assertThat(first.header("Idempotency-Replayed")).isEmpty();
      assertThat(again.status()).isEqualTo(201);
      assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
      assertThat(again.header("Location")).isEqualTo(first.header("Location"));
      assertThat(again.at("/status")).isEqualTo("processed");
      assertThat(api.post("other-shop", "/v1/events", order, "key-1").at("/id"))
          .isNotEqualTo(first.at("/id"));
      api.post("shop", "/v1/events", orderTo("bob@example.com", ""), "key-1")
          .refused(409, "key-taken");
    }
    Books.mustBalance(database);
  }

  @Test
  void aDatabaseThatDoesNotAnswerCostsTheCallerARepetition(TestDatabase database) throws Exception {
    try (ApiUnderTest api = start(database, Map.of("execution.queue.append-wait", "100ms"))) {
      try (Connection connection = database.connect();
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.execute("LOCK TABLE event IN ACCESS EXCLUSIVE MODE");

        var got = api.post("shop", "/v1/events", orderTo("anna@example.com", ""), "k");

        got.refused(503, "busy");
        assertThat(got.header("Retry-After")).isEqualTo("2");
        connection.rollback();
      }

      // it may have been stored after all: the key tells
      var again = api.post("shop", "/v1/events", orderTo("anna@example.com", ""), "k");
      assertThat(again.status()).isEqualTo(201);
      api.awaitStatus(again.at("/id"), "processed");
      assertThat(api.get("agent", "/v1/events").json().at("/events")).hasSize(1);
    }
    Books.mustBalance(database);
  }
}
