package io.herald.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.platform.database.embedded.EmbeddedPostgres;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pools and migrations on a real server. */
@Timeout(120)
class DatabaseTest {
  private static final String FOLDERS = "io/herald/platform/database/";

  @TempDir static Path directory;
  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void startPostgres() throws Exception {
    postgres = new EmbeddedPostgres(directory, 0);
    postgres.start();
  }

  @AfterAll
  static void stopPostgres() {
    postgres.stop();
  }

  @Test
  void migratesFromSeveralFoldersOnce() throws Exception {
    DatabaseAddress address = postgres.createDatabase("several");
    try (Database database = Database.open(address, 2)) {
      database.migrate(FOLDERS + "one", FOLDERS + "two").migrate(FOLDERS + "one", FOLDERS + "two");
      assertThat(value(database, "SELECT count(*) FROM one JOIN two USING (id)")).isEqualTo("0");
    }
  }

  @Test
  void aFailingMigrationLeavesNothingBehindAndIsNamed() throws Exception {
    try (Database database = Database.open(postgres.createDatabase("failing"), 2)) {
      assertThatThrownBy(() -> database.migrate(FOLDERS + "broken"))
          .isInstanceOf(FlywayException.class)
          .hasMessageContaining("V3__broken.sql");
      assertThat(value(database, "SELECT to_regclass('half')")).isNull();
    }
  }

  @Test
  void aMissingFolderIsAnErrorAndNotAnEmptySchema() throws Exception {
    try (Database database = Database.open(postgres.createDatabase("missing"), 2)) {
      assertThatThrownBy(() -> database.migrate(FOLDERS + "nowhere"))
          .isInstanceOf(FlywayException.class)
          .hasMessageContaining("nowhere");
    }
  }

  @Test
  void speaksUtcWhateverTheZoneOfTheMachine() throws Exception {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
    try (Database database = Database.open(postgres.createDatabase("zone"), 1)) {
      assertThat(value(database, "SHOW TIME ZONE")).isEqualTo("UTC");
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void keepsValuesOutOfErrorTexts() throws Exception {
    try (Database database = Database.open(postgres.createDatabase("quiet"), 1)) {
      execute(database, "CREATE TABLE person (address text UNIQUE)");
      execute(database, "INSERT INTO person VALUES ('anna@example.com')");
      assertThatThrownBy(() -> execute(database, "INSERT INTO person VALUES ('anna@example.com')"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("duplicate key")
          .hasMessageNotContaining("anna@example.com");
    }
  }

  @Test
  void saysWhatIsWrongWithAnAddress() throws Exception {
    DatabaseAddress good = postgres.address("postgres");
    assertThatThrownBy(() -> Database.open(postgres.address("nowhere"), 1))
        .isInstanceOf(UnusableDatabaseException.class)
        .hasMessageContaining(good.port() + "/nowhere")
        .hasMessageContaining("no such database");
    assertThatThrownBy(
            () ->
                Database.open(
                    new DatabaseAddress("127.0.0.1", good.port(), "postgres", "herald", "wrong1"),
                    1))
        .isInstanceOf(UnusableDatabaseException.class)
        .hasMessageContaining("refuses this user and password")
        .hasMessageNotContaining("wrong1");
    int silent;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      silent = socket.getLocalPort();
    }
    assertThatThrownBy(
            () -> Database.open(new DatabaseAddress("127.0.0.1", silent, "x", "u", "p"), 1))
        .isInstanceOf(UnusableDatabaseException.class)
        .hasMessageContaining("nothing answers there");
  }

  @Test
  void refusesAServerOlderThan15() {
    DatabaseAddress address = new DatabaseAddress("db.example", 5432, "herald", "u", "secret1");
    assertThatThrownBy(() -> Database.requireSupported(address, 14))
        .isInstanceOf(UnusableDatabaseException.class)
        .hasMessageContaining("is PostgreSQL 14; Herald needs 15 or newer")
        .hasMessageNotContaining("secret1");
    Database.requireSupported(address, 15);
  }

  @Test
  void findsBackToAServerThatWasKilled() throws Exception {
    try (Database database = Database.open(postgres.createDatabase("back"), 2)) {
      execute(database, "CREATE TABLE kept (n int)");
      execute(database, "INSERT INTO kept VALUES (7)");
      String sinceBefore = value(database, "SELECT pg_postmaster_start_time()");
      ProcessHandle.of(postgres.pid()).orElseThrow().destroyForcibly();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      String since = sinceBefore;
      // children of the killed server answer for a moment longer than it lives
      while (since.equals(sinceBefore)) {
        assertThat(System.nanoTime()).as("the pool did not find back").isLessThan(deadline);
        try {
          since = value(database, "SELECT pg_postmaster_start_time()");
        } catch (SQLException notYet) {
          TimeUnit.MILLISECONDS.sleep(20);
        }
      }
      assertThat(value(database, "SELECT n FROM kept")).isEqualTo("7");
    }
  }

  private static void execute(Database database, String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String value(Database database, String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
