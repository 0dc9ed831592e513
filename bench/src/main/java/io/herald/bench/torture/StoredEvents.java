package io.herald.bench.torture;

import io.herald.message.status.EventStatus;
import io.herald.platform.database.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the database says: the third of the three sources. Opens a connection for each question,
 * because it is asked seldom.
 */
final class StoredEvents {
  private static final int ROWS_AT_ONCE = 5_000;

  // a repetition has one line for each time a message was, or may be, handed over once more; a
  // refused change has a line too, but changed nothing
  private static final String EVENTS =
      """
      SELECT e.id, e.external_id, e.status, coalesce(t.repetitions, 0), coalesce(t.settled, 0)
      FROM event e LEFT JOIN (
        SELECT event_id,
          count(*) FILTER (WHERE cause LIKE 'attempt %, outcome of the last one unknown'
            OR cause LIKE 'outcome unknown, sent again at %') AS repetitions,
          count(*) FILTER (WHERE to_status NOT IN (0, 1, 8) AND cause NOT LIKE 'refused, no longer ours: %') AS settled
        FROM event_transition
        GROUP BY event_id) t ON t.event_id = e.id
      """;

  private static final String TRAIL =
      """
      SELECT count(*), coalesce(sum(lines), 0), count(*) FILTER (WHERE lines <> highest)
      FROM (SELECT writer, count(*) AS lines, max(change_no) AS highest
        FROM event_transition GROUP BY writer) w
      """;

  /**
   * One event.
   *
   * @param number ours; null when it has none
   * @param repetitions lines of its trail that say it was sent again because an outcome was unknown
   * @param settled lines of its trail that say it came to its end
   */
  record Stored(@Nullable String number, EventStatus status, int repetitions, int settled) {}

  /**
   * The audit trail as a whole.
   *
   * @param withGaps writers whose numbers are not 1, 2, 3 and so on
   */
  record Trail(long writers, long lines, long withGaps) {}

  private final DatabaseAddress address;

  StoredEvents(DatabaseAddress address) {
    this.address = address;
  }

  /** How many events still have something ahead of them. */
  long open() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM event WHERE open")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Every event, by id. */
  Map<Long, Stored> all() throws SQLException {
    Map<Long, Stored> events = new HashMap<>();
    try (Connection connection = connect()) {
      connection.setAutoCommit(false); // or the driver fetches all rows at once
      try (PreparedStatement statement = connection.prepareStatement(EVENTS)) {
        statement.setFetchSize(ROWS_AT_ONCE);
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            events.put(
                row.getLong(1),
                new Stored(
                    row.getString(2),
                    EventStatus.ofNumber(row.getInt(3)),
                    row.getInt(4),
                    row.getInt(5)));
          }
        }
      }
    }
    return events;
  }

  Trail trail() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(TRAIL)) {
      row.next();
      return new Trail(row.getLong(1), row.getLong(2), row.getLong(3));
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
  }
}
