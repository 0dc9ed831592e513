package io.herald.execution.queue;

import io.herald.message.event.EventIds;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The statements about members. All run on the member's own connection, whose session holds its
 * lock.
 */
final class MemberStore {
  /** Keeps our advisory locks apart from anybody else's in the same database. */
  private static final int LOCK_CLASS = 0x48524c44;

  private static final String CLAIM_DATABASE =
      "INSERT INTO execution_instance (id) VALUES (?) ON CONFLICT DO NOTHING";

  private static final String OWNER = "SELECT id FROM execution_instance";

  private static final String RENAME =
      """
      UPDATE execution_instance SET id = ? WHERE NOT EXISTS (SELECT FROM event)
      """;

  // the lowest free slot; two processes that start at once are kept apart by the unique index and
  // try again
  private static final String JOIN =
      """
      INSERT INTO member (slot, node)
      SELECT min(s), ? FROM generate_series(0, ?) s
      WHERE NOT EXISTS (SELECT FROM member m WHERE m.slot = s AND m.ended_at IS NULL)
      HAVING min(s) IS NOT NULL
      ON CONFLICT DO NOTHING
      RETURNING id, slot
      """;

  private static final String BEAT =
      "UPDATE member SET heartbeat_at = clock_timestamp() WHERE id = ? AND ended_at IS NULL";

  private static final String STALE =
      """
      SELECT id FROM member
      WHERE ended_at IS NULL AND id <> ?
        AND heartbeat_at < clock_timestamp() - ? * interval '1 millisecond'
        AND pg_postmaster_start_time() < clock_timestamp() - ? * interval '1 millisecond'
      """;

  private static final String END =
      "UPDATE member SET ended_at = clock_timestamp() WHERE id = ANY (?) AND ended_at IS NULL";

  record Joined(int id, int slot) {}

  /**
   * Marks the database as belonging to an execution instance; it may change hands only while it is
   * empty (CX-4).
   */
  void belongTo(Connection connection, int instance) throws SQLException {
    update(connection, CLAIM_DATABASE, instance);
    int owner = query(connection, OWNER);
    if (owner != instance && update(connection, RENAME, instance) == 0) {
      throw new Membership.InstanceMismatchException(owner, instance);
    }
  }

  Joined join(Connection connection, String node) throws SQLException {
    for (int tries = 0; tries < EventIds.MAX_PROCESSES; tries++) {
      try (PreparedStatement statement = connection.prepareStatement(JOIN)) {
        statement.setString(1, node);
        statement.setInt(2, EventIds.MAX_PROCESSES - 1);
        try (ResultSet row = statement.executeQuery()) {
          if (row.next()) {
            Joined joined = new Joined(row.getInt("id"), row.getInt("slot"));
            if (!lock(connection, joined.id())) {
              throw new SQLException("the lock of a new member is held by somebody else");
            }
            return joined;
          }
        }
      }
    }
    throw new SQLException(
        "no place is free: " + EventIds.MAX_PROCESSES + " processes share this database already");
  }

  boolean beat(Connection connection, int member) throws SQLException {
    return update(connection, BEAT, member) == 1;
  }

  List<Integer> stale(Connection connection, int self, Duration stale, Duration grace)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(STALE)) {
      statement.setInt(1, self);
      statement.setLong(2, stale.toMillis());
      statement.setLong(3, grace.toMillis());
      List<Integer> members = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          members.add(rows.getInt(1));
        }
      }
      return members;
    }
  }

  /**
   * Ends members and releases their claims, in one transaction; how many events became claimable.
   */
  int end(Connection connection, Collection<Integer> members) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement statement = connection.prepareStatement(END)) {
      statement.setArray(1, connection.createArrayOf("int4", members.toArray()));
      statement.executeUpdate();
      int released = EventStore.releaseClaims(connection, members);
      connection.commit();
      return released;
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  boolean lock(Connection connection, int member) throws SQLException {
    return lockFunction(connection, "SELECT pg_try_advisory_lock(?, ?)", member);
  }

  void unlock(Connection connection, int member) throws SQLException {
    lockFunction(connection, "SELECT pg_advisory_unlock(?, ?)", member);
  }

  private static boolean lockFunction(Connection connection, String sql, int member)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, LOCK_CLASS);
      statement.setInt(2, member);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  private static int update(Connection connection, String sql, int parameter) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, parameter);
      return statement.executeUpdate();
    }
  }

  private static int query(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getInt(1);
    }
  }
}
