package io.herald.platform.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.platform.database.DatabaseAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database that comes with Herald, in ordinary life. */
class EmbeddedPostgresTest {
  @TempDir Path directory;

  @Test
  void keepsItsDataAndItsPortFromOneRunToTheNext() throws Exception {
    DatabaseAddress first;
    try (EmbeddedPostgres postgres = new EmbeddedPostgres(directory, 0)) {
      postgres.start();
      first = postgres.createDatabase("kept");
      execute(first, "CREATE TABLE word (text text)");
      execute(first, "INSERT INTO word VALUES ('Größe')");
    }
    try (EmbeddedPostgres postgres = new EmbeddedPostgres(directory, 0)) {
      postgres.start();
      DatabaseAddress second = postgres.createDatabase("kept");
      assertThat(second).isEqualTo(first);
      assertThat(value(second, "SELECT text FROM word")).isEqualTo("Größe");
    }
  }

  @Test
  void neverTradesDurabilityForSpeed() throws Exception {
    UsedDirectory.copyTo(directory);
    try (EmbeddedPostgres postgres = new EmbeddedPostgres(directory, 0)) {
      postgres.start();
      DatabaseAddress address = postgres.address("postgres");
      assertThat(value(address, "SHOW fsync")).isEqualTo("on");
      assertThat(value(address, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(value(address, "SHOW full_page_writes")).isEqualTo("on");
      assertThat(value(address, "SHOW data_checksums")).isEqualTo("on");
      assertThat(value(address, "SHOW server_encoding")).isEqualTo("UTF8");
      assertThat(value(address, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(value(address, "SHOW unix_socket_directories")).isEmpty();
    }
  }

  @Test
  void letsInOnlyWhoHasThePassword() throws Exception {
    try (EmbeddedPostgres postgres = new EmbeddedPostgres(directory, 0)) {
      postgres.start();
      DatabaseAddress address = postgres.address("postgres");
      assertThatThrownBy(
              () -> DriverManager.getConnection(address.jdbcUrl(), address.user(), "guess").close())
          .isInstanceOf(SQLException.class)
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("28P01");
      Path file = directory.resolve("password");
      assertThat(Files.getPosixFilePermissions(file))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      assertThat(Files.readString(file).strip()).isEqualTo(address.password()).hasSize(48);
      assertThat(address.toString()).doesNotContain(address.password());
      assertThat(Files.readString(directory.resolve("postgres.log")))
          .contains("ready to accept connections")
          .doesNotContain(address.password());
    }
  }

  @Test
  void logsNoStatementAndNoValue() throws Exception {
    UsedDirectory.copyTo(directory);
    try (EmbeddedPostgres postgres = new EmbeddedPostgres(directory, 0)) {
      postgres.start();
      DatabaseAddress address = postgres.address("postgres");
      execute(address, "CREATE TABLE person (address text UNIQUE)");
      execute(address, "INSERT INTO person VALUES ('anna@example.com')");
      assertThatThrownBy(() -> execute(address, "INSERT INTO person VALUES ('anna@example.com')"))
          .isInstanceOf(SQLException.class);
    }
    assertThat(Files.readString(directory.resolve("postgres.log")))
        .contains("duplicate key value")
        .doesNotContain("anna@example.com");
  }

  @Test
  void servesTwoDirectoriesSideBySide() throws Exception {
    UsedDirectory.copyTo(directory.resolve("one"));
    UsedDirectory.copyTo(directory.resolve("two"));
    try (EmbeddedPostgres one = new EmbeddedPostgres(directory.resolve("one"), 0);
        EmbeddedPostgres two = new EmbeddedPostgres(directory.resolve("two"), 0)) {
      one.start();
      two.start();
      assertThat(one.port()).isNotEqualTo(two.port());
      execute(one.createDatabase("herald"), "CREATE TABLE here (n int)");
      assertThat(value(two.createDatabase("herald"), "SELECT to_regclass('here')")).isNull();
    }
  }

  @Test
  void refusesADirectoryInUseAndNamesTheProcess() throws Exception {
    UsedDirectory.copyTo(directory);
    try (EmbeddedPostgres first = new EmbeddedPostgres(directory, 0)) {
      first.start();
      EmbeddedPostgres second = new EmbeddedPostgres(directory, 0);
      assertThatThrownBy(second::start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use by another Herald")
          .hasMessageContaining("process " + ProcessHandle.current().pid());
      assertThat(value(first.address("postgres"), "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void saysWhichPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      EmbeddedPostgres postgres = new EmbeddedPostgres(directory, taken.getLocalPort());
      assertThatThrownBy(postgres::start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Port " + taken.getLocalPort())
          .hasMessageContaining("Choose another port");
    }
    // nothing is left behind that would stand in the way of a second try
    try (EmbeddedPostgres postgres = new EmbeddedPostgres(directory, 0)) {
      postgres.start();
    }
  }

  @Test
  void picksAnotherPortWhenTheRememberedOneIsTaken() throws Exception {
    UsedDirectory.copyTo(directory);
    int remembered;
    try (EmbeddedPostgres postgres = new EmbeddedPostgres(directory, 0)) {
      postgres.start();
      remembered = postgres.port();
    }
    try (ServerSocket taken = new ServerSocket(remembered, 1, InetAddress.getByName("127.0.0.1"));
        EmbeddedPostgres postgres = new EmbeddedPostgres(directory, 0)) {
      postgres.start();
      assertThat(postgres.port()).isNotEqualTo(taken.getLocalPort());
    }
  }

  @Test
  void doesNotMistakeDataWithoutItsPasswordForNew() throws Exception {
    Files.createDirectories(directory.resolve("data"));
    assertThatThrownBy(new EmbeddedPostgres(directory, 0)::start)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("password is missing");
  }

  @Test
  void startsOverWhenTheFirstStartWasCutShort() throws Exception {
    Path part = Files.createDirectories(directory.resolve("data.part/base"));
    Files.writeString(part.resolve("half"), "written");
    try (EmbeddedPostgres postgres = new EmbeddedPostgres(directory, 0)) {
      postgres.start();
      try (Stream<Path> left = Files.list(directory)) {
        assertThat(left.map(path -> path.getFileName().toString())).doesNotContain("data.part");
      }
    }
  }

  @Test
  void refusesADatabaseNameThatWouldHaveToBeQuoted() throws Exception {
    EmbeddedPostgres postgres = new EmbeddedPostgres(directory, 0);
    assertThatThrownBy(() -> postgres.createDatabase("x; DROP DATABASE postgres"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lower case letters");
  }

  @Test
  void mayBeStoppedWithoutHavingStarted() {
    new EmbeddedPostgres(directory, 0).stop();
    assertThat(directory).isEmptyDirectory();
  }

  static void execute(DatabaseAddress address, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static String value(DatabaseAddress address, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
