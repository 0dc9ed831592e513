package io.herald.platform.access;

import io.herald.platform.http.Network;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The tables {@code api_client} and {@code api_client_secret}. Safe for use by many threads. */
final class ApiClientStore {
  private static final String COLUMNS =
      """
      SELECT c.id, c.client_id, c.name, c.organization, c.scopes, c.rate_per_second, c.rate_burst,
             c.networks, c.expires, c.disabled, c.echo, c.valid_from,
             (SELECT coalesce(array_agg(encode(s.secret_hash, 'hex') ORDER BY s.created), '{}')
              FROM api_client_secret s WHERE s.client = c.id) AS secrets,
             (SELECT coalesce(array_agg(extract(epoch FROM s.expires)::bigint ORDER BY s.created), '{}')
              FROM api_client_secret s WHERE s.client = c.id) AS secrets_expire
      FROM api_client c
      """;

  private static final String FIND = COLUMNS + "WHERE c.client_id = ?";

  private static final String LIST = COLUMNS + "WHERE c.name > ? ORDER BY c.name LIMIT ?";

  private static final String INSERT =
      """
      INSERT INTO api_client (client_id, name, organization, scopes, rate_per_second, rate_burst,
                              networks, expires, disabled, echo, changed)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """;

  private static final String UPDATE =
      """
      UPDATE api_client
      SET client_id = ?, name = ?, organization = ?, scopes = ?, rate_per_second = ?,
          rate_burst = ?, networks = ?, expires = ?, disabled = ?, echo = ?, changed = ?
      """;

  private static final String CHANGE = UPDATE + "WHERE client_id = ?";

  private static final String CHANGE_NAMED = UPDATE + "WHERE name = ?";

  private static final String DELETE = "DELETE FROM api_client WHERE client_id = ?";

  private static final String VOID_TOKENS =
      "UPDATE api_client SET valid_from = ? WHERE client_id = ?";

  private static final String ADD_SECRET =
      """
      INSERT INTO api_client_secret (secret_hash, client, created)
      SELECT ?, id, ? FROM api_client WHERE client_id = ?
      ON CONFLICT DO NOTHING
      """;

  private static final String KEEP_NEWEST_SECRET =
      """
      DELETE FROM api_client_secret s USING api_client c
      WHERE c.id = s.client AND c.client_id = ?
        AND (? OR s.created < (SELECT max(n.created) FROM api_client_secret n WHERE n.client = c.id))
      """;

  private static final String LIMIT_SECRETS =
      """
      UPDATE api_client_secret s SET expires = least(s.expires, ?)
      FROM api_client c
      WHERE c.id = s.client AND c.client_id = ?
      """;

  /**
   * A stored client.
   *
   * @param validFrom access tokens issued earlier are void
   * @param secrets at most a few
   */
  record Row(ApiClient client, Instant validFrom, List<Secret> secrets) {}

  /**
   * A secret a client may ask for access tokens with.
   *
   * @param expires null: never
   */
  record Secret(TokenHash hash, @Nullable Instant expires) {
    /** Names the secret in access tokens without telling it. */
    String mark() {
      return hash.hex().substring(0, 16);
    }
  }

  private final DataSource database;

  ApiClientStore(DataSource database) {
    this.database = database;
  }

  Optional<Row> find(String clientId) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setString(1, clientId);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(row(rows)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new AccessUnavailable("API clients cannot be read", e);
    }
  }

  /** Those whose names come after this one, in the order of their names. */
  List<Row> list(String afterName, int limit) {
    List<Row> found = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(LIST)) {
      statement.setString(1, afterName);
      statement.setInt(2, limit);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(row(rows));
        }
      }
    } catch (SQLException e) {
      throw new AccessUnavailable("API clients cannot be read", e);
    }
    return found;
  }

  /** Stores a new client; false when its name or client id is taken. The record's id is ignored. */
  boolean insert(ApiClient client, Instant now) {
    return write(INSERT, client, null, now);
  }

  /** Changes a client; false when there is none. */
  boolean change(ApiClient client, Instant now) {
    return write(CHANGE, client, client.clientId(), now);
  }

  /** Changes the client of this name, its client id included; false when there is none. */
  boolean changeNamed(ApiClient client, Instant now) {
    return write(CHANGE_NAMED, client, client.name(), now);
  }

  boolean delete(String clientId) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(DELETE)) {
      statement.setString(1, clientId);
      return statement.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new AccessUnavailable("the API client cannot be removed", e);
    }
  }

  /** Voids all access tokens issued before this moment. */
  boolean voidTokens(String clientId, Instant now) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(VOID_TOKENS)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      statement.setString(2, clientId);
      return statement.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new AccessUnavailable("access tokens cannot be made void", e);
    }
  }

  /**
   * Adds a secret and, in the same transaction, leaves at most one of those before it.
   *
   * @param oldUntil when that one ends, unless it ends earlier; null: at once, and with it the
   *     tokens it got
   * @return false when there is no such client
   */
  boolean rotate(String clientId, TokenHash secret, Instant now, @Nullable Instant oldUntil) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement newest = connection.prepareStatement(KEEP_NEWEST_SECRET);
          PreparedStatement limit = connection.prepareStatement(LIMIT_SECRETS);
          PreparedStatement add = connection.prepareStatement(ADD_SECRET)) {
        newest.setString(1, clientId);
        newest.setBoolean(2, oldUntil == null);
        newest.executeUpdate();
        limit.setObject(1, time(oldUntil), Types.TIMESTAMP_WITH_TIMEZONE);
        limit.setString(2, clientId);
        limit.executeUpdate();
        add.setBytes(1, secret.bytes());
        add.setObject(2, now.atOffset(ZoneOffset.UTC));
        add.setString(3, clientId);
        boolean added = add.executeUpdate() == 1;
        connection.commit();
        return added;
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new AccessUnavailable("the secret cannot be stored", e);
    }
  }

  private boolean write(String sql, ApiClient client, @Nullable String key, Instant now) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, client.clientId());
      statement.setString(2, client.name());
      statement.setString(3, client.organization());
      statement.setArray(4, connection.createArrayOf("text", client.scopes().words().toArray()));
      @Nullable RateLimit rate = client.rate();
      statement.setObject(5, rate == null ? null : rate.perSecond(), Types.DOUBLE);
      statement.setObject(6, rate == null ? null : rate.burst(), Types.INTEGER);
      statement.setArray(
          7,
          connection.createArrayOf(
              "text", client.networks().stream().map(Network::text).toArray()));
      statement.setObject(8, time(client.expires()), Types.TIMESTAMP_WITH_TIMEZONE);
      statement.setBoolean(9, client.disabled());
      statement.setString(10, client.echo().name().toLowerCase(Locale.ROOT));
      statement.setObject(11, now.atOffset(ZoneOffset.UTC));
      if (key != null) {
        statement.setString(12, key);
      }
      return statement.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new AccessUnavailable("the API client cannot be stored", e);
    }
  }

  private static Row row(ResultSet rows) throws SQLException {
    double perSecond = rows.getDouble("rate_per_second");
    @Nullable RateLimit rate =
        rows.wasNull() ? null : new RateLimit(perSecond, rows.getInt("rate_burst"));
    ApiClient client =
        new ApiClient(
            rows.getLong("id"),
            rows.getString("client_id"),
            rows.getString("name"),
            rows.getString("organization"),
            new Scopes(OperatorStore.texts(rows.getArray("scopes"))),
            rate,
            Arrays.stream((String[]) rows.getArray("networks").getArray())
                .map(Network::parse)
                .toList(),
            instant(rows.getObject("expires", OffsetDateTime.class)),
            rows.getBoolean("disabled"),
            ApiClient.Echo.valueOf(rows.getString("echo").toUpperCase(Locale.ROOT)));
    String[] hashes = (String[]) rows.getArray("secrets").getArray();
    Long[] ends = (Long[]) rows.getArray("secrets_expire").getArray();
    List<Secret> secrets = new ArrayList<>();
    for (int i = 0; i < hashes.length; i++) {
      @Nullable Long end = ends[i];
      secrets.add(
          new Secret(new TokenHash(hashes[i]), end == null ? null : Instant.ofEpochSecond(end)));
    }
    return new Row(client, rows.getObject("valid_from", OffsetDateTime.class).toInstant(), secrets);
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
