package io.herald.platform.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The table {@code audit_log}. Safe for use by many threads. */
final class AuditStore {
  private static final String INSERT =
      """
      INSERT INTO audit_log (at, actor, address, action, object, outcome, request_id)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String LIST =
      """
      SELECT id, at, actor, address, action, object, outcome, request_id
      FROM audit_log
      WHERE id < ?
      ORDER BY id DESC
      LIMIT ?
      """;

  private static final String DELETE_BEFORE = "DELETE FROM audit_log WHERE at < ?";

  private final DataSource database;

  AuditStore(DataSource database) {
    this.database = database;
  }

  void insert(Instant at, AuditLog.Entry entry) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(INSERT)) {
      statement.setObject(1, at.atOffset(ZoneOffset.UTC));
      statement.setString(2, entry.actor());
      statement.setString(3, entry.address());
      statement.setString(4, entry.action());
      statement.setString(5, entry.object());
      statement.setString(6, entry.outcome());
      statement.setString(7, entry.requestId());
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new AccessUnavailable("the audit log cannot be written", e);
    }
  }

  List<AuditLog.Stored> list(long beforeId, int limit) {
    List<AuditLog.Stored> found = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(LIST)) {
      statement.setLong(1, beforeId);
      statement.setInt(2, limit);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(
              new AuditLog.Stored(
                  rows.getLong("id"),
                  rows.getObject("at", OffsetDateTime.class).toInstant(),
                  new AuditLog.Entry(
                      rows.getString("actor"),
                      rows.getString("address"),
                      rows.getString("action"),
                      rows.getString("object"),
                      rows.getString("outcome"),
                      rows.getString("request_id"))));
        }
      }
    } catch (SQLException e) {
      throw new AccessUnavailable("the audit log cannot be read", e);
    }
    return found;
  }

  void deleteBefore(Instant before) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(DELETE_BEFORE)) {
      statement.setObject(1, before.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }
}
