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
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * API-51: repeated with growing pauses for 24 hours, then given up, kept, and sent again on
 * request.
 */
@ExtendWith(TestDatabaseExtension.class)
@Migrations(Pipeline.MIGRATIONS)
class FailedMessageIsRepeatedTest {
  private final SettableClock clock = SettableClock.at("2026-05-04T10:00:00Z");

  @Test
  void itIsPostedAgainWhenItsTimeHasComeAndNotBefore(TestDatabase database) throws Exception {
    try (FakeReceiver receiver = FakeReceiver.start();
        RunningWebhooks running = new RunningWebhooks(database, clock)) {
      receiver.answering(HttpAnswer.status(500), HttpAnswer.drop());
      Webhook webhook = running.listen(receiver.url("/"));
      running.order("ann@example.com");

      Delivery first = running.awaitFailures(webhook, 1);
      assertThat(first.progress().error()).isEqualTo("the receiver answered HTTP 500");
      assertThat(first.progress().status()).isEqualTo(500);
      assertThat(pause(first)).isBetween(Duration.ofMillis(4_500), Duration.ofMillis(5_500));

      clock.advance(Duration.ofMillis(5_500));
      Delivery second = running.awaitFailures(webhook, 2);
      assertThat(second.progress().error()).contains("connection broke");
      assertThat(second.progress().status()).isNull();
      assertThat(pause(second)).isBetween(Duration.ofSeconds(270), Duration.ofSeconds(330));

      clock.advance(Duration.ofSeconds(330));
      Delivery done = running.awaitDeliveries(webhook, State.DELIVERED, 1).getFirst();
      assertThat(done.attempts()).isEqualTo(3);
      assertThat(done.progress().error()).isNull();
      assertThat(receiver.received()).hasSize(3);
    }
  }

  @Test
  void whatTheReceiverAskedForIsHonouredWithinBounds(TestDatabase database) throws Exception {
    try (FakeReceiver receiver = FakeReceiver.start();
        RunningWebhooks running = new RunningWebhooks(database, clock)) {
      receiver.answering(
          HttpAnswer.status(429, "Retry-After", "120"),
          HttpAnswer.status(503, "Retry-After", "Mon, 04 May 2026 10:32:00 GMT"),
          HttpAnswer.status(503, "Retry-After", "999999999"));
      Webhook webhook = running.listen(receiver.url("/"));
      running.order("ann@example.com");

      assertThat(pause(running.awaitFailures(webhook, 1))).isEqualTo(Duration.ofMinutes(2));
      clock.advance(Duration.ofMinutes(2));
      assertThat(running.awaitFailures(webhook, 2).progress().due())
          .isEqualTo(Instant.parse("2026-05-04T10:32:00Z"));
      clock.set(Instant.parse("2026-05-04T10:32:00Z"));
      assertThat(pause(running.awaitFailures(webhook, 3))).isEqualTo(RetryPlan.LONGEST_WISH);
    }
  }

  @Test
  void afterADayItIsADeadLetterThatCanBeSentAgain(TestDatabase database) throws Exception {
    try (FakeReceiver receiver = FakeReceiver.start();
        RunningWebhooks running = new RunningWebhooks(database, clock)) {
      receiver.always(HttpAnswer.status(500));
      Webhook webhook = running.listen(receiver.url("/"));
      running.order("ann@example.com");
      int attempts = 1;
      for (Delivery waiting = running.awaitFailures(webhook, 1);
          waiting.progress().due().isBefore(waiting.queued().plus(RetryPlan.TRIED_FOR));
          waiting = running.awaitFailures(webhook, attempts)) {
        clock.set(waiting.progress().due());
        attempts++;
      }
      clock.set(Instant.parse("2026-05-05T10:00:00Z"));

      Delivery dead = running.awaitDeliveries(webhook, State.DEAD, 1).getFirst();

      assertThat(dead.attempts()).isEqualTo(attempts + 1).isEqualTo(8);
      assertThat(dead.progress().error()).isEqualTo("the receiver answered HTTP 500");

      receiver.always(HttpAnswer.status(204));
      assertThat(running.webhooks().redeliver("client:1", webhook.id(), dead.id())).isTrue();
      running.awaitDeliveries(webhook, State.DELIVERED, 1);
      assertThat(receiver.received())
          .extracting(request -> request.header("webhook-id"))
          .containsOnly(dead.messageId());
    }
  }

  @Test
  void allDeadLettersOfAnOutageAreSentAgainTogether(TestDatabase database) throws Exception {
    try (FakeReceiver receiver = FakeReceiver.start();
        RunningWebhooks running = new RunningWebhooks(database, clock)) {
      receiver.always(HttpAnswer.status(500));
      Webhook webhook = running.listen(receiver.url("/"));
      for (int i = 0; i < 5; i++) {
        running.order("to" + i + "@example.com");
      }
      RunningWebhooks.await(receiver, 5);
      awaitAllFailed(running, webhook, 5);
      clock.advance(Duration.ofHours(24));
      running.awaitDeliveries(webhook, State.DEAD, 5);

      receiver.always(HttpAnswer.status(200));
      assertThat(
              running.webhooks().redeliverDead(null, webhook.id(), clock.instant().plusSeconds(1)))
          .hasValue(0);
      assertThat(
              running.webhooks().redeliverDead(null, webhook.id(), clock.instant().minusSeconds(1)))
          .hasValue(5);

      running.awaitDeliveries(webhook, State.DELIVERED, 5);
    }
  }

  @Test
  void nobodyThereIsAFailureLikeAnyOther(TestDatabase database) throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    try (RunningWebhooks running = new RunningWebhooks(database, clock)) {
      Webhook webhook = running.listen(URI.create("http://127.0.0.1:" + port + "/"));
      running.order("ann@example.com");

      assertThat(running.awaitFailures(webhook, 1).progress().error())
          .isEqualTo("nobody accepts connections there");
    }
  }

  @Test
  void aRedirectIsAFailureAndIsNotFollowed(TestDatabase database) throws Exception {
    try (FakeReceiver receiver = FakeReceiver.start();
        FakeReceiver elsewhere = FakeReceiver.start();
        RunningWebhooks running = new RunningWebhooks(database, clock)) {
      receiver.always(HttpAnswer.status(307, "Location", elsewhere.url("/").toString()));
      Webhook webhook = running.listen(receiver.url("/"));
      running.order("ann@example.com");

      assertThat(running.awaitFailures(webhook, 1).progress().status()).isEqualTo(307);
      assertThat(elsewhere.received()).isEmpty();
    }
  }

  private static void awaitAllFailed(RunningWebhooks running, Webhook webhook, int count)
      throws Exception {
    Eventually.see(
        "all to have failed once",
        () ->
            running
                .webhooks()
                .deliveries(null, webhook.id(), State.PENDING, null, 100)
                .orElseThrow(),
        (List<Delivery> seen) ->
            seen.size() == count && seen.stream().allMatch(d -> d.progress().error() != null));
  }

  private Duration pause(Delivery delivery) {
    return Duration.between(clock.instant(), delivery.progress().due());
  }
}
