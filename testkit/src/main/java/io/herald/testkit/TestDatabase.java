package io.herald.testkit;

import io.herald.platform.database.Database;
import io.herald.platform.database.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fresh database on a real PostgreSQL, gone when closed. Migrations run once per process and set
 * of folders; each database is then a copy. Tests get one as a parameter through {@link
 * TestDatabaseExtension}.
 */
public final class TestDatabase implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Map<List<String>, String> TEMPLATES = new HashMap<>();

  private final String name;
  private final Deque<Database> opened = new ArrayDeque<>();

  private TestDatabase(String name) {
    this.name = name;
  }

  /**
   * Creates a database.
   *
   * @param migrations folders on the class path, as {@link Database#migrate} takes them; none for
   *     an empty database
   */
  public static TestDatabase create(String... migrations) {
    String template = migrations.length == 0 ? "template1" : template(List.of(migrations));
    String name = "test_" + NUMBER.incrementAndGet();
    SharedPostgres.get().execute("CREATE DATABASE " + name + " TEMPLATE " + template);
    return new TestDatabase(name);
  }

  /** Where it is. */
  public DatabaseAddress address() {
    return SharedPostgres.get().address(name);
  }

  /**
   * Opens a pool, closed together with this.
   *
   * @param connections how many at most; the server takes 100 from all tests together
   */
  public Database open(int connections) {
    Database database = Database.open(address(), connections);
    synchronized (opened) {
      opened.push(database);
    }
    return database;
  }

  /** One connection without a pool, for looking at what the code under test wrote; close it. */
  public Connection connect() throws SQLException {
    DatabaseAddress address = address();
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
  }

  @Override
  public void close() {
    synchronized (opened) {
      opened.forEach(Database::close);
      opened.clear();
    }
    SharedPostgres.get().execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
  }

  private static String template(List<String> migrations) {
    synchronized (TEMPLATES) {
      return TEMPLATES.computeIfAbsent(migrations, TestDatabase::createTemplate);
    }
  }

  private static String createTemplate(List<String> migrations) {
    String name = "migrated_" + NUMBER.incrementAndGet();
    SharedPostgres.get().execute("CREATE DATABASE " + name);
    try (Database database = Database.open(SharedPostgres.get().address(name), 2)) {
      database.migrate(migrations.toArray(String[]::new));
    }
    return name;
  }
}
