package io.herald.platform.database;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Gives out connections of a pool; inside {@link #atomically} always the same one, so that stores
 * that know nothing of each other write in one transaction. Safe for use by many threads.
 */
final class JoinableDataSource implements DataSource {
  private final DataSource pool;
  private final ScopedValue<Joined> joined = ScopedValue.newInstance();

  JoinableDataSource(DataSource pool) {
    this.pool = pool;
  }

  /** The connection of a transaction. For one thread. */
  private static final class Joined {
    private final Connection real;
    private boolean broken;

    Joined(Connection real) {
      this.real = real;
    }

    /** The same connection, whose end is not its user's to decide. */
    Connection lent() {
      return (Connection)
          Proxy.newProxyInstance(
              Joined.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, arguments) -> {
                switch (method.getName()) {
                  case "close", "commit", "setAutoCommit" -> {
                    return null;
                  }
                  case "rollback" -> {
                    broken = true;
                    return null;
                  }
                  default -> {
                    try {
                      return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                      throw e.getCause();
                    }
                  }
                }
              });
    }
  }

  /**
   * See {@link Database#atomically}.
   *
   * @throws IllegalStateException inside another transaction
   */
  <T> T atomically(Supplier<T> work, Predicate<T> keep) {
    if (joined.isBound()) {
      throw new IllegalStateException("a transaction is under way already");
    }
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      boolean kept = false;
      try {
        Joined transaction = new Joined(connection);
        T done = ScopedValue.where(joined, transaction).call(work::get);
        if (keep.test(done)) {
          if (transaction.broken) {
            throw new IllegalStateException("a part of the transaction was rolled back");
          }
          connection.commit();
          kept = true;
        }
        return done;
      } finally {
        if (!kept) {
          connection.rollback();
        }
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new DatabaseUnavailableException(e);
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    return joined.isBound() ? joined.get().lent() : pool.getConnection();
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("the user is part of the database's address");
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return pool.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    pool.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    pool.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return pool.getLoginTimeout();
  }

  @Override
  public ConnectionBuilder createConnectionBuilder() throws SQLException {
    return pool.createConnectionBuilder();
  }

  @Override
  public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
    return pool.createShardingKeyBuilder();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return pool.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return pool.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return pool.isWrapperFor(type);
  }
}
