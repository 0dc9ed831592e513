package io.herald.execution.proof;

import io.herald.message.link.Proof;
import io.herald.message.status.EventStatus;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The statements about proofs. Safe for use by many threads. */
final class ProofStore {
  private static final String KEEP =
      """
      INSERT INTO proof (id, draft, subject_prefixes, created) VALUES (?, ?, ?, ?)
      ON CONFLICT (id) DO NOTHING -- a repetition
      """;

  private static final String FORGET_OLD = "DELETE FROM proof WHERE created < ?";

  private static final String FORGET_REFUSED = "DELETE FROM proof WHERE id = ? AND events IS NULL";

  private static final String ACCEPTED = "UPDATE proof SET events = ? WHERE id = ?";

  private static final String FIND =
      "SELECT draft, subject_prefixes, events IS NOT NULL AS accepted FROM proof WHERE id = ?";

  private static final String OUTCOMES =
      """
      SELECT e.status, e.open, e.reason, d.answer, d.message_id, d.sent_at
      FROM proof p
      CROSS JOIN LATERAL unnest(p.events) WITH ORDINALITY AS c (event_id, place)
      JOIN event e ON e.id = c.event_id
      LEFT JOIN delivery_log d ON d.event_id = c.event_id
      WHERE p.id = ?
      ORDER BY c.place
      """;

  private final DataSource dataSource;

  ProofStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * A proof as it was handed in.
   *
   * @param draft the JSON of its publication
   * @param accepted whether its copies are known to be stored
   */
  record Kept(String draft, List<String> subjectPrefixes, boolean accepted) {}

  void keep(String id, String draft, List<String> subjectPrefixes, Instant now)
      throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(KEEP)) {
      statement.setString(1, id);
      statement.setString(2, draft);
      statement.setArray(3, connection.createArrayOf("text", subjectPrefixes.toArray()));
      statement.setTimestamp(4, Timestamp.from(now));
      statement.executeUpdate();
    }
  }

  void forgetBefore(Instant created) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(FORGET_OLD)) {
      statement.setTimestamp(1, Timestamp.from(created));
      statement.executeUpdate();
    }
  }

  void forgetRefused(String id) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(FORGET_REFUSED)) {
      statement.setString(1, id);
      statement.executeUpdate();
    }
  }

  void accepted(String id, List<Long> events) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(ACCEPTED)) {
      statement.setArray(1, connection.createArrayOf("int8", events.toArray()));
      statement.setString(2, id);
      statement.executeUpdate();
    }
  }

  Optional<Kept> find(String id) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setString(1, id);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Kept(
                    row.getString("draft"),
                    texts(row.getArray("subject_prefixes")),
                    row.getBoolean("accepted")))
            : Optional.empty();
      }
    }
  }

  /** What became of the copies so far; empty when they are not known to be stored. */
  List<Proof.Outcome> outcomes(String id) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(OUTCOMES)) {
      statement.setString(1, id);
      List<Proof.Outcome> outcomes = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          EventStatus status = EventStatus.ofNumber(row.getInt("status"));
          @Nullable Timestamp sentAt = row.getTimestamp("sent_at");
          outcomes.add(
              new Proof.Outcome(
                  status.label(),
                  !row.getBoolean("open"),
                  status == EventStatus.PROCESSED,
                  row.getString("reason"),
                  row.getString("answer"),
                  row.getString("message_id"),
                  sentAt == null ? null : sentAt.toInstant()));
        }
      }
      return outcomes;
    }
  }

  private static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
