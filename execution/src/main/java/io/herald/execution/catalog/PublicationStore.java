package io.herald.execution.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The statements about published templates. */
final class PublicationStore {
  private static final String RETIRE =
      "UPDATE published_template SET live = false, paused = false WHERE template = ? AND live";

  private static final String PUBLISH =
      """
      INSERT INTO published_template (template, version, publication, live, paused)
      VALUES (?, ?, ?, true, ?)
      ON CONFLICT (template, version) DO UPDATE
        SET publication = excluded.publication, live = true, paused = excluded.paused
      """;

  private static final String CHANGED = "UPDATE catalog_revision SET revision = revision + 1";

  private static final String REVISION = "SELECT revision FROM catalog_revision";

  private static final String LIVE =
      "SELECT publication, paused FROM published_template WHERE live";

  private static final String VERSION =
      "SELECT publication FROM published_template WHERE template = ? AND version = ?";

  private final DataSource dataSource;

  PublicationStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** A live version as it was given to us. */
  record Stored(String publication, boolean paused) {}

  /** Makes a version the live one of its template, paused or not. */
  void publish(String template, int version, String publication, boolean paused)
      throws SQLException {
    inTransaction(
        connection -> {
          run(connection, RETIRE, template);
          try (PreparedStatement statement = connection.prepareStatement(PUBLISH)) {
            statement.setString(1, template);
            statement.setInt(2, version);
            statement.setString(3, publication);
            statement.setBoolean(4, paused);
            statement.executeUpdate();
          }
          run(connection, CHANGED);
        });
  }

  /**
   * Leaves a template without a live version; older versions stay for messages prepared with them.
   */
  void unpublish(String template) throws SQLException {
    inTransaction(
        connection -> {
          run(connection, RETIRE, template);
          run(connection, CHANGED);
        });
  }

  long revision() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(REVISION);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  List<Stored> live() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(LIVE);
        ResultSet row = statement.executeQuery()) {
      List<Stored> publications = new ArrayList<>();
      while (row.next()) {
        publications.add(new Stored(row.getString(1), row.getBoolean(2)));
      }
      return publications;
    }
  }

  Optional<String> version(String template, int version) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(VERSION)) {
      statement.setString(1, template);
      statement.setInt(2, version);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  private interface Work {
    void on(Connection connection) throws SQLException;
  }

  private void inTransaction(Work work) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        work.on(connection);
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private static void run(Connection connection, String sql, String... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }
}
