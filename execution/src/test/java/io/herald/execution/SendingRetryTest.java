package io.herald.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.queue.StoredEvent;
import io.herald.message.status.EventStatus;
import io.herald.spi.FailureReason;
import io.herald.spi.FailureType;
import io.herald.spi.SendResult;
import io.herald.testkit.Books;
import io.herald.testkit.Eventually;
import io.herald.testkit.Migrations;
import io.herald.testkit.SettableClock;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an answer of the provider leads to (EV-13, EV-22, DL-20, DL-21). */
@ExtendWith(TestDatabaseExtension.class)
@Migrations(Pipeline.MIGRATIONS)
class SendingRetryTest {
  private static final SendResult GREYLISTED =
      new SendResult.Refused(false, FailureType.SOFT, FailureReason.REFUSED, "451 later");
  private static final SendResult NO_SUCH_USER =
      new SendResult.Refused(true, FailureType.HARD, FailureReason.USER_UNKNOWN, "550 5.1.1 who?");
  private static final SendResult RELAY_AWAY =
      new SendResult.NotTried("connection refused", Duration.ofSeconds(5));
  private static final SendResult LOST_AFTER_DOT =
      new SendResult.Uncertain("connection lost after the final dot", Duration.ofSeconds(5));

  private final ScriptedTransport transport = new ScriptedTransport();
  private final SettableClock clock = SettableClock.at("2026-05-04T10:00:00Z");

  @Test
  void aTemporaryRefusalIsTriedAgainAfterTheScheduledTime(TestDatabase database) throws Exception {
    transport.answering(GREYLISTED);
    try (RunningPipeline running = new RunningPipeline(database, clock, transport)) {
      running.publish(RunningPipeline.template("order_confirmation"));
      long id = running.accept(RunningPipeline.order("ann@example.com")).getFirst();
      StoredEvent waiting =
          Eventually.see("the plan", () -> running.stored(id), e -> e.reason() != null);
      assertThat(waiting.status()).isEqualTo(EventStatus.PROCESSING);
      assertThat(waiting.reason()).contains("451 later");
      assertThat(waiting.steps().due()).isEqualTo(clock.instant().plus(Duration.ofMinutes(1)));

      clock.advance(Duration.ofMinutes(1));

      StoredEvent sent = running.awaitStatus(id, EventStatus.PROCESSED);
      assertThat(sent.attempt()).isEqualTo(2);
      assertThat(transport.attempts()).hasSize(2);
    }
    Books.mustBalance(database);
  }

  @Test
  void aPermanentRefusalIsFinal(TestDatabase database) throws Exception {
    transport.answering(NO_SUCH_USER);
    try (RunningPipeline running = new RunningPipeline(database, clock, transport)) {
      running.publish(RunningPipeline.template("order_confirmation"));
      long id = running.accept(RunningPipeline.order("ann@example.com")).getFirst();

      StoredEvent failed = running.awaitStatus(id, EventStatus.DELIVERY_FAILED);

      assertThat(failed.reason()).isEqualTo("user unknown: 550 5.1.1 who?");
      assertThat(transport.attempts()).hasSize(1);
    }
    Books.mustBalance(database);
  }

  @Test
  void aLongRefusalIsCutBetweenCharacters(TestDatabase database) throws Exception {
    transport.answering(
        new SendResult.Refused(
            true, FailureType.HARD, FailureReason.REFUSED, "!" + "📯".repeat(1_000)));
    try (RunningPipeline running = new RunningPipeline(database, clock, transport)) {
      running.publish(RunningPipeline.template("order_confirmation"));
      long id = running.accept(RunningPipeline.order("ann@example.com")).getFirst();

      StoredEvent failed = running.awaitStatus(id, EventStatus.DELIVERY_FAILED);

      assertThat(failed.reason()).contains("📯").endsWith("…");
    }
    Books.mustBalance(database);
  }

  @Test
  void aRelayThatIsAwayCostsNoAttempt(TestDatabase database) throws Exception {
    transport.answering(RELAY_AWAY);
    try (RunningPipeline running = new RunningPipeline(database, clock, transport)) {
      running.publish(RunningPipeline.template("order_confirmation"));
      long id = running.accept(RunningPipeline.order("ann@example.com")).getFirst();
      Eventually.see("the plan", () -> running.stored(id), e -> e.reason() != null);

      clock.advance(Duration.ofSeconds(5));

      assertThat(running.awaitStatus(id, EventStatus.PROCESSED).attempt()).isEqualTo(1);
    }
    Books.mustBalance(database);
  }

  @Test
  void anUnknownOutcomeIsSentAgainWithTheSameMessageId(TestDatabase database) throws Exception {
    transport.answering(LOST_AFTER_DOT);
    try (RunningPipeline running = new RunningPipeline(database, clock, transport)) {
      running.publish(RunningPipeline.template("order_confirmation"));
      long id = running.accept(RunningPipeline.order("ann@example.com")).getFirst();
      Eventually.see("the plan", () -> running.stored(id), e -> e.reason() != null);

      clock.advance(Duration.ofSeconds(5));

      running.awaitStatus(id, EventStatus.PROCESSED);
      assertThat(transport.attempts()).hasSize(2);
      assertThat(transport.attempts())
          .allSatisfy(
              m ->
                  assertThat(new String(m.content(), java.nio.charset.StandardCharsets.UTF_8))
                      .contains("<" + Long.toHexString(id) + "@"));
      assertThat(running.trail(id)).anyMatch(line -> line.contains("outcome unknown, sent again"));
    }
    Books.mustBalance(database);
  }

  @Test
  void anUnknownOutcomeIsHeldWhenTheTemplateSaysSo(TestDatabase database) throws Exception {
    transport.answering(LOST_AFTER_DOT);
    try (RunningPipeline running = new RunningPipeline(database, clock, transport)) {
      running.publish(RunningPipeline.template("order_confirmation", 1, "hi", "hold"));
      long id = running.accept(RunningPipeline.order("ann@example.com")).getFirst();
      StoredEvent held =
          Eventually.see("the hold", () -> running.stored(id), e -> e.reason() != null);
      assertThat(held.status()).isEqualTo(EventStatus.PROCESSING);
      assertThat(held.reason()).startsWith("held");

      clock.advance(Duration.ofDays(5)); // its validity ends

      running.awaitStatus(id, EventStatus.DELIVERY_FAILED);
      assertThat(transport.attempts()).hasSize(1);
    }
    Books.mustBalance(database);
  }

  @Test
  void aMessageRefusedUntilItsValidityEndsHasFailed(TestDatabase database) throws Exception {
    transport.answering(GREYLISTED, GREYLISTED, GREYLISTED);
    try (RunningPipeline running = new RunningPipeline(database, clock, transport)) {
      running.publish(RunningPipeline.template("order_confirmation"));
      long id = running.accept(RunningPipeline.order("ann@example.com")).getFirst();
      Eventually.see("the plan", () -> running.stored(id), e -> e.reason() != null);

      clock.advance(Duration.ofDays(5));

      assertThat(running.awaitStatus(id, EventStatus.DELIVERY_FAILED).reason())
          .contains("validity");
      assertThat(transport.attempts()).hasSize(1);
    }
    Books.mustBalance(database);
  }
}
