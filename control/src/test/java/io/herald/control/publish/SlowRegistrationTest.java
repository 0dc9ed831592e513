package io.herald.control.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** TPL-21: who publishes does not wait for a database that is slow to tell what is registered. */
@ControlTest
class SlowRegistrationTest {
  @Test
  void comparingDoesNotWaitForIt(TestDatabase database) throws Exception {
    try (ControlUnderTest control = ControlUnderTest.start(database.open(4));
        FakeExecutionInstance instance = new FakeExecutionInstance(1);
        Connection other = locking(database.open(1).dataSource())) {
      Reconciler reconciler = control.bean(Reconciler.class.getName(), Reconciler.class);
      Thread registering = Thread.ofVirtual().start(reconciler::registrationsChanged);
      untilItWaits(other);

      assertThat(
              assertTimeoutPreemptively(
                  Duration.ofSeconds(10), () -> reconciler.compareAll(Duration.ofSeconds(1))))
          .isEmpty();
      assertThat(registering.isAlive()).isTrue();

      other.rollback();
      control.instance().register("local", instance.url());
      assertThat(reconciler.compareAll(Duration.ofSeconds(10))).containsOnlyKeys("local");
    }
  }

  private static Connection locking(DataSource source) throws SQLException {
    Connection connection = source.getConnection();
    connection.setAutoCommit(false);
    connection.createStatement().execute("LOCK TABLE execution_instance");
    return connection;
  }

  private static void untilItWaits(Connection connection) throws SQLException {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    boolean waits = false;
    while (!waits && System.nanoTime() < deadline) {
      try (ResultSet row =
          connection
              .createStatement()
              .executeQuery(
                  "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted"
                      + " AND relation = 'execution_instance'::regclass)")) {
        waits = row.next() && row.getBoolean(1);
      }
    }
    assertThat(waits).isTrue();
  }
}
