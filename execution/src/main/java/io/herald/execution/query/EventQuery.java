package io.herald.execution.query;

import io.herald.message.expression.Expression;
import io.herald.message.expression.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question about stored events or messages. Its expressions have been read with the fields of its
 * table.
 *
 * @param select what to tell of each row; not empty
 * @param filter which rows; null: all
 * @param order in which order; rows that are equal then come by id
 * @param limit how many rows at most, 1 to {@link #MAX_ROWS}
 * @param offset how many to pass over
 * @param personal whether personal fields are told; else they are empty texts (SEC-6)
 */
public record EventQuery(
    QueryTable table,
    List<Selected> select,
    @Nullable Expression filter,
    List<Ordering> order,
    int limit,
    int offset,
    boolean personal) {
  /** Rows of one answer. */
  public static final int MAX_ROWS = 200;

  /** A value of each row, written as text. */
  public record Selected(Expression value, ValueType type) {}

  /** A value rows are ordered by. */
  public record Ordering(Expression value, boolean descending) {}

  public EventQuery {
    select = List.copyOf(select);
    order = List.copyOf(order);
    if (limit < 1 || limit > MAX_ROWS || offset < 0) {
      throw new IllegalArgumentException("1 to " + MAX_ROWS + " rows, from 0 on");
    }
  }

  /** Whether the filter itself names the ids: then the answer is a few look-ups away. */
  boolean byId() {
    return filter != null && namesIds(filter);
  }

  private boolean namesIds(Expression condition) {
    return switch (condition) {
      case Expression.Comparison(
              Expression.Relation relation,
              Expression left,
              Expression right,
              int _) ->
          relation == Expression.Relation.EQUAL
              && (isId(left) && right instanceof Expression.Numeral
                  || isId(right) && left instanceof Expression.Numeral);
      case Expression.In(Expression value, List<Expression> list, boolean negated, int _) ->
          !negated && isId(value) && list.stream().allMatch(Expression.Numeral.class::isInstance);
      case Expression.All(List<Expression> conditions, int _) ->
          conditions.stream().anyMatch(this::namesIds);
      case Expression.Any(List<Expression> conditions, int _) ->
          conditions.stream().allMatch(this::namesIds);
      default -> false;
    };
  }

  private boolean isId(Expression value) {
    return value instanceof Expression.Field field
        && table.column(field).filter(column -> column.kind() == QueryColumn.Kind.ID).isPresent();
  }
}
