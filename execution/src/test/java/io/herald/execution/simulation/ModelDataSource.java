package io.herald.execution.simulation;

import io.herald.execution.simulation.ModelServer.Session;
import io.herald.execution.simulation.ModelStatement.ListOf;
import java.io.PrintWriter;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * The pool of one process: as much of JDBC as the stores use, in front of a {@link ModelServer}.
 * Connections that broke are thrown away, others are used again, with the locks they hold.
 */
final class ModelDataSource implements DataSource {
  private final ModelServer server;
  private final SimulatedProcess process;
  private final Deque<Session> idle = new ArrayDeque<>();

  ModelDataSource(ModelServer server, SimulatedProcess process) {
    this.server = server;
    this.process = process;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Session session = idle.poll();
    while (session != null && session.broken()) {
      session = idle.poll();
    }
    OpenConnection open = new OpenConnection(session == null ? server.connect(process) : session);
    open.self = proxy(open, Connection.class, PGConnection.class);
    return open.self;
  }

  private static <T> T proxy(InvocationHandler handler, Class<T> type, Class<?>... more) {
    Class<?>[] types = new Class<?>[more.length + 1];
    types[0] = type;
    System.arraycopy(more, 0, types, 1, more.length);
    return type.cast(
        Proxy.newProxyInstance(ModelDataSource.class.getClassLoader(), types, handler));
  }

  private static UnsupportedOperationException unknown(Method method) {
    return new UnsupportedOperationException("the model does not know " + method);
  }

  private final class OpenConnection implements InvocationHandler {
    private final Session session;
    private @Nullable Connection self;
    private boolean autoCommit = true;
    private boolean closed;

    private OpenConnection(Session session) {
      this.session = session;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given)
        throws SQLException {
      switch (method.getName()) {
        case "prepareStatement" -> {
          return proxy(new Prepared(this, (String) one(given)), PreparedStatement.class);
        }
        case "createStatement" -> {
          return proxy(new Prepared(this, ""), Statement.class);
        }
        case "unwrap" -> {
          return proxy;
        }
        case "createArrayOf" -> {
          Object[] arguments = given == null ? new Object[0] : given;
          ListOf list = listOf((String) arguments[0], arguments[1]);
          return proxy((_, _, _) -> list, java.sql.Array.class);
        }
        case "setAutoCommit" -> {
          boolean on = (Boolean) one(given);
          if (on && !autoCommit) {
            server.end(session, true);
          }
          autoCommit = on;
        }
        case "commit" -> server.end(session, true);
        case "rollback" -> server.end(session, false);
        case "abort" -> server.abort(session);
        case "close" -> close();
        case "isClosed" -> {
          return closed;
        }
        default -> throw unknown(method);
      }
      return null;
    }

    private void close() throws SQLException {
      if (closed) {
        return;
      }
      closed = true;
      if (session.broken()) {
        return;
      }
      if (!autoCommit) {
        server.end(session, false);
      }
      idle.push(session);
    }
  }

  private static Object one(Object @Nullable [] given) {
    if (given == null) {
      throw new IllegalArgumentException("an argument is missing");
    }
    return given[0];
  }

  private static ListOf listOf(String type, Object elements) {
    List<@Nullable Object> list = new ArrayList<>(Array.getLength(elements));
    for (int i = 0; i < Array.getLength(elements); i++) {
      list.add(Array.get(elements, i));
    }
    return new ListOf(type, list);
  }

  private final class Prepared implements InvocationHandler {
    private final OpenConnection connection;
    private final String sql;
    private final List<@Nullable Object> parameters = new ArrayList<>();

    private Prepared(OpenConnection connection, String sql) {
      this.connection = connection;
      this.sql = sql;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given)
        throws SQLException {
      switch (method.getName()) {
        case "setInt", "setLong", "setString", "setBoolean" -> set(given, false);
        case "setArray" -> set(given, true);
        case "executeUpdate" -> {
          return execute(given).count();
        }
        case "executeQuery" -> {
          return proxy(new Rows(execute(given).rows()), ResultSet.class);
        }
        case "execute" -> {
          execute(given);
          return false;
        }
        case "getConnection" -> {
          return connection.self;
        }
        case "close" -> {}
        default -> throw unknown(method);
      }
      return null;
    }

    private void set(Object @Nullable [] given, boolean array) throws SQLException {
      Object[] arguments = given == null ? new Object[0] : given;
      int index = (Integer) arguments[0];
      while (parameters.size() < index) {
        parameters.add(null);
      }
      parameters.set(index - 1, array ? ((java.sql.Array) arguments[1]).getArray() : arguments[1]);
    }

    private ModelAnswer execute(Object @Nullable [] given) throws SQLException {
      String text = given == null ? sql : (String) given[0];
      return server.call(
          connection.session,
          new ModelStatement(text.strip(), List.copyOf(nullable(parameters))),
          connection.autoCommit);
    }

    private static List<Object> nullable(List<@Nullable Object> parameters) {
      List<Object> all = new ArrayList<>();
      for (Object parameter : parameters) {
        if (parameter == null) {
          throw new IllegalArgumentException("a parameter is missing");
        }
        all.add(parameter);
      }
      return all;
    }
  }

  private static final class Rows implements InvocationHandler {
    private final List<Map<String, Object>> rows;
    private int next;
    private boolean wasNull;

    private Rows(List<Map<String, Object>> rows) {
      this.rows = rows;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given) {
      return switch (method.getName()) {
        case "next" -> ++next <= rows.size();
        case "wasNull" -> wasNull;
        case "getInt" -> column(given) instanceof Number number ? number.intValue() : 0;
        case "getLong" -> column(given) instanceof Number number ? number.longValue() : 0L;
        case "getBoolean" -> column(given) instanceof Boolean flag && flag;
        case "getString", "getObject" -> column(given);
        case "getTimestamp" ->
            column(given) instanceof Number millis ? new Timestamp(millis.longValue()) : null;
        case "close" -> null;
        default -> throw unknown(method);
      };
    }

    private @Nullable Object column(Object @Nullable [] given) {
      Map<String, Object> row = rows.get(next - 1);
      Object value =
          one(given) instanceof Integer index
              ? row.values().stream().skip(index - 1).findFirst().orElse(null)
              : row.get((String) one(given));
      wasNull = value == null;
      return value;
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
