package io.herald.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.platform.database.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Statements of several stores stand or fall together. */
@Timeout(120)
class AtomicallyTest {
  @TempDir static Path directory;
  private static EmbeddedPostgres postgres;
  private static Database database;

  @BeforeAll
  static void open() throws Exception {
    postgres = new EmbeddedPostgres(directory, 0);
    postgres.start();
    // one connection: whoever took a second one would wait in vain
    database = Database.open(postgres.createDatabase("atomically"), 1);
    run("CREATE TABLE t (n integer)");
  }

  @AfterAll
  static void close() {
    database.close();
    postgres.stop();
  }

  @BeforeEach
  void empty() {
    run("DELETE FROM t");
  }

  /** As a store does it that knows nothing of others. */
  private static void run(String sql) {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As a store does it that has a transaction of its own. */
  private static void runInItsOwnTransaction(String sql, boolean commit) {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(sql);
      if (commit) {
        connection.commit();
      } else {
        connection.rollback();
      }
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int rows() throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM t")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static boolean write(boolean keep) {
    run("INSERT INTO t VALUES (1)");
    runInItsOwnTransaction("INSERT INTO t VALUES (2)", true);
    return keep;
  }

  @Test
  void allIsThereWhenItIsToBeKept() throws Exception {
    assertThat(database.atomically(() -> write(true), kept -> kept)).isTrue();
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void nothingIsThereWhenItIsNot() throws Exception {
    assertThat(database.atomically(() -> write(false), kept -> kept)).isFalse();
    assertThat(rows()).isZero();
  }

  @Test
  void nothingIsThereWhenItFails() throws Exception {
    assertThatThrownBy(
            () ->
                database.atomically(
                    () -> {
                      write(true);
                      run("no such statement");
                      return true;
                    },
                    kept -> kept))
        .isInstanceOf(IllegalStateException.class);
    assertThat(rows()).isZero();
    run("INSERT INTO t VALUES (3)");
    assertThat(rows()).as("the connection is as before").isEqualTo(1);
  }

  @Test
  void aPartThatWasRolledBackTakesTheOthersAlong() throws Exception {
    assertThatThrownBy(
            () ->
                database.atomically(
                    () -> {
                      run("INSERT INTO t VALUES (1)");
                      runInItsOwnTransaction("INSERT INTO t VALUES (2)", false);
                      return true;
                    },
                    kept -> kept))
        .hasMessageContaining("rolled back");
    assertThat(rows()).isZero();
  }

  @Test
  void oneInsideAnotherIsAMistake() {
    assertThatThrownBy(
            () ->
                database.atomically(
                    () -> database.atomically(() -> true, kept -> kept), kept -> kept))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("under way");
  }
}
