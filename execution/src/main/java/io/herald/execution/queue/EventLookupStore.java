package io.herald.execution.queue;

import io.herald.message.status.EventStatus;
import io.herald.platform.database.DatabaseUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Every statement that only reads events. */
public final class EventLookupStore implements Events {
  private static final String FIND =
      "SELECT * FROM event WHERE id = ? AND received_by <> 6"; // a proof is no event

  private static final String TRAIL =
      """
      SELECT t.at, t.from_status, t.to_status, t.cause, coalesce(m.node, '') AS node
      FROM event_transition t LEFT JOIN member m ON m.id = t.writer / 2
      WHERE t.event_id = ?
      ORDER BY t.at, t.writer, t.change_no
      """;

  private final DataSource dataSource;

  public EventLookupStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public Optional<StoredEvent> find(long id) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setLong(1, id);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(storedEvent(row)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new DatabaseUnavailableException(e);
    }
  }

  @Override
  public List<Transition> trail(long id) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(TRAIL)) {
      statement.setLong(1, id);
      List<Transition> trail = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          int number = row.getInt("from_status");
          EventStatus from = row.wasNull() ? null : EventStatus.ofNumber(number);
          trail.add(
              new Transition(
                  EventRows.instant(row, "at"),
                  from,
                  EventStatus.ofNumber(row.getInt("to_status")),
                  row.getString("cause"),
                  row.getString("node")));
        }
      }
      return trail;
    } catch (SQLException e) {
      throw new DatabaseUnavailableException(e);
    }
  }

  static StoredEvent storedEvent(ResultSet row) throws SQLException {
    String template = row.getString("template");
    return new StoredEvent(
        row.getLong("id"),
        EventRows.event(row),
        EventStatus.ofNumber(row.getInt("status")),
        row.getString("reason"),
        row.getInt("error_count"),
        row.getInt("attempt"),
        template == null
            ? null
            : new QueuedEvent.PreparedWith(template, row.getInt("template_version")),
        new StoredEvent.Steps(
            EventRows.instant(row, "created"),
            EventRows.instant(row, "due_at"),
            EventRows.instantOrNull(row, "routed_at"),
            EventRows.instantOrNull(row, "prepared_at"),
            EventRows.instantOrNull(row, "handed_over_at"),
            EventRows.instantOrNull(row, "finished_at"),
            EventRows.instant(row, "last_modified")));
  }
}
