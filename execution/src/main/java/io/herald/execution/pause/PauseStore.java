package io.herald.execution.pause;

import io.herald.execution.catalog.PausedTemplate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What is paused, and what should be. Reads only; safe for use by many threads. */
public final class PauseStore {
  // one look at the index for each template, however many events wait for it; what is not live any
  // more is told apart by the table, not by what this process could compile
  private static final String HELD_BACK =
      """
      WITH RECURSIVE held AS (
        (SELECT paused_for FROM event WHERE paused_for IS NOT NULL ORDER BY paused_for LIMIT 1)
        UNION ALL
        SELECT (SELECT e.paused_for FROM event e WHERE e.paused_for > held.paused_for ORDER BY e.paused_for LIMIT 1)
        FROM held WHERE held.paused_for IS NOT NULL
      )
      SELECT held.paused_for, p.template IS NOT NULL AS live, coalesce(p.paused, false) AS paused
      FROM held LEFT JOIN published_template p ON p.template = held.paused_for AND p.live
      WHERE held.paused_for IS NOT NULL
      """;

  private static final String HELD_BACK_BY =
      "SELECT id FROM event WHERE paused_for = ? ORDER BY id LIMIT ?";

  private static final String EXPIRED =
      """
      SELECT id FROM event
      WHERE paused_for IS NOT NULL AND paused_for = ? AND expiration <= at_millis(?)
      ORDER BY id LIMIT ?
      """;

  // the channel as NewEvent.Address says it
  private static final String WAITING =
      """
      SELECT id FROM event
      WHERE open AND claimed_by IS NULL AND paused_for IS NULL AND status = 0 AND type = ?
        AND received_by <> 6 -- a proof is no event
        AND coalesce(wished_channel, CASE WHEN email IS NULL AND mobile_phone IS NOT NULL THEN 1 ELSE 0 END) = ?
      ORDER BY id LIMIT ?
      """;

  // one process at a time: two would wait for each other's rows
  private static final String ALONE = "SELECT pg_try_advisory_xact_lock(1213353028, 8)";

  private final DataSource dataSource;

  public PauseStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * A template for which events are held back.
   *
   * @param live whether it is published here
   * @param paused whether it is paused here; if not, its events may go on
   */
  record HeldBack(String template, boolean live, boolean paused) {}

  /** Something to do. */
  interface Work {
    void run() throws SQLException, InterruptedException;
  }

  /** Does it unless another process that shares the database is doing the same. */
  void alone(Work work) throws SQLException, InterruptedException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement statement = connection.prepareStatement(ALONE);
          ResultSet row = statement.executeQuery()) {
        row.next();
        if (row.getBoolean(1)) {
          work.run();
        }
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  List<HeldBack> heldBack() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(HELD_BACK);
        ResultSet row = statement.executeQuery()) {
      List<HeldBack> found = new ArrayList<>();
      while (row.next()) {
        found.add(new HeldBack(row.getString(1), row.getBoolean(2), row.getBoolean(3)));
      }
      return found;
    }
  }

  /** Events the pause of a template holds back, the oldest first. */
  List<Long> heldBackBy(String template, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(HELD_BACK_BY)) {
      statement.setString(1, template);
      statement.setInt(2, limit);
      return ids(statement);
    }
  }

  /** Those of them whose expiration has come. */
  List<Long> expired(String template, Instant now, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(EXPIRED)) {
      statement.setString(1, template);
      statement.setLong(2, now.toEpochMilli());
      statement.setInt(3, limit);
      return ids(statement);
    }
  }

  /** Events in nobody's hands that a paused template would answer. */
  List<Long> waiting(PausedTemplate paused, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(WAITING)) {
      statement.setString(1, paused.eventType());
      statement.setInt(2, paused.channel().number());
      statement.setInt(3, limit);
      return ids(statement);
    }
  }

  private static List<Long> ids(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      List<Long> ids = new ArrayList<>();
      while (row.next()) {
        ids.add(row.getLong(1));
      }
      return ids;
    }
  }
}
