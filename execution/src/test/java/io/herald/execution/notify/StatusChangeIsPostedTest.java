package io.herald.execution.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.Pipeline;
import io.herald.message.channel.EmailFormat;
import io.herald.message.event.NewEvent;
import io.herald.message.status.EventStatus;
import io.herald.testkit.Books;
import io.herald.testkit.Migrations;
import io.herald.testkit.SettableClock;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import io.herald.testkit.http.FakeReceiver;
import io.herald.testkit.http.ReceivedRequest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** API-51: who registered a webhook hears what becomes of events. */
@ExtendWith(TestDatabaseExtension.class)
@Migrations(Pipeline.MIGRATIONS)
class StatusChangeIsPostedTest {
  private final SettableClock clock = SettableClock.at("2026-05-04T10:00:00Z");

  @Test
  void theMessageSaysWhatHappenedAndNamesNobody(TestDatabase database) throws Exception {
    try (FakeReceiver receiver = FakeReceiver.start();
        RunningWebhooks running = new RunningWebhooks(database, clock)) {
      running.listen(receiver.url("/herald?shop=1"));
      NewEvent.Attributes attributes =
          new NewEvent.Attributes(
              EmailFormat.UNKNOWN, "shop", "Bestellung №7 “ü” 🎁", "c-1", null, null, null);
      long id =
          running.accept(
              RunningWebhooks.event("order_confirmation", "bad@example.com", attributes));

      ReceivedRequest request = RunningWebhooks.await(receiver, 1).getFirst();

      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.path()).isEqualTo("/herald?shop=1");
      assertThat(request.header("Content-Type")).startsWith("application/json");
      assertThat(request.text()).doesNotContain("bad@example.com", "Ann");
      JsonNode message = RunningWebhooks.json(request);
      assertThat(message.get("type").asString()).isEqualTo("event.status_changed");
      assertThat(message.get("timestamp").asString()).isEqualTo("2026-05-04T10:00:00Z");
      JsonNode data = message.get("data");
      assertThat(data.get("id").asString()).isEqualTo(Long.toString(id));
      assertThat(data.get("id").isString()).isTrue();
      assertThat(data.get("PKey").asString()).isEqualTo("@key" + id);
      assertThat(data.get("type").asString()).isEqualTo("order_confirmation");
      assertThat(data.get("status").asString()).isEqualTo("deliveryFailed");
      assertThat(data.get("statusNumber").asInt()).isEqualTo(4);
      assertThat(data.get("previousStatus").asString()).isEqualTo("processing");
      assertThat(data.get("reason").asString()).isEqualTo("user unknown: 550 5.1.1 who?");
      assertThat(data.get("externalId").asString()).isEqualTo("Bestellung №7 “ü” 🎁");
      assertThat(data.get("correlationId").asString()).isEqualTo("c-1");
      assertThat(data.get("template").asString()).isEqualTo("order_mail");
      assertThat(data.get("templateVersion").asInt()).isEqualTo(3);
      assertThat(data.get("changedAt").asString()).isEqualTo("2026-05-04T10:00:00Z");
    }
    Books.mustBalance(database);
  }

  @Test
  void addressAndDataAreInItWhenTheWebhookAsksForThem(TestDatabase database) throws Exception {
    try (FakeReceiver receiver = FakeReceiver.start();
        RunningWebhooks running = new RunningWebhooks(database, clock)) {
      running.listen(
          new Webhook.Wish(
              "all",
              receiver.url("/"),
              Set.of(),
              Set.of(),
              Set.of(EventStatus.PROCESSED),
              true,
              true));
      running.order("ann@example.com");

      JsonNode data =
          RunningWebhooks.json(RunningWebhooks.await(receiver, 1).getFirst()).get("data");

      assertThat(data.get("email").asString()).isEqualTo("ann@example.com");
      assertThat(data.at("/context/client/firstname").asString()).isEqualTo("Ann");
      assertThat(data.get("contextOmitted").asBoolean()).isFalse();
    }
    Books.mustBalance(database);
  }

  @Test
  void onlyTheStatusesTypesAndOriginsItAskedForArePosted(TestDatabase database) throws Exception {
    try (FakeReceiver receiver = FakeReceiver.start();
        RunningWebhooks running = new RunningWebhooks(database, clock)) {
      running.listen(
          new Webhook.Wish(
              "some",
              receiver.url("/some"),
              Set.of("order_confirmation"),
              Set.of("shop"),
              Set.of(EventStatus.PENDING, EventStatus.PROCESSED),
              false,
              false));
      NewEvent.Attributes shop = origin("shop");
      running.accept(RunningWebhooks.event("unknown_type", "a@example.com", shop));
      running.accept(RunningWebhooks.event("order_confirmation", "b@example.com", origin("else")));
      running.accept(RunningWebhooks.event("order_confirmation", "bad@example.com", shop));
      long wanted =
          running.accept(RunningWebhooks.event("order_confirmation", "c@example.com", shop));

      List<ReceivedRequest> requests = RunningWebhooks.await(receiver, 3);
      running.awaitStatus(wanted, EventStatus.PROCESSED);

      // the failed one was accepted like the others; order is not promised
      assertThat(requests)
          .extracting(request -> RunningWebhooks.json(request).at("/data/status").asString())
          .containsExactlyInAnyOrder("pending", "pending", "processed");
      assertThat(requests)
          .allSatisfy(
              request ->
                  assertThat(RunningWebhooks.json(request).at("/data/type").asString())
                      .isEqualTo("order_confirmation"));
    }
    Books.mustBalance(database);
  }

  private static NewEvent.Attributes origin(String origin) {
    return new NewEvent.Attributes(EmailFormat.UNKNOWN, origin, null, null, null, null, null);
  }
}
