package io.herald.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.queue.QueuedEvent;
import io.herald.message.event.NewEvent;
import io.herald.message.event.Queue;
import io.herald.message.link.Publication;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** EV-40 to EV-45: what becomes of the events of a paused message. */
@ExtendWith(TestDatabaseExtension.class)
@Migrations(Pipeline.MIGRATIONS)
class PausedMessageTest {
  private static final String TYPE = "order_confirmation";
  private static final Publication FIRST = RunningPipeline.template(TYPE);
  private static final Publication SECOND =
      RunningPipeline.template(TYPE, 2, "Dear <%= rtEvent.ctx.client.firstname %>", "resend");

  private final SettableClock clock = SettableClock.at("2026-05-04T10:00:00Z");
  private final ScriptedTransport transport = new ScriptedTransport();
  private TestDatabase database;
  private RunningPipeline running;

  @BeforeEach
  void start(TestDatabase database) throws Exception {
    this.database = database;
    running = new RunningPipeline(database, clock, transport);
    publish(FIRST, true);
  }

  @AfterEach
  void theBooksBalance() throws Exception {
    running.close();
    Books.mustBalance(database);
  }

  @Test
  void eventsAreAcceptedAndWait() throws Exception {
    long id = running.accept(RunningPipeline.order("ann@example.com")).getFirst();

    assertThat(running.awaitStatus(id, EventStatus.PAUSED).reason())
        .isEqualTo("message order_confirmation_mail is paused");
    assertThat(transport.attempts()).isEmpty();
  }

  @Test
  void afterThePauseTheyGoOutWithWhatIsLiveThen() throws Exception {
    List<Long> ids = acceptPaused(20);
    publish(SECOND, true);

    publish(SECOND, false);

    for (long id : ids) {
      running.awaitStatus(id, EventStatus.PROCESSED);
    }
    assertThat(transport.attempts()).hasSize(20);
    assertThat(running.stored(ids.getFirst()).template())
        .isEqualTo(new QueuedEvent.PreparedWith(SECOND.template(), 2));
    assertThat(running.trail(ids.getFirst()))
        .startsWith(
            "pending: accepted",
            "paused: message order_confirmation_mail is paused",
            "pending: message order_confirmation_mail is resumed");
  }

  @Test
  void aPauseSurvivesARestartAndSoDoItsEvents() throws Exception {
    long id = acceptPaused(1).getFirst();

    running.close();
    running = new RunningPipeline(database, clock, transport);
    long later = running.accept(RunningPipeline.order("bob@example.com")).getFirst();
    running.awaitStatus(later, EventStatus.PAUSED);
    assertThat(running.stored(id).status()).isEqualTo(EventStatus.PAUSED);
    publish(FIRST, false);

    running.awaitStatus(id, EventStatus.PROCESSED);
    running.awaitStatus(later, EventStatus.PROCESSED);
  }

  @Test
  void whatIsScheduledIsPausedAtOnceAndKeepsItsTime() throws Exception {
    publish(FIRST, false);
    Instant tomorrow = clock.instant().plusSeconds(86_400);
    long id = running.accept(event(tomorrow, null)).getFirst();

    publish(FIRST, true);
    running.awaitStatus(id, EventStatus.PAUSED);
    publish(FIRST, false);
    running.awaitStatus(id, EventStatus.PENDING);
    assertThat(running.stored(id).steps().due()).isEqualTo(tomorrow);
    clock.advance(Duration.ofDays(1));

    running.awaitStatus(id, EventStatus.PROCESSED);
  }

  @Test
  void whatExpiresMeanwhileIsNotSent() throws Exception {
    Instant soon = clock.instant().plusSeconds(60);
    long id = running.accept(event(null, soon)).getFirst();
    running.awaitStatus(id, EventStatus.PAUSED);

    clock.advance(Duration.ofMinutes(1));

    assertThat(running.awaitStatus(id, EventStatus.TOO_OLD).reason()).contains("paused");
    publish(FIRST, false);
    long other = running.accept(RunningPipeline.order("bob@example.com")).getFirst();
    running.awaitStatus(other, EventStatus.PROCESSED);
    assertThat(transport.attempts()).hasSize(1);
  }

  @Test
  void theValidityOfAMessageStandsStillMeanwhile() throws Exception {
    long id = acceptPaused(1).getFirst();

    clock.advance(Duration.ofDays(6));
    publish(FIRST, false);

    running.awaitStatus(id, EventStatus.PROCESSED);
  }

  @Test
  void unpublishingEndsWhatIsPausedAtOnce() throws Exception {
    List<Long> ids = acceptPaused(3);

    running.pipeline().templates().unpublish(FIRST.template());

    for (long id : ids) {
      assertThat(running.awaitStatus(id, EventStatus.IGNORED).reason()).isEqualTo("unpublished");
    }
    assertThat(transport.attempts()).isEmpty();
  }

  @Test
  void aPausedEventCanBeCancelled() throws Exception {
    long id = acceptPaused(1).getFirst();

    assertThat(running.pipeline().desk().cancel(id, "somebody").changed()).containsExactly(id);

    assertThat(running.stored(id).status()).isEqualTo(EventStatus.CANCELLED);
    publish(FIRST, false);
    long other = running.accept(RunningPipeline.order("bob@example.com")).getFirst();
    running.awaitStatus(other, EventStatus.PROCESSED);
    assertThat(transport.attempts()).hasSize(1);
  }

  @Test
  void whatIsBetweenTwoAttemptsIsPausedWhenTheNextOneIsDue() throws Exception {
    publish(FIRST, false);
    transport.answering(
        new SendResult.Refused(
            false, FailureType.SOFT, FailureReason.UNREACHABLE, "451 come again"));
    long id = running.accept(RunningPipeline.order("ann@example.com")).getFirst();
    Eventually.see(
        "the first attempt", () -> running.stored(id), e -> e.reason() != null && e.attempt() == 1);

    publish(SECOND, true);
    clock.advance(Duration.ofHours(1));
    running.awaitStatus(id, EventStatus.PAUSED);
    publish(SECOND, false);

    running.awaitStatus(id, EventStatus.PROCESSED);
    assertThat(running.stored(id).attempt()).isEqualTo(2);
    assertThat(running.stored(id).template())
        .isEqualTo(new QueuedEvent.PreparedWith(SECOND.template(), 2));
  }

  @Test
  void otherMessagesGoOn() throws Exception {
    running.publish(RunningPipeline.template("shipping"));
    long id =
        running
            .accept(RunningPipeline.event(Queue.REAL_TIME, "shipping", "a@example.com", null, null))
            .getFirst();

    running.awaitStatus(id, EventStatus.PROCESSED);
  }

  private static NewEvent event(@Nullable Instant scheduled, @Nullable Instant expiration) {
    return RunningPipeline.event(Queue.REAL_TIME, TYPE, "ann@example.com", scheduled, expiration);
  }

  private List<Long> acceptPaused(int count) throws Exception {
    List<Long> ids =
        running.accept(
            IntStream.range(0, count)
                .mapToObj(i -> RunningPipeline.order("ann" + i + "@example.com"))
                .toArray(NewEvent[]::new));
    for (long id : new ArrayList<>(ids)) {
      running.awaitStatus(id, EventStatus.PAUSED);
    }
    return ids;
  }

  private void publish(Publication publication, boolean paused) throws Exception {
    assertThat(running.pipeline().templates().publish(publication, paused)).isEmpty();
  }
}
