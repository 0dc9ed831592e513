package io.herald.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.collect.Collected;
import io.herald.message.event.NewEvent;
import io.herald.message.event.Queue;
import io.herald.message.status.EventStatus;
import io.herald.testkit.Books;
import io.herald.testkit.Migrations;
import io.herald.testkit.SettableClock;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Not before, and not after (EV-30 to EV-35). */
@ExtendWith(TestDatabaseExtension.class)
@Migrations(Pipeline.MIGRATIONS)
class SchedulingTest {
  private final ScriptedTransport transport = new ScriptedTransport();
  private final SettableClock clock = SettableClock.at("2026-05-04T10:00:00Z");
  private final Instant inOneHour = clock.instant().plus(Duration.ofHours(1));
  private final Instant inTwoHours = clock.instant().plus(Duration.ofHours(2));

  private static NewEvent event(Instant scheduled, Instant expiration) {
    return RunningPipeline.event(
        Queue.REAL_TIME, "order_confirmation", "ann@example.com", scheduled, expiration);
  }

  @Test
  void aScheduledEventIsSentWhenItsTimeComesWithTheTemplateLiveThen(TestDatabase database)
      throws Exception {
    try (RunningPipeline running = new RunningPipeline(database, clock, transport)) {
      long id = running.accept(event(inOneHour, inTwoHours)).getFirst();
      assertThat(running.stored(id).status()).isEqualTo(EventStatus.PENDING);
      running.publish(
          RunningPipeline.template("order_confirmation")); // EV-30: published after reception

      clock.advance(Duration.ofHours(1));

      running.awaitStatus(id, EventStatus.PROCESSED);
    }
    Books.mustBalance(database);
  }

  @Test
  void anEventThatIsPickedTooLateIsTooOldAndNothingIsSent(TestDatabase database) throws Exception {
    try (RunningPipeline running = new RunningPipeline(database, clock, transport)) {
      running.publish(RunningPipeline.template("order_confirmation"));
      long id = running.accept(event(inOneHour, inTwoHours)).getFirst();

      clock.advance(Duration.ofHours(3));

      running.awaitStatus(id, EventStatus.TOO_OLD);
      assertThat(transport.attempts()).isEmpty();
    }
    Books.mustBalance(database);
  }

  @Test
  void anExpirationBeforeTheScheduleIsRefusedAndNothingIsStored(TestDatabase database)
      throws Exception {
    try (RunningPipeline running = new RunningPipeline(database, clock, transport)) {
      Collected collected =
          running.pipeline().collector().collect(List.of(event(inTwoHours, inOneHour)));

      assertThat(collected).isInstanceOf(Collected.Refused.class);
      assertThat(((Collected.Refused) collected).field()).isEqualTo("expiration");
    }
    try (var connection = database.connect();
        var rows = connection.createStatement().executeQuery("SELECT FROM event")) {
      assertThat(rows.next()).isFalse();
    }
  }
}
