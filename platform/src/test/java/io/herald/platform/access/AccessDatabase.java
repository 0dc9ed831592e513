package io.herald.platform.access;

import io.herald.platform.database.Database;
import io.herald.platform.database.embedded.EmbeddedPostgres;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The tables of access, empty, in one database for all tests of this package; counts how often a
 * connection is asked for, and can refuse to give one. The server's directory below {@code target}
 * is kept for the next run.
 */
final class AccessDatabase {
  private static @Nullable Database shared;

  private final Database database;
  private final AtomicInteger connections = new AtomicInteger();
  private volatile boolean down;

  AccessDatabase() throws Exception {
    database = shared();
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("TRUNCATE operator, session, api_client, access_token");
    }
  }

  private static synchronized Database shared() throws Exception {
    Database open = shared;
    if (open == null) {
      EmbeddedPostgres server = new EmbeddedPostgres(Path.of("target", "access-postgres"), 0);
      server.start();
      open = Database.open(server.createDatabase("access"), 4);
      open.migrate("io/herald/platform/access/migration");
      Database opened = open;
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    opened.close();
                    server.stop();
                  },
                  "stop-access-postgres"));
      shared = open;
    }
    return open;
  }

  DataSource dataSource() {
    return (DataSource)
        Proxy.newProxyInstance(
            AccessDatabase.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              connections.incrementAndGet();
              if (down) {
                throw new SQLException("down");
              }
              try {
                return method.invoke(database.dataSource(), arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** How many statements asked for a connection since the last time. */
  int queriesSince() {
    return connections.getAndSet(0);
  }

  void takeDown() {
    down = true;
  }

  /** The only column of the only row. */
  String value(String sql) throws Exception {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
