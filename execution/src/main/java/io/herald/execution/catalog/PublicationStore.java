package io.herald.execution.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

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

  // xmin is another one whenever the row was written
  private static final String STANDING =
      "SELECT template, paused, xmin::text FROM published_template WHERE live";

  private static final String LIVE =
      """
      SELECT template, version, published_at, event_type, channel, xmin::text FROM published_template
      WHERE live AND template = ANY (?)
      """;

  private static final String VERSION =
      "SELECT publication FROM published_template WHERE template = ? AND version = ?";

  private final DataSource dataSource;

  PublicationStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * That a template is live.
   *
   * @param mark another one whenever its version or its state is another one
   */
  record Standing(String template, boolean paused, String mark) {}

  /**
   * A live version without its content: pieces of the publication's JSON, null where it has none.
   */
  record Stored(
      String template,
      int version,
      @Nullable String publishedAt,
      @Nullable String eventType,
      @Nullable String channel,
      String mark) {}

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

  /** All that is live, without the publications. */
  List<Standing> standing() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(STANDING);
        ResultSet row = statement.executeQuery()) {
      List<Standing> standing = new ArrayList<>();
      while (row.next()) {
        standing.add(new Standing(row.getString(1), row.getBoolean(2), row.getString(3)));
      }
      return standing;
    }
  }

  /** The live versions of these templates; one that ended meanwhile is missing. */
  List<Stored> live(Collection<String> templates) throws SQLException {
    if (templates.isEmpty()) {
      return List.of();
    }
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(LIVE)) {
      statement.setArray(1, connection.createArrayOf("text", templates.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        List<Stored> publications = new ArrayList<>();
        while (row.next()) {
          publications.add(
              new Stored(
                  row.getString(1),
                  row.getInt(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  row.getString(6)));
        }
        return publications;
      }
    }
  }

  /** The publication as it was given to us. */
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
