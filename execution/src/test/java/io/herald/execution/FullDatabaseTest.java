package io.herald.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.collect.Collected;
import io.herald.message.status.EventStatus;
import io.herald.testkit.Eventually;
import io.herald.testkit.Migrations;
import io.herald.testkit.SettableClock;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * PostgreSQL says 53100 when its disk is full. That is no fault of an event: it is as if the
 * database were away, until somebody makes room.
 */
@ExtendWith(TestDatabaseExtension.class)
@Migrations(Pipeline.MIGRATIONS)
@DisplayName("A database whose disk is full loses nothing and blames no event")
class FullDatabaseTest {
  private static final String FULL =
      """
      CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
      """;

  private final ScriptedTransport transport = new ScriptedTransport();

  private static void execute(TestDatabase database, String sql) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      while (!couldBeExecuted(statement, sql)) {
        // what the pipeline was just doing ended first
      }
    }
  }

  /** Changing a table of days and writing to it may wait for each other; one of them is ended. */
  private static boolean couldBeExecuted(Statement statement, String sql) throws SQLException {
    try {
      statement.execute(sql);
      return true;
    } catch (SQLException e) {
      if ("40P01".equals(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }

  private RunningPipeline start(TestDatabase database) throws Exception {
    execute(database, FULL);
    return new RunningPipeline(
            database,
            SettableClock.at("2026-05-04T10:00:00Z"),
            transport,
            Map.of("execution.queue.append-wait", "300ms"))
        .publish(RunningPipeline.template("order_confirmation"));
  }

  @Test
  void newEventsAreToldToComeAgainAndGoOnWhenThereIsRoom(TestDatabase database) throws Exception {
    try (RunningPipeline running = start(database)) {
      execute(
          database,
          "CREATE TRIGGER full_disk BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION"
              + " full_disk()");

      Collected answer =
          running.pipeline().collector().collect(List.of(RunningPipeline.order("a@example.com")));

      assertThat(answer).isInstanceOf(Collected.Unavailable.class);
      execute(database, "DROP TRIGGER full_disk ON event");
      long id = running.accept(RunningPipeline.order("b@example.com")).getFirst();
      running.awaitStatus(id, EventStatus.PROCESSED);
      // the first was kept and written when it could be: its caller does not know
      Eventually.see("both mails", transport::attempts, attempts -> attempts.size() == 2);
    }
  }

  @Test
  void outcomesWaitForRoom(TestDatabase database) throws Exception {
    try (RunningPipeline running = start(database)) {
      execute(
          database,
          "CREATE TRIGGER full_disk BEFORE INSERT ON delivery_log FOR EACH ROW EXECUTE FUNCTION"
              + " full_disk()");
      List<Long> ids =
          running.accept(
              RunningPipeline.order("a@example.com"), RunningPipeline.order("b@example.com"));
      Eventually.see(
          "the events to be in the hands of this process",
          () -> running.pipeline().load(),
          load -> load.pending() == 2);
      assertThat(transport.attempts()).isEmpty();

      execute(database, "DROP TRIGGER full_disk ON delivery_log");

      for (long id : ids) {
        running.awaitStatus(id, EventStatus.PROCESSED);
        assertThat(running.stored(id).attempt()).isEqualTo(1);
        assertThat(running.trail(id)).noneMatch(line -> line.contains("error"));
      }
      assertThat(transport.attempts()).hasSize(2);
    }
  }
}
