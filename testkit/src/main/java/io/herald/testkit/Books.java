package io.herald.testkit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Closes the books of an execution instance's database after a test: every accepted event is in
 * exactly one state, and its trail says how it got there. The database must be quiet meanwhile.
 */
public final class Books {
  private static final Map<String, String> NONE_OF =
      Map.of(
          "events without exactly one line of acceptance",
          """
              SELECT e.id FROM event e LEFT JOIN event_transition t ON t.event_id = e.id AND t.from_status IS NULL
              GROUP BY e.id HAVING count(t.event_id) <> 1
              """,
          "trails whose last line is not the event's status",
          """
              SELECT e.id FROM event e
              JOIN LATERAL (SELECT to_status FROM event_transition t WHERE t.event_id = e.id AND t.writer = e.last_writer AND t.change_no = e.last_change) l ON true
              WHERE l.to_status <> e.status
              """,
          "trails without an event",
          "SELECT event_id FROM event_transition t WHERE NOT EXISTS (SELECT FROM event e WHERE e.id = t.event_id)",
          "processed events whose message was not sent, or sent ones not processed",
          """
              SELECT e.id FROM event e FULL JOIN delivery_log d ON d.event_id = e.id
              WHERE (e.status = 2) IS DISTINCT FROM (d.status = 1) AND NOT (e.status <> 2 AND d.status IS NULL)
              """,
          "events settled more than once, and not reopened in between",
          """
              SELECT event_id FROM event_transition WHERE cause NOT LIKE 'refused, no longer ours%'
              GROUP BY event_id
              HAVING count(*) FILTER (WHERE to_status NOT IN (0, 1, 8))
                > 1 + count(*) FILTER (WHERE from_status NOT IN (0, 1, 8) AND to_status IN (0, 1, 8))
              """,
          "idempotency keys without an event",
          "SELECT event_id FROM idempotency_key k WHERE NOT EXISTS (SELECT FROM event e WHERE e.id = k.event_id)",
          "gaps in a writer's numbers",
          """
              SELECT writer FROM event_transition GROUP BY writer HAVING count(*) <> max(change_no) OR min(change_no) <> 1
              """);

  private static final int SHOWN = 5;

  private Books() {}

  /**
   * @throws AssertionError naming what does not balance, and the first rows
   */
  public static void mustBalance(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      mustBalance(connection);
    }
  }

  /**
   * @throws AssertionError naming what does not balance, and the first rows
   */
  public static void mustBalance(Connection connection) throws SQLException {
    List<String> wrong = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      for (Map.Entry<String, String> entry : NONE_OF.entrySet()) {
        List<Long> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(entry.getValue())) {
          while (found.size() < SHOWN && rows.next()) {
            found.add(rows.getLong(1));
          }
        }
        if (!found.isEmpty()) {
          wrong.add(entry.getKey() + ": " + found);
        }
      }
    }
    if (!wrong.isEmpty()) {
      throw new AssertionError("the books do not balance: " + String.join("; ", wrong));
    }
  }
}
