package io.herald.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each test has a database of its own. */
@ExtendWith(TestDatabaseExtension.class)
@Migrations("io/herald/testkit/migration")
class TestDatabaseExtensionTest {
  private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

  @BeforeEach
  void writeAWord(TestDatabase database) throws SQLException {
    try (Connection connection = database.open(1).dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO word VALUES ('mine')");
    }
  }

  @RepeatedTest(3)
  void itIsMigratedFreshAndTheSameThroughoutATest(TestDatabase database) throws SQLException {
    assertThat(SEEN.add(database.address().database())).isTrue();
    assertThat(value(database, "SELECT count(*) FROM word")).isEqualTo("1");
  }

  @Test
  void aClosedDatabaseIsGone(TestDatabase other) throws SQLException {
    String name;
    try (TestDatabase database = TestDatabase.create()) {
      name = database.address().database();
      assertThat(value(database, "SELECT to_regclass('word')")).isNull();
      database.open(2);
    }
    assertThat(value(other, "SELECT count(*) FROM pg_database WHERE datname = '" + name + "'"))
        .isEqualTo("0");
  }

  private static String value(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
