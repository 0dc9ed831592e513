package io.herald.platform.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** The table {@code revocation}. Safe for use by many threads. */
final class RevocationStore {
  /** Where processes on the same database tell each other. */
  static final String CHANNEL = "herald_revocation";

  private static final String INSERT =
      """
      WITH added AS (
        INSERT INTO revocation (id, expires, own)
        SELECT unnest(?::uuid[]), to_timestamp(unnest(?::double precision[])), ?
        ON CONFLICT DO NOTHING
        RETURNING id, expires
      )
      SELECT count(pg_notify('%s', id || ' ' || extract(epoch FROM expires))) FROM added
      """
          .formatted(CHANNEL);

  private static final String RECENT =
      "SELECT id, expires FROM revocation WHERE expires > ? AND at > now() - make_interval(secs => ?)";

  private static final String ALIVE = "SELECT id, expires FROM revocation WHERE expires > ?";

  private static final String UNTOLD =
      """
      SELECT id, expires FROM revocation
      WHERE own AND expires > ? AND NOT ? = ANY (told)
      ORDER BY at
      LIMIT ?
      """;

  private static final String TOLD =
      "UPDATE revocation SET told = array_append(told, ?::text) WHERE id = ANY (?) AND NOT ? = ANY (told)";

  private static final String DELETE_EXPIRED = "DELETE FROM revocation WHERE expires < ?";

  private final DataSource database;

  RevocationStore(DataSource database) {
    this.database = database;
  }

  /**
   * Stores them and tells the processes on this database.
   *
   * @param own whether they were ended here, so that other cells must hear of it from us
   */
  void insert(Collection<Revocation> revocations, boolean own) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(INSERT)) {
      statement.setArray(
          1, connection.createArrayOf("uuid", revocations.stream().map(Revocation::id).toArray()));
      statement.setArray(
          2,
          connection.createArrayOf(
              "float8",
              revocations.stream().map(r -> r.expires().toEpochMilli() / 1000.0).toArray()));
      statement.setBoolean(3, own);
      statement.executeQuery().close();
    } catch (SQLException e) {
      throw new AccessUnavailable("a revocation cannot be stored", e);
    }
  }

  /** All that still matter. */
  List<Revocation> alive(Instant now) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(ALIVE)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      return read(statement);
    }
  }

  /** Those of them stored within the last seconds, by the database's own clock. */
  List<Revocation> recent(Connection connection, Instant now, long seconds) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(RECENT)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      statement.setDouble(2, seconds);
      return read(statement);
    }
  }

  /** Those ended here that this cell has not heard of, the oldest first. */
  List<Revocation> untold(String peer, Instant now, int limit) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(UNTOLD)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      statement.setString(2, peer);
      statement.setInt(3, limit);
      return read(statement);
    }
  }

  void told(String peer, Collection<Revocation> revocations) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(TOLD)) {
      statement.setString(1, peer);
      statement.setArray(
          2, connection.createArrayOf("uuid", revocations.stream().map(Revocation::id).toArray()));
      statement.setString(3, peer);
      statement.executeUpdate();
    }
  }

  void deleteExpired(Instant now) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(DELETE_EXPIRED)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }

  private static List<Revocation> read(PreparedStatement statement) throws SQLException {
    List<Revocation> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(
            new Revocation(
                rows.getObject("id", UUID.class),
                rows.getObject("expires", OffsetDateTime.class).toInstant()));
      }
    }
    return found;
  }

  /** Lets this connection hear what other processes end. */
  void listen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("LISTEN " + CHANNEL);
    }
  }

  /** Lets it hear no more. */
  void unlisten(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("UNLISTEN *");
    }
  }
}
