package io.herald.platform.access;

import io.herald.platform.database.Database;
import io.herald.platform.database.embedded.EmbeddedPostgres;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The tables of access, empty, in one database for all tests of this package; counts how often a
 * connection is asked for, and can refuse to give one. The server's directory below {@code target}
 * is kept for the next run.
 */
final class AccessDatabase {
  private static final Map<String, Database> SHARED = new HashMap<>();
  private static @Nullable EmbeddedPostgres server;

  private final Database database;
  private final AtomicInteger connections = new AtomicInteger();
  private volatile boolean down;

  AccessDatabase() throws Exception {
    database = shared("access");
    empty();
  }

  private AccessDatabase(String name) throws Exception {
    database = shared(name);
    empty();
  }

  /** That of another cell, on the same server. */
  static AccessDatabase ofAnotherCell() throws Exception {
    return new AccessDatabase("access_2");
  }

  private void empty() throws Exception {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          "TRUNCATE operator, operator_group, operator_in_group, api_client, api_client_secret,"
              + " revocation, audit_log");
    }
  }

  private static synchronized Database shared(String name) throws Exception {
    @Nullable Database open = SHARED.get(name);
    if (open == null) {
      open = Database.open(server().createDatabase(name), 8);
      open.migrate(Access.MIGRATIONS);
      SHARED.put(name, open);
    }
    return open;
  }

  private static EmbeddedPostgres server() throws Exception {
    @Nullable EmbeddedPostgres running = server;
    if (running == null) {
      // test processes side by side have one each
      String process = System.getProperty("herald.test.process", "1");
      EmbeddedPostgres starting =
          new EmbeddedPostgres(Path.of("target", "access-postgres-" + process), 0);
      starting.start();
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    SHARED.values().forEach(Database::close);
                    starting.stop();
                  },
                  "stop-access-postgres"));
      server = starting;
      running = starting;
    }
    return running;
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
