package io.herald.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.platform.database.DatabaseAddress;
import io.herald.platform.database.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A killed server comes back with what was committed. */
class PostgresCrashTest {
  @TempDir Path directory;

  @Test
  void itIsBackOnTheSamePortWithItsData() throws Exception {
    try (EmbeddedPostgres postgres = new EmbeddedPostgres(directory, 0)) {
      postgres.start();
      DatabaseAddress address = postgres.createDatabase("crash");
      long pid = postgres.pid();
      try (Connection connection = connect(address);
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE kept (n int)");
        statement.execute("INSERT INTO kept VALUES (3)");
      }
      PostgresCrash.of(postgres, Duration.ofSeconds(60));
      assertThat(postgres.pid()).isNotEqualTo(pid);
      try (Connection connection = connect(address);
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT n FROM kept")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(3);
      }
    }
  }

  private static Connection connect(DatabaseAddress address) throws Exception {
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
  }
}
