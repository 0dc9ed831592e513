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

/** The tables {@code api_client} and {@code access_token}. Safe for use by many threads. */
final class ApiClientStore {
  private static final String SAVE_CLIENT =
      """
      INSERT INTO api_client (name, key_hash, organization, changed)
      VALUES (?, ?, ?, ?)
      ON CONFLICT (name) DO UPDATE
      SET key_hash = excluded.key_hash, organization = excluded.organization,
          disabled = false, changed = excluded.changed
      RETURNING id
      """;

  // the same token may be stored again: then only its life changes
  private static final String SAVE_TOKEN =
      """
      INSERT INTO access_token (token_hash, client_id, expires)
      VALUES (?, ?, ?)
      ON CONFLICT (token_hash) DO UPDATE
      SET client_id = excluded.client_id, expires = excluded.expires
      """;

  private static final String FIND =
      """
      SELECT c.id, c.name, c.organization, c.key_hash, t.expires
      FROM access_token t
      JOIN api_client c ON c.id = t.client_id
      WHERE t.token_hash = ? AND NOT c.disabled
      """;

  private static final String DELETE_EXPIRED = "DELETE FROM access_token WHERE expires < ?";

  /** A token and the client it was issued to. */
  record Issued(ApiClient client, TokenHash apiKey, Instant expires) {}

  private final DataSource database;

  ApiClientStore(DataSource database) {
    this.database = database;
  }

  ApiClient saveClient(String name, TokenHash apiKey, String organization, Instant now) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(SAVE_CLIENT)) {
      statement.setString(1, name);
      statement.setBytes(2, apiKey.bytes());
      statement.setString(3, organization);
      statement.setObject(4, now.atOffset(ZoneOffset.UTC));
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return new ApiClient(rows.getLong("id"), name, organization);
      }
    } catch (SQLException e) {
      throw new AccessUnavailable("the API client cannot be stored", e);
    }
  }

  void saveToken(TokenHash token, ApiClient client, Instant expires) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(SAVE_TOKEN)) {
      statement.setBytes(1, token.bytes());
      statement.setLong(2, client.id());
      statement.setObject(3, expires.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new AccessUnavailable("the access token cannot be stored", e);
    }
  }

  Optional<Issued> find(TokenHash token) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setBytes(1, token.bytes());
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        ApiClient client =
            new ApiClient(
                rows.getLong("id"), rows.getString("name"), rows.getString("organization"));
        return Optional.of(
            new Issued(
                client,
                TokenHash.of(rows.getBytes("key_hash")),
                rows.getObject("expires", OffsetDateTime.class).toInstant()));
      }
    } catch (SQLException e) {
      throw new AccessUnavailable("access tokens cannot be read", e);
    }
  }

  void deleteExpiredTokens(Instant before) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(DELETE_EXPIRED)) {
      statement.setObject(1, before.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new AccessUnavailable("expired access tokens cannot be removed", e);
    }
  }
}
