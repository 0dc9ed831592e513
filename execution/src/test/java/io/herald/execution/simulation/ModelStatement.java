package io.herald.execution.simulation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement as it reaches the server.
 *
 * @param parameters the first one at 0; arrays as {@link ListOf}
 */
record ModelStatement(String sql, List<@Nullable Object> parameters) {
  /** An array parameter: its type as the database calls it, and its elements. */
  record ListOf(String type, List<@Nullable Object> elements) {}

  boolean says(String words) {
    return sql.contains(words);
  }

  long number(int parameter) {
    return ((Number) value(parameter)).longValue();
  }

  int integer(int parameter) {
    return ((Number) value(parameter)).intValue();
  }

  boolean flag(int parameter) {
    return (Boolean) value(parameter);
  }

  Object value(int parameter) {
    Object value = parameters.get(parameter);
    if (value == null) {
      throw new IllegalArgumentException("parameter " + (parameter + 1) + " is null");
    }
    return value;
  }

  List<@Nullable Object> elements(int parameter) {
    return ((ListOf) value(parameter)).elements();
  }

  /** Parameters that are columns of one list, from one to another, as rows. */
  List<List<@Nullable Object>> rows(int from, int to) throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    int count = elements(from).size();
    for (int i = 0; i < count; i++) {
      List<@Nullable Object> row = new ArrayList<>();
      for (int column = from; column < to; column++) {
        row.add(elements(column).get(i));
      }
      rows.add(row);
    }
    return rows;
  }
}
