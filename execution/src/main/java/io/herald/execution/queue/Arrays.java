package io.herald.execution.queue;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Binds the columns of a group of rows as array parameters, one after the other. */
final class Arrays<T> {
  private final PreparedStatement statement;
  private final Connection connection;
  private final List<T> rows;
  private int parameter;

  Arrays(PreparedStatement statement, List<T> rows) throws SQLException {
    this.statement = statement;
    this.connection = statement.getConnection();
    this.rows = rows;
  }

  Arrays<T> longs(ToLongFunction<T> column) throws SQLException {
    long[] values = new long[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.applyAsLong(rows.get(i));
    }
    return bind("int8", values);
  }

  Arrays<T> ints(ToIntFunction<T> column) throws SQLException {
    int[] values = new int[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.applyAsInt(rows.get(i));
    }
    return bind("int4", values);
  }

  Arrays<T> flags(Predicate<T> column) throws SQLException {
    boolean[] values = new boolean[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.test(rows.get(i));
    }
    return bind("bool", values);
  }

  Arrays<T> texts(Function<T, @Nullable String> column) throws SQLException {
    @Nullable String[] values = new String[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.apply(rows.get(i));
    }
    return bind("text", values);
  }

  /** Instants as milliseconds, 0 for none; the statement turns them back with {@code at_millis}. */
  Arrays<T> instants(Function<T, @Nullable Instant> column) throws SQLException {
    return longs(
        row -> {
          Instant instant = column.apply(row);
          return instant == null ? 0 : instant.toEpochMilli();
        });
  }

  Arrays<T> number(long value) throws SQLException {
    statement.setLong(++parameter, value);
    return this;
  }

  Arrays<T> flag(boolean value) throws SQLException {
    statement.setBoolean(++parameter, value);
    return this;
  }

  private Arrays<T> bind(String type, Object values) throws SQLException {
    Array array = connection.unwrap(org.postgresql.PGConnection.class).createArrayOf(type, values);
    statement.setArray(++parameter, array);
    return this;
  }
}
