package io.herald.execution.enrich;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** The statements about reference data. Safe for use by many threads. */
final class ReferenceStore {
  private static final String KEEP =
      """
      INSERT INTO reference_data (resource, digest, data) VALUES (?, ?, ?)
      ON CONFLICT (resource) DO UPDATE SET digest = excluded.digest, data = excluded.data
      """;

  private static final String REMOVE = "DELETE FROM reference_data WHERE resource = ?";

  private static final String DIGESTS = "SELECT resource, digest FROM reference_data";

  private static final String DATA = "SELECT data FROM reference_data WHERE resource = ?";

  private final DataSource dataSource;

  ReferenceStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  void keep(String resource, String digest, String data) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(KEEP)) {
      statement.setString(1, resource);
      statement.setString(2, digest);
      statement.setString(3, data);
      statement.executeUpdate();
    }
  }

  void remove(String resource) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(REMOVE)) {
      statement.setString(1, resource);
      statement.executeUpdate();
    }
  }

  /** Digest by resource. */
  Map<String, String> digests() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(DIGESTS);
        ResultSet row = statement.executeQuery()) {
      Map<String, String> digests = new HashMap<>();
      while (row.next()) {
        digests.put(row.getString("resource"), row.getString("digest"));
      }
      return digests;
    }
  }

  Optional<String> data(String resource) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(DATA)) {
      statement.setString(1, resource);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getString("data")) : Optional.empty();
      }
    }
  }
}
