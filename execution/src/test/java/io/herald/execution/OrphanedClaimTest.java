package io.herald.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.event.Queue;
import io.herald.message.status.EventStatus;
import io.herald.testkit.Books;
import io.herald.testkit.Migrations;
import io.herald.testkit.SettableClock;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A claim nobody stands behind must not hold an event for ever: its answer got lost, or its member
 * had ended before.
 */
@ExtendWith(TestDatabaseExtension.class)
@Migrations(Pipeline.MIGRATIONS)
class OrphanedClaimTest {
  private final ScriptedTransport transport = new ScriptedTransport();
  private final SettableClock clock = SettableClock.at("2026-05-04T10:00:00Z");

  @Test
  void aClaimOfThisProcessThatItKnowsNothingOfIsGivenUp(TestDatabase database) throws Exception {
    claimedBehindItsBack(database, "(SELECT max(id) FROM member WHERE ended_at IS NULL)");
  }

  @Test
  void aClaimOfAMemberThatHasEndedIsGivenUp(TestDatabase database) throws Exception {
    claimedBehindItsBack(database, "4711");
  }

  private void claimedBehindItsBack(TestDatabase database, String member) throws Exception {
    try (RunningPipeline running = new RunningPipeline(database, clock, transport)) {
      running.publish(RunningPipeline.template("order_confirmation"));
      long id =
          running
              .accept(
                  RunningPipeline.event(
                      Queue.REAL_TIME,
                      "order_confirmation",
                      "ann@example.com",
                      clock.instant().plus(Duration.ofMinutes(1)),
                      null))
              .getFirst();
      try (Connection connection = database.connect();
          Statement statement = connection.createStatement()) {
        statement.execute("UPDATE event SET claimed_by = " + member);
      }

      clock.advance(Duration.ofMinutes(2));

      running.awaitStatus(id, EventStatus.PROCESSED);
      assertThat(transport.attempts()).hasSize(1);
    }
    Books.mustBalance(database);
  }
}
