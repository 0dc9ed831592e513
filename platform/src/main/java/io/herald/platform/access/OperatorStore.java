package io.herald.platform.access;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** The table {@code operator}. Safe for use by many threads. */
final class OperatorStore {
  private static final String FIND =
      """
      SELECT id, login, password_hash, rights, disabled
      FROM operator
      WHERE login = ?
      """;

  private static final String SAVE =
      """
      INSERT INTO operator (login, password_hash, rights, changed)
      VALUES (?, ?, ?, ?)
      ON CONFLICT (login) DO UPDATE
      SET password_hash = excluded.password_hash, rights = excluded.rights,
          disabled = false, changed = excluded.changed
      RETURNING id
      """;

  private static final String DISABLE =
      """
      UPDATE operator SET disabled = true, changed = ? WHERE login = ?
      """;

  /** A stored operator; a disabled one is still found, so that it takes the same time. */
  record Row(Operator operator, String passwordHash, boolean disabled) {}

  private final DataSource database;

  OperatorStore(DataSource database) {
    this.database = database;
  }

  Optional<Row> find(String login) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setString(1, login);
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        Operator operator =
            new Operator(
                rows.getLong("id"), rows.getString("login"), texts(rows.getArray("rights")));
        return Optional.of(
            new Row(operator, rows.getString("password_hash"), rows.getBoolean("disabled")));
      }
    } catch (SQLException e) {
      throw new AccessUnavailable("operators cannot be read", e);
    }
  }

  /** Creates the operator, or overwrites the one with this login. */
  long save(String login, String passwordHash, Set<String> rights, Instant now) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(SAVE)) {
      statement.setString(1, login);
      statement.setString(2, passwordHash);
      statement.setArray(3, connection.createArrayOf("text", rights.toArray()));
      statement.setObject(4, now.atOffset(ZoneOffset.UTC));
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong("id");
      }
    } catch (SQLException e) {
      throw new AccessUnavailable("the operator cannot be stored", e);
    }
  }

  void disable(String login, Instant now) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(DISABLE)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      statement.setString(2, login);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new AccessUnavailable("the operator cannot be disabled", e);
    }
  }

  static Set<String> texts(Array array) throws SQLException {
    return Set.of((String[]) array.getArray());
  }
}
