package io.herald.execution.resource;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** The statements about stored files. */
final class ResourceStore {
  private static final String KEEP =
      """
      INSERT INTO resource (sha256, type, content, stored_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (sha256) DO NOTHING
      """;

  private static final String FIND = "SELECT type, content FROM resource WHERE sha256 = ?";

  private static final String KNOWN = "SELECT sha256 FROM resource WHERE sha256 = ANY (?)";

  private final DataSource dataSource;

  ResourceStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  void keep(String sha256, Resource resource, Instant now) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(KEEP)) {
      statement.setString(1, sha256);
      statement.setString(2, resource.type());
      statement.setBytes(3, resource.bytes());
      statement.setObject(4, now.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }

  Optional<Resource> find(String sha256) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setString(1, sha256);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(new Resource(row.getString(1), row.getBytes(2)))
            : Optional.empty();
      }
    }
  }

  /** Those of the sums that are stored. */
  Set<String> known(Collection<String> sums) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(KNOWN)) {
      statement.setArray(1, connection.createArrayOf("text", sums.toArray()));
      Set<String> known = new HashSet<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          known.add(row.getString(1));
        }
      }
      return known;
    }
  }
}
