package io.herald.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.queue.StoredEvent;
import io.herald.message.status.EventStatus;
import io.herald.testkit.Eventually;
import io.herald.testkit.SettableClock;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.smtp.Answer;
import io.herald.testkit.smtp.FakeSmtpServer;
import io.herald.testkit.smtp.ReceivedMail;
import io.herald.testkit.smtp.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a relay in trouble means for the events (EV-13, EV-22, DL-20, DL-40). The connection is warm
 * in each test, so that the trouble is the message's and not the route's.
 */
class RelayTroubleTest {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static TestDatabase database;
  private static Stored stored;
  private static FakeSmtpServer relay;
  private static SettableClock clock;
  private static RunningExecution execution;

  private final String email = "to" + NUMBER.incrementAndGet() + "@example.com";

  @BeforeAll
  static void start() throws Exception {
    database = RunningExecution.emptyDatabase();
    stored = new Stored(database.address());
    relay = FakeSmtpServer.start();
    clock = SettableClock.at(Clock.systemUTC().instant());
    execution = new RunningExecution(database.address(), relay, clock).publish(Messages.ORDER);
  }

  @AfterAll
  static void closeTheBooks() throws Exception {
    execution.close();
    relay.close();
    try {
      stored.mustBalance();
      assertThat(relay.violations()).isEmpty();
    } finally {
      stored.close();
      database.close();
    }
  }

  @BeforeEach
  void warmUp() throws Exception {
    long id = stored.id(execution.caller().push(Door.SOAP, "warm-" + email));
    stored.awaitStatus(id, EventStatus.PROCESSED);
  }

  @ParameterizedTest
  @EnumSource(names = {"MAIL", "RCPT", "DATA", "FINAL_DOT"})
  void aMailRefusedForNowIsTriedAgainAfterAMinute(Step step) throws Exception {
    relay.next(step, Answer.reply("451 4.3.0 try again later"));
    Instant pushed = clock.instant();
    long id = push();

    StoredEvent waiting = awaitReason(id);
    assertThat(waiting.status()).isEqualTo(EventStatus.PROCESSING);
    assertThat(waiting.reason()).endsWith("451 4.3.0 try again later");
    assertThat(waiting.steps().due())
        .isAfterOrEqualTo(pushed.plus(Duration.ofMinutes(1)).minusMillis(1));
    assertThat(mails()).isEmpty();

    clock.advance(Duration.ofMinutes(1));

    StoredEvent sent = stored.awaitStatus(id, EventStatus.PROCESSED);
    assertThat(sent.attempt()).isEqualTo(2);
    assertThat(mails()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"MAIL", "RCPT", "DATA", "FINAL_DOT"})
  void aMailRefusedForGoodHasFailedAndSaysWhy(Step step) throws Exception {
    relay.next(step, Answer.reply("550 5.1.1 no such user"));
    long id = push();

    StoredEvent failed = stored.awaitStatus(id, EventStatus.DELIVERY_FAILED);

    assertThat(failed.reason()).isEqualTo("user unknown: 550 5.1.1 no such user");
    assertThat(failed.attempt()).isEqualTo(1);
    assertThat(mails()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"MAIL", "RCPT", "DATA"})
  void aConnectionLostBeforeTheFinalDotCostsTheMailNothing(Step step) throws Exception {
    relay.next(step, Answer.drop());
    long id = push();

    StoredEvent sent = stored.awaitStatus(id, EventStatus.PROCESSED);

    assertThat(sent.attempt()).isEqualTo(1);
    assertThat(mails()).hasSize(1);
  }

  static Stream<Arguments> endingsNobodyCanJudge() {
    // the end of a small mail, and its final dot, are on the wire with its beginning
    return Stream.of(
        Arguments.of("the relay did not take it", Step.CONTENT, Answer.drop(), 1),
        Arguments.of("the relay refused it unheard", Step.FINAL_DOT, Answer.drop(), 1),
        Arguments.of("the relay took it", Step.FINAL_DOT, Answer.keepAndDrop(), 2));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endingsNobodyCanJudge")
  void aMailWhoseConnectionIsLostAfterTheFinalDotIsSentAgainUnderTheSameName(
      String what, Step step, Answer ending, int copies) throws Exception {
    relay.next(step, ending);
    long id = push();
    StoredEvent unknown = awaitReason(id);
    assertThat(unknown.status()).isEqualTo(EventStatus.PROCESSING);
    assertThat(unknown.reason()).contains("had been handed over");

    clock.advance(Duration.ofSeconds(5));

    StoredEvent sent = stored.awaitStatus(id, EventStatus.PROCESSED);
    assertThat(sent.attempt()).isEqualTo(2);
    assertThat(mails()).hasSize(copies);
    assertThat(mails().stream().map(Mails::messageId).distinct()).hasSize(1);
    assertThat(stored.trail(id)).anyMatch(line -> line.contains("outcome unknown, sent again"));
  }

  private long push() throws Exception {
    return stored.id(execution.caller().push(Door.SOAP, email));
  }

  private static StoredEvent awaitReason(long id) throws Exception {
    return Eventually.see("a reason", () -> stored.event(id), event -> event.reason() != null);
  }

  private List<ReceivedMail> mails() {
    return Mails.to(relay, email);
  }
}
