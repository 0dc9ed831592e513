package io.herald.execution.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.Pipeline;
import io.herald.execution.notify.Delivery.State;
import io.herald.testkit.Books;
import io.herald.testkit.Migrations;
import io.herald.testkit.SettableClock;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import io.herald.testkit.http.FakeReceiver;
import io.herald.testkit.http.HttpAnswer;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** API-51: each webhook has its own places, and no answer takes more time or memory than it may. */
@ExtendWith(TestDatabaseExtension.class)
@Migrations(Pipeline.MIGRATIONS)
class SlowReceiverHoldsUpNobodyElseTest {
  private final SettableClock clock = SettableClock.at("2026-05-04T10:00:00Z");

  @Test
  void othersAreServedWhileOneDoesNotAnswer(TestDatabase database) throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (FakeReceiver slow = FakeReceiver.start();
        FakeReceiver quick = FakeReceiver.start();
        RunningWebhooks running =
            new RunningWebhooks(database, clock, Map.of("webhook.concurrency", "2"))) {
      slow.always(HttpAnswer.after(gate, HttpAnswer.status(200)));
      Webhook held = running.listen(slow.url("/"));
      Webhook free = running.listen(quick.url("/"));
      for (int i = 0; i < 50; i++) {
        running.order("to" + i + "@example.com");
      }

      running.awaitDeliveries(free, State.DELIVERED, 50);

      assertThat(running.webhooks().deliveries(null, held.id(), State.DELIVERED, null, 100))
          .hasValueSatisfying(delivered -> assertThat(delivered).isEmpty());
      gate.countDown();
    } finally {
      gate.countDown();
    }
    Books.mustBalance(database);
  }

  @Test
  void noMoreAreUnderWayToOneThanItHasPlaces(TestDatabase database) throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (FakeReceiver slow = FakeReceiver.start();
        RunningWebhooks running =
            new RunningWebhooks(database, clock, Map.of("webhook.concurrency", "3"))) {
      slow.always(HttpAnswer.after(gate, HttpAnswer.status(200)));
      Webhook webhook = running.listen(slow.url("/"));
      for (int i = 0; i < 20; i++) {
        running.order("to" + i + "@example.com");
      }
      running.awaitDeliveries(webhook, State.PENDING, 20);
      RunningWebhooks.await(slow, 3);
      assertThat(
              running
                  .webhooks()
                  .deliveries(null, webhook.id(), State.PENDING, null, 100)
                  .orElseThrow())
          .filteredOn(delivery -> delivery.attempts() > 0)
          .hasSize(3);
      gate.countDown();
      running.awaitDeliveries(webhook, State.DELIVERED, 20);
    } finally {
      gate.countDown();
    }
  }

  @Test
  void anAnswerThatTricklesIsCutOff(TestDatabase database) throws Exception {
    try (FakeReceiver receiver = FakeReceiver.start();
        RunningWebhooks running = new RunningWebhooks(database, clock)) {
      receiver.always(HttpAnswer.trickle());
      Webhook webhook = running.listen(receiver.url("/"));
      running.order("ann@example.com");

      assertThat(running.awaitFailures(webhook, 1).progress().error())
          .isEqualTo("no answer within 2 s");
    }
  }

  @Test
  void anAnswerWithoutEndIsReadToItsBoundOnly(TestDatabase database) throws Exception {
    try (FakeReceiver receiver = FakeReceiver.start();
        RunningWebhooks running = new RunningWebhooks(database, clock)) {
      receiver.always(HttpAnswer.endless());
      Webhook webhook = running.listen(receiver.url("/"));
      running.order("ann@example.com");

      running.awaitDeliveries(webhook, State.DELIVERED, 1); // its status said 200
    }
  }
}
