package io.herald.execution.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.Pipeline;
import io.herald.execution.notify.Delivery.State;
import io.herald.testkit.Eventually;
import io.herald.testkit.Migrations;
import io.herald.testkit.SettableClock;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import io.herald.testkit.http.FakeReceiver;
import io.herald.testkit.http.HttpAnswer;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** API-51: a receiver that wants nothing, or never works, is left alone, and its owner sees why. */
@ExtendWith(TestDatabaseExtension.class)
@Migrations(Pipeline.MIGRATIONS)
class FailingWebhookIsDisabledTest {
  private final SettableClock clock = SettableClock.at("2026-05-04T10:00:00Z");

  @Test
  void oneThatAnswersGoneIsDisabledAtOnceAndWhatWaitsGoesOutWhenItIsBack(TestDatabase database)
      throws Exception {
    try (FakeReceiver receiver = FakeReceiver.start();
        RunningWebhooks running = new RunningWebhooks(database, clock)) {
      receiver.answering(HttpAnswer.status(410));
      Webhook webhook = running.listen(receiver.url("/"));
      running.order("ann@example.com");

      Webhook disabled = awaitDisabled(running, webhook);
      assertThat(disabled.standing().disabledReason()).contains("410");
      clock.advance(Duration.ofHours(1));
      assertThat(running.awaitFailures(webhook, 1).progress().due()).isBefore(clock.instant());

      running.webhooks().change(null, webhook.id(), webhook.wish(), null);

      running.awaitDeliveries(webhook, State.DELIVERED, 1);
      assertThat(receiver.received()).hasSize(2);
      assertThat(find(running, webhook).standing()).isEqualTo(new Webhook.Standing(null, null));
    }
  }

  @Test
  void oneThatFailedForFiveDaysIsDisabledWithTheReasonAndOneSuccessStartsTheCountAnew(
      TestDatabase database) throws Exception {
    try (FakeReceiver receiver = FakeReceiver.start();
        RunningWebhooks running = new RunningWebhooks(database, clock)) {
      receiver.answering(HttpAnswer.status(500), HttpAnswer.status(200));
      receiver.always(HttpAnswer.status(503));
      Webhook webhook = running.listen(receiver.url("/"));
      running.order("one@example.com");
      awaitFailing(running, webhook);
      clock.advance(Duration.ofSeconds(6));
      running.awaitDeliveries(webhook, State.DELIVERED, 1);
      assertThat(find(running, webhook).standing().failingSince()).isNull();

      clock.advance(Duration.ofDays(4));
      running.order("two@example.com");
      awaitFailing(running, webhook);
      clock.advance(Webhooks.DISABLED_AFTER.minusSeconds(1));
      running.awaitDeliveries(webhook, State.DEAD, 1); // still tried
      assertThat(find(running, webhook).standing().active()).isTrue();
      clock.advance(Duration.ofSeconds(2));
      running.order("three@example.com");

      Webhook disabled = awaitDisabled(running, webhook);
      assertThat(disabled.standing().disabledReason())
          .isEqualTo(
              "every attempt failed since 2026-05-08 10:00 UTC; the last one: the receiver answered HTTP 503");
    }
  }

  private static Webhook awaitDisabled(RunningWebhooks running, Webhook webhook) throws Exception {
    return Eventually.see(
        "the webhook to be off", () -> find(running, webhook), w -> !w.standing().active());
  }

  private static void awaitFailing(RunningWebhooks running, Webhook webhook) throws Exception {
    Eventually.see(
        "the failure to be noted",
        () -> find(running, webhook).standing(),
        standing -> Objects.nonNull(standing.failingSince()));
  }

  private static Webhook find(RunningWebhooks running, Webhook webhook) {
    return running.webhooks().find(null, webhook.id()).orElseThrow();
  }
}
