package io.herald.execution.query;

import io.herald.platform.database.DatabaseUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

/**
 * Every statement that answers questions. Those by id are look-ups in an index and always welcome;
 * the others may have to read history, so only {@value #SEARCHES} run at once and each has {@link
 * #BOUND} to finish: connections stay for the events. Safe for use by many threads.
 */
public final class EventQueryStore implements EventQueries {
  private static final int SEARCHES = 2;
  private static final Duration BOUND = Duration.ofSeconds(4);
  private static final String STATEMENT_CANCELLED = "57014";
  private static final String DATA_EXCEPTION = "22";

  private final DataSource dataSource;
  private final int instance;
  private final Clock clock;
  private final Semaphore searches = new Semaphore(SEARCHES);

  /**
   * @param instance this execution instance: whose ids are meant by their low 56 bits
   */
  public EventQueryStore(DataSource dataSource, int instance, Clock clock) {
    this.dataSource = dataSource;
    this.instance = instance;
    this.clock = clock;
  }

  /** What is made of the rows of a statement. */
  private interface RowsReader {
    QueryAnswer read(ResultSet rows) throws SQLException;
  }

  @Override
  public QueryAnswer find(EventQuery query) {
    int columns = query.select().size();
    return ask(query, writer(query).rows(query), rows -> texts(rows, columns));
  }

  @Override
  public QueryAnswer count(EventQuery query) {
    return ask(
        query,
        writer(query).count(query),
        rows -> {
          rows.next();
          return new QueryAnswer.Count(rows.getLong(1));
        });
  }

  private SqlWriter writer(EventQuery query) {
    return new SqlWriter(query.table(), instance, clock.instant());
  }

  private QueryAnswer ask(EventQuery query, SqlText sql, RowsReader reader) {
    if (query.byId()) {
      return run(sql, reader, false);
    }
    if (!searches.tryAcquire()) {
      return new QueryAnswer.Busy();
    }
    try {
      return run(sql, reader, true);
    } finally {
      searches.release();
    }
  }

  private QueryAnswer run(SqlText sql, RowsReader reader, boolean bounded) {
    try (Connection connection = dataSource.getConnection()) {
      if (!bounded) {
        return execute(connection, sql, reader);
      }
      connection.setAutoCommit(false);
      try (Statement bound = connection.createStatement()) {
        // ends with the transaction
        bound.execute("SET LOCAL statement_timeout = " + BOUND.toMillis());
        return execute(connection, sql, reader);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      String state = e.getSQLState() == null ? "" : e.getSQLState();
      if (state.equals(STATEMENT_CANCELLED)) {
        return new QueryAnswer.TooLong(BOUND);
      }
      if (state.startsWith(DATA_EXCEPTION)) {
        return new QueryAnswer.NotComputable();
      }
      throw new DatabaseUnavailableException(e);
    }
  }

  private static QueryAnswer execute(Connection connection, SqlText sql, RowsReader reader)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql.statement())) {
      int index = 1;
      for (Object parameter : sql.parameters()) {
        statement.setObject(index++, parameter);
      }
      try (ResultSet rows = statement.executeQuery()) {
        return reader.read(rows);
      }
    }
  }

  private static QueryAnswer texts(ResultSet rows, int columns) throws SQLException {
    List<List<String>> all = new ArrayList<>();
    while (rows.next()) {
      List<String> row = new ArrayList<>(columns);
      for (int i = 1; i <= columns; i++) {
        String value = rows.getString(i);
        row.add(value == null ? "" : value);
      }
      all.add(row);
    }
    return new QueryAnswer.Rows(all);
  }
}
