package io.herald.execution.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.Pipeline;
import io.herald.execution.notify.Delivery.State;
import io.herald.testkit.Migrations;
import io.herald.testkit.SettableClock;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import io.herald.testkit.http.FakeReceiver;
import io.herald.testkit.http.HttpAnswer;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * API-51: what was delivered goes soon, dead letters after seven days, deleted webhooks at once.
 */
@ExtendWith(TestDatabaseExtension.class)
@Migrations(Pipeline.MIGRATIONS)
class OutboxIsKeptSmallTest {
  private final SettableClock clock = SettableClock.at("2026-05-04T10:00:00Z");

  @Test
  void deliveredMessagesGoAfterAnHourAndDeadLettersAfterSevenDays(TestDatabase database)
      throws Exception {
    try (FakeReceiver good = FakeReceiver.start();
        FakeReceiver bad = FakeReceiver.start();
        RunningWebhooks running = new RunningWebhooks(database, clock)) {
      bad.always(HttpAnswer.status(500));
      Webhook served = running.listen(good.url("/"));
      Webhook failing = running.listen(bad.url("/"));
      running.order("ann@example.com");
      running.awaitDeliveries(served, State.DELIVERED, 1);
      running.awaitFailures(failing, 1);

      clock.advance(Duration.ofMinutes(60));
      running.webhooks().tidy();
      running.awaitDeliveries(served, State.DELIVERED, 1); // not older than an hour
      clock.advance(Duration.ofSeconds(1));
      running.webhooks().tidy();
      running.awaitDeliveries(served, State.DELIVERED, 0);

      clock.set(clock.instant().plus(RetryPlan.TRIED_FOR));
      running.awaitDeliveries(failing, State.DEAD, 1);
      clock.advance(Upkeep.DEAD_KEPT);
      running.webhooks().tidy();
      running.awaitDeliveries(failing, State.DEAD, 1);
      clock.advance(Duration.ofSeconds(1));
      running.webhooks().tidy();
      running.awaitDeliveries(failing, State.DEAD, 0);
    }
  }

  @Test
  void whatWaitedADayForADisabledWebhookIsADeadLetter(TestDatabase database) throws Exception {
    try (FakeReceiver bad = FakeReceiver.start();
        RunningWebhooks running = new RunningWebhooks(database, clock)) {
      bad.always(HttpAnswer.status(410));
      Webhook webhook = running.listen(bad.url("/"));
      running.order("ann@example.com");
      running.awaitFailures(webhook, 1);

      clock.advance(RetryPlan.TRIED_FOR.plusSeconds(1));
      running.webhooks().tidy();

      running.awaitDeliveries(webhook, State.DEAD, 1);
      assertThat(bad.received()).hasSize(1);
    }
  }

  @Test
  void aDeletedWebhookIsGoneAtOnceAndItsMessagesWithIt(TestDatabase database) throws Exception {
    try (RunningWebhooks running = new RunningWebhooks(database, clock)) {
      Webhook webhook = running.listen(URI.create("http://127.0.0.1:1/"));
      running.order("ann@example.com");
      running.awaitFailures(webhook, 1);

      assertThat(running.webhooks().delete("client:1", webhook.id())).isTrue();

      assertThat(running.webhooks().find(null, webhook.id())).isEmpty();
      assertThat(running.webhooks().list(null, 0, 10)).isEmpty();
      clock.advance(Duration.ofMinutes(2));
      running.webhooks().tidy();
      assertThat(rows(database, "webhook_delivery")).isZero();
      assertThat(rows(database, "webhook")).isZero();
    }
  }

  private static int rows(TestDatabase database, String table) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
      row.next();
      return row.getInt(1);
    }
  }
}
