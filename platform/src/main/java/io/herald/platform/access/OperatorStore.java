package io.herald.platform.access;

import io.herald.platform.http.Network;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The tables {@code operator} and {@code operator_in_group}. Safe for use by many threads. */
final class OperatorStore {
  private static final String COLUMNS =
      """
      SELECT o.id, o.login, o.label, o.email, o.password_hash, o.rights, o.disabled, o.zone,
             o.trusted_networks, o.password_expires, o.valid_from,
             (SELECT coalesce(array_agg(g.name), '{}')
              FROM operator_in_group i JOIN operator_group g ON g.id = i.group_id
              WHERE i.operator_id = o.id) AS groups,
             (SELECT coalesce(array_agg(r), '{}')
              FROM operator_in_group i JOIN operator_group g ON g.id = i.group_id, unnest(g.rights) r
              WHERE i.operator_id = o.id) AS group_rights
      FROM operator o
      """;

  private static final String FIND = COLUMNS + "WHERE o.login = ?";

  private static final String LIST = COLUMNS + "WHERE o.login > ? ORDER BY o.login LIMIT ?";

  // sessions end when the password changes
  private static final String SAVE =
      """
      INSERT INTO operator AS o (login, password_hash, rights, changed)
      VALUES (?, ?, ?, ?)
      ON CONFLICT (login) DO UPDATE
      SET password_hash = excluded.password_hash, rights = excluded.rights,
          disabled = false, changed = excluded.changed,
          valid_from = CASE WHEN o.password_hash = excluded.password_hash AND NOT o.disabled
                            THEN o.valid_from ELSE ? END
      RETURNING id
      """;

  private static final String INSERT =
      """
      INSERT INTO operator (label, email, rights, disabled, zone, trusted_networks, password_expires,
                            changed, login, password_hash)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """;

  // a disabled operator's sessions do not come back when it is enabled again
  private static final String CHANGE =
      """
      UPDATE operator
      SET label = ?, email = ?, rights = ?, disabled = ?, zone = ?, trusted_networks = ?,
          password_expires = ?, changed = ?,
          valid_from = CASE WHEN disabled THEN changed ELSE valid_from END
      WHERE login = ?
      """;

  private static final String SET_PASSWORD =
      """
      UPDATE operator SET password_hash = ?, password_expires = ?, changed = ?, valid_from = ?
      WHERE login = ?
      """;

  private static final String LEAVE_GROUPS =
      "DELETE FROM operator_in_group i USING operator o WHERE o.id = i.operator_id AND o.login = ?";

  private static final String JOIN_GROUPS =
      """
      INSERT INTO operator_in_group (operator_id, group_id)
      SELECT o.id, g.id FROM operator o, operator_group g
      WHERE o.login = ? AND g.name = ANY (?)
      """;

  private static final String DISABLE =
      "UPDATE operator SET disabled = true, changed = ?, valid_from = ? WHERE login = ?";

  private static final String DELETE = "DELETE FROM operator WHERE login = ?";

  /**
   * A stored operator; a disabled one is still found, so that it takes the same time.
   *
   * @param operator with the rights of its groups
   * @param account as it is administered, without those
   * @param validFrom sessions opened earlier are void
   */
  record Row(Operator operator, OperatorAccount account, String passwordHash, Instant validFrom) {
    @Override
    public String toString() {
      return "Row[" + operator.login() + "]";
    }
  }

  private final DataSource database;

  OperatorStore(DataSource database) {
    this.database = database;
  }

  Optional<Row> find(String login) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setString(1, login);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(row(rows)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new AccessUnavailable("operators cannot be read", e);
    }
  }

  /** Those whose logins come after this one, in order. */
  List<Row> list(String afterLogin, int limit) {
    List<Row> found = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(LIST)) {
      statement.setString(1, afterLogin);
      statement.setInt(2, limit);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(row(rows));
        }
      }
    } catch (SQLException e) {
      throw new AccessUnavailable("operators cannot be read", e);
    }
    return found;
  }

  /** Creates the operator, or gives the one with this login this password and these rights. */
  long save(String login, String passwordHash, Set<String> rights, Instant now) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(SAVE)) {
      statement.setString(1, login);
      statement.setString(2, passwordHash);
      statement.setArray(3, connection.createArrayOf("text", rights.toArray()));
      statement.setObject(4, time(now));
      statement.setObject(5, time(now));
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong("id");
      }
    } catch (SQLException e) {
      throw new AccessUnavailable("the operator cannot be stored", e);
    }
  }

  /** Stores a new operator; false when the login is taken. */
  boolean insert(OperatorAccount account, String passwordHash, Instant now) {
    return write(INSERT, account, passwordHash, now);
  }

  /** Changes everything but login and password; false when there is no such operator. */
  boolean change(OperatorAccount account, Instant now) {
    return write(CHANGE, account, null, now);
  }

  private boolean write(
      String sql, OperatorAccount account, @Nullable String passwordHash, Instant now) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement write = connection.prepareStatement(sql);
          PreparedStatement leave = connection.prepareStatement(LEAVE_GROUPS);
          PreparedStatement join = connection.prepareStatement(JOIN_GROUPS)) {
        write.setString(1, account.label());
        write.setString(2, account.email());
        write.setArray(3, connection.createArrayOf("text", account.rights().toArray()));
        write.setBoolean(4, account.disabled());
        write.setString(5, account.zone());
        write.setArray(
            6,
            connection.createArrayOf(
                "text", account.trusted().stream().map(Network::text).toArray()));
        write.setObject(7, time(account.passwordExpires()), Types.TIMESTAMP_WITH_TIMEZONE);
        write.setObject(8, time(now));
        write.setString(9, account.login());
        if (passwordHash != null) {
          write.setString(10, passwordHash);
        }
        boolean written = write.executeUpdate() == 1;
        if (written) {
          leave.setString(1, account.login());
          leave.executeUpdate();
          join.setString(1, account.login());
          join.setArray(2, connection.createArrayOf("text", account.groups().toArray()));
          join.executeUpdate();
        }
        connection.commit();
        return written;
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new AccessUnavailable("the operator cannot be stored", e);
    }
  }

  boolean setPassword(String login, String passwordHash, @Nullable Instant expires, Instant now) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(SET_PASSWORD)) {
      statement.setString(1, passwordHash);
      statement.setObject(2, time(expires), Types.TIMESTAMP_WITH_TIMEZONE);
      statement.setObject(3, time(now));
      statement.setObject(4, time(now));
      statement.setString(5, login);
      return statement.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new AccessUnavailable("the password cannot be stored", e);
    }
  }

  void disable(String login, Instant now) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(DISABLE)) {
      statement.setObject(1, time(now));
      statement.setObject(2, time(now));
      statement.setString(3, login);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new AccessUnavailable("the operator cannot be disabled", e);
    }
  }

  boolean delete(String login) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(DELETE)) {
      statement.setString(1, login);
      return statement.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new AccessUnavailable("the operator cannot be removed", e);
    }
  }

  private static Row row(ResultSet rows) throws SQLException {
    Set<String> own = texts(rows.getArray("rights"));
    Set<String> all = new HashSet<>(own);
    all.addAll(List.of((String[]) rows.getArray("group_rights").getArray()));
    @Nullable OffsetDateTime expires = rows.getObject("password_expires", OffsetDateTime.class);
    OperatorAccount account =
        new OperatorAccount(
            rows.getString("login"),
            rows.getString("label"),
            rows.getString("email"),
            own,
            texts(rows.getArray("groups")),
            rows.getString("zone"),
            Arrays.stream((String[]) rows.getArray("trusted_networks").getArray())
                .map(Network::parse)
                .toList(),
            expires == null ? null : expires.toInstant(),
            rows.getBoolean("disabled"));
    return new Row(
        new Operator(rows.getLong("id"), account.login(), all),
        account,
        rows.getString("password_hash"),
        rows.getObject("valid_from", OffsetDateTime.class).toInstant());
  }

  static Set<String> texts(Array array) throws SQLException {
    return Set.copyOf(Arrays.asList((String[]) array.getArray()));
  }

  /** In milliseconds, as sessions have it. */
  private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
  }
}
