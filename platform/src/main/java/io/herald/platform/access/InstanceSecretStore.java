package io.herald.platform.access;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Keys the instance made for itself: the same for every process on its database, and after every
 * restart.
 */
public final class InstanceSecretStore {
  private static final int BYTES = 32;

  private static final String KEEP_FIRST =
      "INSERT INTO instance_secret (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING";

  private static final String FIND = "SELECT value FROM instance_secret WHERE name = ?";

  private final DataSource database;
  private final SecureRandom random;

  public InstanceSecretStore(DataSource database, SecureRandom random) {
    this.database = database;
    this.random = random;
  }

  /** The key of this name, 32 random bytes; made when it is asked for the first time. */
  public byte[] secret(String name) throws SQLException {
    byte[] fresh = new byte[BYTES];
    random.nextBytes(fresh);
    try (Connection connection = database.getConnection();
        PreparedStatement keepFirst = connection.prepareStatement(KEEP_FIRST);
        PreparedStatement find = connection.prepareStatement(FIND)) {
      keepFirst.setString(1, name);
      keepFirst.setBytes(2, fresh);
      keepFirst.executeUpdate();
      find.setString(1, name);
      try (ResultSet row = find.executeQuery()) {
        row.next();
        return row.getBytes(1);
      }
    }
  }
}
