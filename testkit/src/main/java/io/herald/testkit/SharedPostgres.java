package io.herald.testkit;

import io.herald.platform.database.DatabaseAddress;
import io.herald.platform.database.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one PostgreSQL all tests of a process share: started when the first asks; when the process
 * ends it shuts down by itself, and nobody waits for it. Its directory below {@code target} is kept
 * for the next run, which empties it; a second process at the same time gets a directory of its
 * own.
 */
final class SharedPostgres {
  private static @Nullable SharedPostgres running;

  private final EmbeddedPostgres postgres;

  private SharedPostgres(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  static synchronized SharedPostgres get() {
    SharedPostgres current = running;
    if (current == null) {
      current = new SharedPostgres(start());
      current.dropWhatEarlierRunsLeft();
      running = current;
    }
    return current;
  }

  DatabaseAddress address(String database) {
    return postgres.address(database);
  }

  /** Runs one statement against the server's own database. */
  void execute(String sql) {
    DatabaseAddress admin = postgres.address("postgres");
    try (Connection connection =
            DriverManager.getConnection(admin.jdbcUrl(), admin.user(), admin.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static EmbeddedPostgres start() {
    Path target = Path.of("target");
    try {
      if (!Files.isDirectory(target)) {
        return startIn(Files.createTempDirectory("herald-test-postgres"));
      }
      try {
        return startIn(target.resolve("test-postgres"));
      } catch (IOException inUseByAnotherRun) {
        return startIn(Files.createTempDirectory(target, "test-postgres-"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EmbeddedPostgres startIn(Path directory) throws IOException {
    EmbeddedPostgres postgres = new EmbeddedPostgres(directory, 0);
    postgres.start();
    return postgres;
  }

  private void dropWhatEarlierRunsLeft() {
    DatabaseAddress admin = postgres.address("postgres");
    try (Connection connection =
            DriverManager.getConnection(admin.jdbcUrl(), admin.user(), admin.password());
        Statement statement = connection.createStatement()) {
      List<String> left = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT datname FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres'")) {
        while (rows.next()) {
          left.add(rows.getString(1));
        }
      }
      for (String database : left) {
        statement.execute("DROP DATABASE \"" + database + "\" WITH (FORCE)");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(
          "the test databases of an earlier run could not be dropped", e);
    }
  }
}
