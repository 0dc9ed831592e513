package io.herald.execution.notify;

import io.herald.execution.notify.Delivery.StatusChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Reads the audit trail for streams. Safe for use by many threads. */
final class StreamStore {
  private static final String NOW =
      """
      SELECT w.writer, coalesce((
        SELECT t.change_no FROM event_transition t WHERE t.writer = w.writer
        ORDER BY t.change_no DESC LIMIT 1), 0) AS change_no
      FROM change_writer w
      """;

  // In the order of time across writers, without ever leaving the order of one writer: its position
  // moves with each change. LATERAL with LIMIT goes through the index of one partition, whatever
  // the statistics say.
  private static final String AFTER =
      """
      SELECT c.event_id, c.writer, c.change_no, e.type AS event_type,
        -- a proof is no event: nothing new happens to it, so that nobody hears of it and all get past it
        CASE WHEN e.received_by = 6 THEN c.to_status ELSE c.from_status END AS from_status, c.to_status, c.at, c.cause,
        -- the event shows the reason of its latest change
        CASE WHEN e.last_writer = c.writer AND e.last_change = c.change_no THEN e.reason END AS reason,
        e.external_id, e.correlation_id, e.template, e.template_version
      FROM (
        SELECT t.*, max(t.at) OVER (PARTITION BY t.writer ORDER BY t.change_no) AS latest
        FROM change_writer w
        LEFT JOIN unnest(?::integer[], ?::bigint[]) AS heard (writer, change_no) ON heard.writer = w.writer
        CROSS JOIN LATERAL (
          SELECT * FROM event_transition t
          WHERE t.writer = w.writer AND t.change_no > coalesce(heard.change_no, 0)
          ORDER BY t.change_no
          LIMIT ?
        ) t
      ) c
      CROSS JOIN LATERAL (SELECT * FROM event e WHERE e.id = c.event_id LIMIT 1) e
      ORDER BY c.latest, c.writer, c.change_no
      """;

  private final DataSource dataSource;

  StreamStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Behind everything that has been committed. */
  StreamPosition now() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(NOW);
        ResultSet row = statement.executeQuery()) {
      Map<Integer, Long> changes = new HashMap<>();
      while (row.next()) {
        changes.put(row.getInt("writer"), row.getLong("change_no"));
      }
      return new StreamPosition(changes);
    }
  }

  /** What was committed behind a position, at most so many changes of each writer. */
  List<StatusChange> after(StreamPosition position, int changesPerWriter) throws SQLException {
    List<Map.Entry<Integer, Long>> heard = List.copyOf(position.changes().entrySet());
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(AFTER)) {
      statement.setArray(
          1, connection.createArrayOf("integer", heard.stream().map(Map.Entry::getKey).toArray()));
      statement.setArray(
          2, connection.createArrayOf("bigint", heard.stream().map(Map.Entry::getValue).toArray()));
      statement.setInt(3, changesPerWriter);
      List<StatusChange> changes = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          changes.add(OutboxStore.change(row));
        }
      }
      return changes;
    }
  }
}
