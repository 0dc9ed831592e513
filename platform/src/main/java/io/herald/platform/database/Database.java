package io.herald.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL database: a pool of connections and its migrations. Safe for use by many threads.
 *
 * <p>Connections speak UTC and are in auto-commit unless their user says otherwise. A server that
 * goes away costs each connection one failed statement; the pool then opens new ones as soon as it
 * is back.
 */
public final class Database implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Database.class);

  private static final int OLDEST_SERVER = 15;
  private static final Duration CONNECT_BOUND = Duration.ofSeconds(5);

  /** Longer than a caller may wait for a connection is of no use: it should push back instead. */
  private static final Duration WAIT_FOR_CONNECTION = Duration.ofSeconds(5);

  /**
   * No statement of ours takes that long. A server whose machine vanished never answers, and TCP
   * alone would wait for hours.
   */
  private static final Duration ANSWER_BOUND = Duration.ofSeconds(60);

  /** The server keeps the plan of a statement from its second use on a connection. */
  private static final int PREPARE_FROM_USE = 2;

  /** Those that write groups, and one to spare. */
  private static final int GROUP_CONNECTIONS = 5;

  private static final String SESSION = "SET TIME ZONE 'UTC'";

  /**
   * A table of today was empty a minute ago, and what the server knows of it is that: left to
   * itself it reads the whole table for each group, and keeps that plan. Where only rows cost
   * something, the plan that looks at the fewest is the cheapest: one by one, by their keys.
   */
  private static final String GROUP_SESSION =
      SESSION
          + "; SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off;"
          + " SET enable_hashjoin = off; SET enable_mergejoin = off; SET seq_page_cost = 0;"
          + " SET random_page_cost = 0; SET cpu_tuple_cost = 1";

  private final DatabaseAddress address;
  private final HikariDataSource pool;
  private final HikariDataSource groupPool;
  private final JoinableDataSource dataSource;

  private Database(DatabaseAddress address, HikariDataSource pool, HikariDataSource groupPool) {
    this.address = address;
    this.pool = pool;
    this.groupPool = groupPool;
    this.dataSource = new JoinableDataSource(pool);
  }

  /**
   * Opens a pool, with one connection made at once and the others when they are needed.
   *
   * @param address where the database is
   * @param connections how many connections at most
   * @throws UnusableDatabaseException when it cannot be reached, refuses us, or is older than
   *     PostgreSQL 15
   */
  public static Database open(DatabaseAddress address, int connections) {
    HikariDataSource pool;
    try {
      pool = new HikariDataSource(config(address, connections, SESSION));
    } catch (PoolInitializationException e) {
      throw UnusableDatabaseException.because(address, e);
    }
    try (Connection connection = pool.getConnection()) {
      requireSupported(address, connection.getMetaData().getDatabaseMajorVersion());
    } catch (SQLException e) {
      pool.close();
      throw UnusableDatabaseException.because(address, e);
    } catch (UnusableDatabaseException e) {
      pool.close();
      throw e;
    }
    HikariConfig groups = config(address, GROUP_CONNECTIONS, GROUP_SESSION);
    groups.setPoolName(address.database() + " groups");
    groups.setMinimumIdle(0);
    groups.setInitializationFailTimeout(-1);
    return new Database(address, pool, new HikariDataSource(groups));
  }

  private static HikariConfig config(DatabaseAddress address, int connections, String session) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(address.database());
    config.setJdbcUrl(address.jdbcUrl());
    if (!address.user().isEmpty()) {
      config.setUsername(address.user());
    }
    if (!address.password().isEmpty()) {
      config.setPassword(address.password());
    }
    config.setDataSourceProperties(driverProperties());
    // the driver otherwise announces the zone of this machine
    config.setConnectionInitSql(session);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(WAIT_FOR_CONNECTION.toMillis());
    config.setInitializationFailTimeout(1);
    return config;
  }

  static void requireSupported(DatabaseAddress address, int majorVersion) {
    if (majorVersion < OLDEST_SERVER) {
      throw new UnusableDatabaseException(
          address
              + " is PostgreSQL "
              + majorVersion
              + "; Herald needs "
              + OLDEST_SERVER
              + " or newer. Upgrade the server, or leave the URL out to use the PostgreSQL that"
              + " comes with Herald.",
          null);
    }
  }

  /**
   * Brings the schema up to date. Several processes may do so at once: they take turns. Versions
   * count across all folders, so no two migrations of a database may have the same number.
   *
   * @param locations folders of migrations on the class path, for example {@code
   *     io/herald/execution/queue/migration}
   * @throws org.flywaydb.core.api.FlywayException when a folder is missing or a migration fails;
   *     what it had done is rolled back
   */
  public Database migrate(String... locations) {
    long began = System.nanoTime();
    int migrations =
        Flyway.configure()
            .loggers("slf4j")
            .dataSource(unpooled())
            .locations(
                Arrays.stream(locations)
                    .map(folder -> "classpath:" + folder)
                    .toArray(String[]::new))
            .failOnMissingLocations(true)
            .validateMigrationNaming(true)
            .cleanDisabled(true)
            .load()
            .migrate()
            .migrationsExecuted;
    log.info(
        "Schema of {} is up to date after {} ms ({} migrations run)",
        address.database(),
        (System.nanoTime() - began) / 1_000_000,
        migrations);
    return this;
  }

  /** Connections for statements; auto-commit unless the caller says otherwise. */
  public DataSource dataSource() {
    return dataSource;
  }

  /**
   * Connections for statements that find the rows of a group by their keys, the same way each time:
   * they are planned once, and always use indexes. At most five.
   */
  public DataSource groups() {
    return groupPool;
  }

  /**
   * Carries out work whose statements stand or fall together, whichever stores of this database
   * they belong to: all connections the work takes from {@link #dataSource} on this thread are one.
   * A statement that fails ends the transaction, so the work should end then, too.
   *
   * @param keep whether what came of the work is to be committed; when not, or when the work
   *     throws, nothing of it is
   * @throws DatabaseUnavailableException when it cannot be begun or committed; in the latter case
   *     nobody knows whether it was
   * @throws IllegalStateException inside another transaction of this database
   */
  public <T> T atomically(Supplier<T> work, Predicate<T> keep) {
    return dataSource.atomically(work, keep);
  }

  @Override
  public void close() {
    groupPool.close();
    pool.close();
  }

  /** A migration may take as long as it needs, and needs no pool. */
  private DataSource unpooled() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(address.jdbcUrl());
    source.setUser(address.user());
    source.setPassword(address.password());
    source.setConnectTimeout((int) CONNECT_BOUND.toSeconds());
    source.setTcpKeepAlive(true);
    source.setApplicationName("herald-migration");
    return source;
  }

  private static Properties driverProperties() {
    Properties properties = new Properties();
    PGProperty.APPLICATION_NAME.set(properties, "herald");
    PGProperty.CONNECT_TIMEOUT.set(properties, (int) CONNECT_BOUND.toSeconds());
    PGProperty.LOGIN_TIMEOUT.set(properties, (int) CONNECT_BOUND.toSeconds());
    PGProperty.SOCKET_TIMEOUT.set(properties, (int) ANSWER_BOUND.toSeconds());
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    PGProperty.PREPARE_THRESHOLD.set(properties, PREPARE_FROM_USE);
    // a failed statement fails its transaction: no savepoint behind our back
    PGProperty.AUTOSAVE.set(properties, "never");
    // server messages name rows and values in their detail: those are personal data
    PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
    return properties;
  }
}
