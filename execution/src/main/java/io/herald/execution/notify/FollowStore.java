package io.herald.execution.notify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * The statements that follow the audit trail. All run on one connection, whose session holds the
 * lock that lets one process follow at a time.
 */
final class FollowStore {
  /** Keeps our advisory locks apart from anybody else's in the same database. */
  private static final int LOCK_CLASS = 0x48524c57;

  private static final String ANYBODY = "SELECT EXISTS (SELECT FROM webhook WHERE state = 0)";

  // One statement, so one snapshot and one transaction: the changes after the cursor, the webhooks
  // that want them, the deliveries and the new cursor belong together. Per writer the changes are
  // numbered in the order of commit without gaps, so what is seen is all there is up to there.
  // A webhook hears of what was committed after it began to listen: what all of them have behind
  // them is skipped, not read.
  // LATERAL with LIMIT makes each look-up go through the index of one partition, whatever the
  // statistics say.
  private static final String FOLLOW =
      """
      WITH listener AS MATERIALIZED (
        SELECT * FROM webhook WHERE state = 0
      ), place AS MATERIALIZED (
        SELECT w.writer, greatest(
          coalesce((SELECT c.change_no FROM webhook_cursor c WHERE c.writer = w.writer), 0),
          (SELECT min(coalesce(l.start_changes[array_position(l.start_writers, w.writer)], 0)) FROM listener l)
        ) AS change_no
        FROM change_writer w
        WHERE EXISTS (SELECT FROM listener)
      ), change AS MATERIALIZED (
        SELECT t.* FROM place p CROSS JOIN LATERAL (
          SELECT * FROM event_transition t
          WHERE t.writer = p.writer AND t.change_no > p.change_no
          ORDER BY t.change_no
          LIMIT ?
        ) t
      ), heard AS (
        SELECT l.id AS webhook_id, l.types, l.origins, c.*
        FROM change c JOIN listener l
          ON c.to_status = ANY (l.statuses)
          AND c.change_no > coalesce(l.start_changes[array_position(l.start_writers, c.writer)], 0)
        -- a further attempt or a refused change is no new status
        WHERE c.from_status IS DISTINCT FROM c.to_status
      ), queued AS (
        INSERT INTO webhook_delivery (
          webhook_id, event_id, writer, change_no, event_type, from_status, to_status, at, cause, reason,
          external_id, correlation_id, template, template_version, queued_at, due_at)
        SELECT h.webhook_id, h.event_id, h.writer, h.change_no, e.type, h.from_status, h.to_status, h.at, h.cause,
          -- the event shows the reason of its latest change
          CASE WHEN e.last_writer = h.writer AND e.last_change = h.change_no THEN e.reason END,
          e.external_id, e.correlation_id, e.template, e.template_version, n.at, n.at
        FROM heard h
        CROSS JOIN (SELECT ?::timestamptz AS at) n
        CROSS JOIN LATERAL (SELECT * FROM event e WHERE e.id = h.event_id LIMIT 1) e
        WHERE e.received_by <> 6 -- a proof is no event
          AND (h.types = '{}' OR e.type = ANY (h.types))
          AND (h.origins = '{}' OR e.origin = ANY (h.origins))
        RETURNING 1
      ), moved AS (
        INSERT INTO webhook_cursor (writer, change_no)
        SELECT writer, max(change_no) FROM change GROUP BY writer
        ON CONFLICT (writer) DO UPDATE SET change_no = excluded.change_no
      )
      SELECT
        (SELECT count(*) FROM change) AS changes,
        (SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM change GROUP BY writer) g) AS most,
        (SELECT count(*) FROM queued) AS queued
      """;

  private static final String FORGET =
      "DELETE FROM webhook_cursor c WHERE NOT EXISTS (SELECT FROM change_writer w WHERE w.writer = c.writer)";

  /**
   * How far one step went.
   *
   * @param changes read
   * @param queued deliveries written
   * @param more true when a writer has perhaps more to be read
   */
  record Step(int changes, int queued, boolean more) {}

  boolean anybodyListens(Connection connection) throws SQLException {
    return flag(connection, ANYBODY);
  }

  boolean lock(Connection connection) throws SQLException {
    return flag(connection, "SELECT pg_try_advisory_lock(" + LOCK_CLASS + ", 0)");
  }

  void unlock(Connection connection) throws SQLException {
    flag(connection, "SELECT pg_advisory_unlock(" + LOCK_CLASS + ", 0)");
  }

  /** Reads at most so many changes of each writer and queues what the webhooks want to hear. */
  Step follow(Connection connection, int changesPerWriter, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FOLLOW)) {
      statement.setInt(1, changesPerWriter);
      statement.setObject(2, now.atOffset(ZoneOffset.UTC));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Step(
            row.getInt("changes"), row.getInt("queued"), row.getInt("most") >= changesPerWriter);
      }
    }
  }

  /** Drops the cursors of writers that are long gone. */
  void forgetEndedWriters(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
      statement.executeUpdate();
    }
  }

  private static boolean flag(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
