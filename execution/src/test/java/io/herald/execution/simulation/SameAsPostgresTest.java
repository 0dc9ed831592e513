package io.herald.execution.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.Pipeline;
import io.herald.execution.simulation.ModelStatement.ListOf;
import io.herald.execution.simulation.ModelTables.Line;
import io.herald.execution.simulation.ModelTables.Row;
import io.herald.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The model of the database is as good as the real one: what simulations did is done once more on
 * PostgreSQL, statement by statement with the very text and parameters, and each answer and the
 * tables at the end are compared. Only what the server's own clock decides is left out.
 */
@ExtendWith(Quiet.class)
class SameAsPostgresTest {
  private record Done(ModelStatement statement, @Nullable ModelAnswer answer, boolean together) {}

  private record Ended(boolean committed) {}

  private final List<Object> happened = new ArrayList<>();

  private final ModelServer.Witness witness =
      new ModelServer.Witness() {
        @Override
        public void carriedOut(
            ModelStatement statement, @Nullable ModelAnswer answer, boolean inTransaction) {
          happened.add(new Done(statement, answer, inTransaction));
        }

        @Override
        public void ended(boolean committed) {
          happened.add(new Ended(committed));
        }
      };

  /** Chosen because in them claims are lost, groups are written again, and processes die. */
  private static final long[] SEEDS = {125, 63, 10};

  @Test
  void postgresAnswersAsTheModelDid() throws Exception {
    long refused = 0;
    for (long seed : SEEDS) {
      happened.clear();
      ModelTables tables = Schedule.watched(seed, witness);
      refused += tables.trail.stream().filter(Line::refused).count();
      carriedOutOnPostgres(tables);
    }
    assertThat(refused).as("changes whose claim was lost; choose other seeds").isPositive();
  }

  private void carriedOutOnPostgres(ModelTables tables) throws Exception {
    try (TestDatabase database = TestDatabase.create(Pipeline.MIGRATIONS);
        Connection connection = database.connect()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET TIME ZONE 'UTC'");
      }
      for (Object one : happened) {
        switch (one) {
          case Done done -> again(connection, done);
          case Ended(boolean committed) -> end(connection, committed);
          default -> throw new IllegalStateException();
        }
      }
      same(connection, "SELECT * FROM event", tables.events.values());
      same(connection, "SELECT * FROM delivery_log", tables.deliveryLog.values());
      same(connection, "SELECT * FROM idempotency_key", tables.keys.values());
      same(connection, "SELECT id, slot, node FROM member", tables.members.values());
      same(
          connection,
          "SELECT * FROM event_transition",
          tables.trail.stream().map(SameAsPostgresTest::row).toList());
    }
  }

  private static void again(Connection connection, Done done) throws SQLException {
    ModelStatement statement = done.statement();
    if (statement.says("pg_postmaster_start_time")) {
      return;
    }
    if (done.together() && connection.getAutoCommit()) {
      connection.setAutoCommit(false);
    }
    try (PreparedStatement prepared = connection.prepareStatement(statement.sql())) {
      bind(prepared, statement.parameters());
      boolean rows = prepared.execute();
      ModelAnswer answer = done.answer();
      assertThat(answer)
          .as("PostgreSQL carried out what the model refused: %s", statement)
          .isNotNull();
      if (answer == null || statement.says("pg_advisory") || statement.says("CREATE TABLE")) {
        return;
      }
      if (rows) {
        assertThat(normal(prepared.getResultSet(), answer.rows()))
            .as(statement.toString())
            .isEmpty();
      } else {
        assertThat(prepared.getUpdateCount()).as(statement.toString()).isEqualTo(answer.count());
      }
    } catch (SQLException e) {
      assertThat(done.answer()).as("PostgreSQL refused: %s: %s", e, statement).isNull();
    }
  }

  private static void end(Connection connection, boolean committed) throws SQLException {
    if (!connection.getAutoCommit()) {
      if (committed) {
        connection.commit();
      } else {
        connection.rollback();
      }
      connection.setAutoCommit(true);
    }
  }

  private static void bind(PreparedStatement prepared, List<@Nullable Object> parameters)
      throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i) instanceof ListOf(String type, List<@Nullable Object> elements)) {
        prepared.setArray(i + 1, prepared.getConnection().createArrayOf(type, elements.toArray()));
      } else {
        prepared.setObject(i + 1, parameters.get(i));
      }
    }
  }

  private static void same(Connection connection, String sql, Collection<Row> model)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(normal(rows, new ArrayList<>(model))).as(sql).isEmpty();
    }
  }

  /** What differs, in whichever order: rows of one that the other does not have. */
  private static List<String> normal(
      ResultSet rows, List<? extends Map<String, @Nullable Object>> model) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    Map<String, Integer> left = new HashMap<>();
    while (rows.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        row.add(columns.getColumnName(i) + "=" + normal(rows.getObject(i)));
      }
      left.merge("PostgreSQL: " + row, 1, Integer::sum);
    }
    for (Map<String, @Nullable Object> one : model) {
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        String column = columns.getColumnName(i);
        Object value = one.containsKey("value") ? one.get("value") : one.get(column);
        row.add(column + "=" + normal(value));
      }
      if (left.merge("PostgreSQL: " + row, -1, Integer::sum) == 0) {
        left.remove("PostgreSQL: " + row);
      }
    }
    return left.entrySet().stream()
        .map(e -> (e.getValue() < 0 ? e.getKey().replace("PostgreSQL:", "model:") : e.getKey()))
        .toList();
  }

  private static @Nullable Object normal(@Nullable Object value) {
    return switch (value) {
      case Timestamp instant -> instant.getTime();
      case Number number -> number.longValue();
      case null, default -> value;
    };
  }

  private static Row row(Line line) {
    return new Row()
        .with("event_id", line.event())
        .with("writer", line.writer())
        .with("change_no", line.number())
        .with("at", line.at())
        .with("from_status", line.from())
        .with("to_status", line.to())
        .with("cause", line.cause());
  }
}
