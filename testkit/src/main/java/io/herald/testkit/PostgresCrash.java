package io.herald.testkit;

import io.herald.platform.database.DatabaseAddress;
import io.herald.platform.database.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What happens when the database server is killed while it works. */
public final class PostgresCrash {
  private PostgresCrash() {}

  /**
   * Kills a server (SIGKILL) and waits until its guardian has started it again on the same port and
   * it takes connections.
   *
   * @param bound how long to wait at most
   * @throws IllegalStateException when it is not back in time
   */
  public static void of(EmbeddedPostgres postgres, Duration bound) throws InterruptedException {
    long deadline = System.nanoTime() + bound.toNanos();
    long before = postgres.pid();
    ProcessHandle.of(before).ifPresent(ProcessHandle::destroyForcibly);
    while (postgres.pid() == before || !takesConnections(postgres)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "PostgreSQL was not back within " + bound.toSeconds() + " s after it was killed");
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private static boolean takesConnections(EmbeddedPostgres postgres) {
    DatabaseAddress address = postgres.address("postgres");
    try (Connection connection =
        DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password())) {
      return connection.isValid(1);
    } catch (SQLException stillStarting) {
      return false;
    }
  }
}
