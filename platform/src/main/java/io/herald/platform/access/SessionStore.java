package io.herald.platform.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;

/** The table {@code session}. Safe for use by many threads. */
final class SessionStore {
  private static final String INSERT =
      """
      INSERT INTO session (token_hash, security_hash, operator_id, expires, security_expires)
      VALUES (?, ?, ?, ?, ?)
      """;

  // a disabled operator has no sessions
  private static final String FIND =
      """
      SELECT s.security_hash, s.expires, s.security_expires, o.id, o.login, o.rights
      FROM session s
      JOIN operator o ON o.id = s.operator_id
      WHERE s.token_hash = ? AND NOT o.disabled
      """;

  private static final String DELETE = "DELETE FROM session WHERE token_hash = ?";

  private static final String DELETE_EXPIRED = "DELETE FROM session WHERE expires < ?";

  private final DataSource database;

  SessionStore(DataSource database) {
    this.database = database;
  }

  void insert(TokenHash token, Session session) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(INSERT)) {
      statement.setBytes(1, token.bytes());
      statement.setBytes(2, session.securityToken().bytes());
      statement.setLong(3, session.operator().id());
      statement.setObject(4, session.expires().atOffset(ZoneOffset.UTC));
      statement.setObject(5, session.securityExpires().atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new AccessUnavailable("the session cannot be stored", e);
    }
  }

  Optional<Session> find(TokenHash token) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setBytes(1, token.bytes());
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        Operator operator =
            new Operator(
                rows.getLong("id"),
                rows.getString("login"),
                OperatorStore.texts(rows.getArray("rights")));
        return Optional.of(
            new Session(
                operator,
                TokenHash.of(rows.getBytes("security_hash")),
                rows.getObject("expires", OffsetDateTime.class).toInstant(),
                rows.getObject("security_expires", OffsetDateTime.class).toInstant()));
      }
    } catch (SQLException e) {
      throw new AccessUnavailable("sessions cannot be read", e);
    }
  }

  void delete(TokenHash token) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(DELETE)) {
      statement.setBytes(1, token.bytes());
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new AccessUnavailable("the session cannot be ended", e);
    }
  }

  void deleteExpired(Instant now) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(DELETE_EXPIRED)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new AccessUnavailable("expired sessions cannot be removed", e);
    }
  }
}
