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
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** API-50: many events, each for itself. */
@ExtendWith(TestDatabaseExtension.class)
@Migrations(Pipeline.MIGRATIONS)
class SendManyEventsTest {
  private final SettableClock clock = SettableClock.at("2026-05-04T10:00:00Z");

  private ApiUnderTest start(TestDatabase database, String... settings) throws Exception {
    return new ApiUnderTest(
        database,
        clock,
        message -> new SendResult.Accepted("250 ok"),
        settings.length == 0 ? Map.of() : Map.of(settings[0], settings[1]));
  }

  @Test
  void badOnesDoNotHinderTheGoodOnesAndResultsStandInOrder(TestDatabase database) throws Exception {
    try (ApiUnderTest api = start(database)) {
      var got =
          api.post(
              "one-type",
              "/v1/events:batch",
              list(
                  orderTo("a@example.com", ""),
                  orderTo("nobody", ""),
                  "{\"type\":\"order_confirmation\",\"email\":5}",
                  "17",
                  "{\"type\":\"password\",\"email\":\"a@example.com\"}",
                  "{\"email\":\"a@example.com\"}",
                  orderTo("b@example.com", ",\"ctx\":{\"n\":1.10}")));

      assertThat(got.status()).isEqualTo(200);
      assertThat(got.json().at("/accepted").asInt()).isEqualTo(2);
      assertThat(got.json().at("/refused").asInt()).isEqualTo(5);
      assertThat(
              IntStream.range(0, 7)
                  .mapToObj(i -> got.at("/results/" + i + "/problem/type"))
                  .map(type -> type.replace("urn:herald:problem:", "")))
          .containsExactly(
              "",
              "not-acceptable-values",
              "unreadable-body",
              "unreadable-body",
              "missing-right",
              "not-acceptable-values",
              "");
      assertThat(got.at("/results/1/problem/field")).isEqualTo("email");
      assertThat(api.awaitStatus(got.at("/results/6/id"), "processed").body())
          .doesNotContain("1.10"); // an agent may not see it
      assertThat(api.get("admin", got.at("/results/6/href")).body()).contains("{\"n\":1.10}");
    }
    Books.mustBalance(database);
  }

  @Test
  void eachMayHaveAnIdempotencyKey(TestDatabase database) throws Exception {
    try (ApiUnderTest api = start(database)) {
      String a = orderTo("a@example.com", ",\"idempotencyKey\":\"a\"");
      String b = orderTo("b@example.com", ",\"idempotencyKey\":\"b\"");
      String otherA = orderTo("c@example.com", ",\"idempotencyKey\":\"a\"");
      var first = api.post("shop", "/v1/events:batch", list(a, a));

      var got = api.post("shop", "/v1/events:batch", list(b, a, otherA));

      assertThat(first.at("/results/1/id")).isEqualTo(first.at("/results/0/id"));
      assertThat(got.at("/results/1/id")).isEqualTo(first.at("/results/0/id"));
      assertThat(got.json().at("/results/1/replayed").asBoolean()).isTrue();
      assertThat(got.json().at("/results/0/replayed").isMissingNode()).isTrue();
      assertThat(got.at("/results/2/problem/type")).endsWith(":key-taken");
      // one key for both ways to send
      assertThat(api.post("shop", "/v1/events", orderTo("a@example.com", ""), "a").at("/id"))
          .isEqualTo(first.at("/results/0/id"));
    }
    Books.mustBalance(database);
  }

  @Test
  void theListIsBoundedAndSaysSo(TestDatabase database) throws Exception {
    try (ApiUnderTest api = start(database, "collect.api.events", "3")) {
      String order = orderTo("a@example.com", "");

      assertThat(
              api.post("shop", "/v1/events:batch", list(order, order, order, order))
                  .refused(422, "not-acceptable-values")
                  .at("/detail"))
          .contains("4 events", "at most 3");
      api.post("shop", "/v1/events:batch", list()).refused(422, "not-acceptable-values");
      api.post("shop", "/v1/events:batch", "{}").refused(422, "not-acceptable-values");
      api.post("shop", "/v1/events:batch", "{\"events\":[{\"type\":\"a\",\"type\":\"b\"}]}")
          .refused(400, "unreadable-body");
    }
  }

  @Test
  void tenThousandAreTakenInOneCall(TestDatabase database) throws Exception {
    try (ApiUnderTest api = start(database)) {
      String events =
          IntStream.range(0, 10_000)
              .mapToObj(
                  i ->
                      orderTo(
                          i + "@example.com",
                          ",\"queue\":\"batch\",\"scheduled\":\"2026-05-05T00:00:00Z\""))
              .collect(Collectors.joining(","));

      var got = api.post("shop", "/v1/events:batch", "{\"events\":[" + events + "]}");

      assertThat(got.json().at("/accepted").asInt()).isEqualTo(10_000);
      assertThat(api.get("admin", "/v1/events?address=7@example.com").at("/events/0/id"))
          .isEqualTo(got.at("/results/7/id"));
    }
    Books.mustBalance(database);
  }

  private static String list(String... events) {
    return "{\"events\":[" + String.join(",", events) + "]}";
  }
}
