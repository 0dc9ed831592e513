package io.herald.platform.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** The table {@code operator_group}. Safe for use by many threads. */
final class OperatorGroupStore {
  static final int MAX_GROUPS = 1_000;
  private static final String FOREIGN_KEY_VIOLATION = "23503";

  private static final String PUT =
      """
      INSERT INTO operator_group (name, rights, changed)
      SELECT ?, ?, ?
      WHERE (SELECT count(*) FROM operator_group) < %d
         OR EXISTS (SELECT FROM operator_group WHERE name = ?)
      ON CONFLICT (name) DO UPDATE SET rights = excluded.rights, changed = excluded.changed
      """
          .formatted(MAX_GROUPS);

  private static final String LIST = "SELECT name, rights FROM operator_group ORDER BY name";

  private static final String DELETE = "DELETE FROM operator_group WHERE name = ?";

  private final DataSource database;

  OperatorGroupStore(DataSource database) {
    this.database = database;
  }

  /** False when there are too many already. */
  boolean put(String name, Set<String> rights, Instant now) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(PUT)) {
      statement.setString(1, name);
      statement.setArray(2, connection.createArrayOf("text", rights.toArray()));
      statement.setObject(3, now.atOffset(ZoneOffset.UTC));
      statement.setString(4, name);
      return statement.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new AccessUnavailable("the group cannot be stored", e);
    }
  }

  List<OperatorGroups.Group> list() {
    List<OperatorGroups.Group> found = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(LIST);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(
            new OperatorGroups.Group(
                rows.getString("name"), OperatorStore.texts(rows.getArray("rights"))));
      }
    } catch (SQLException e) {
      throw new AccessUnavailable("groups cannot be read", e);
    }
    return found;
  }

  OperatorGroups.Removal remove(String name) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(DELETE)) {
      statement.setString(1, name);
      return statement.executeUpdate() == 1
          ? OperatorGroups.Removal.REMOVED
          : OperatorGroups.Removal.UNKNOWN;
    } catch (SQLException e) {
      if (FOREIGN_KEY_VIOLATION.equals(e.getSQLState())) {
        return OperatorGroups.Removal.IN_USE;
      }
      throw new AccessUnavailable("the group cannot be removed", e);
    }
  }
}
