package io.herald.message.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an expression is computed over: one event, one profile, one element of a collection. Only as
 * safe for threads as whoever computes over it needs; what it throws reaches that caller.
 */
@FunctionalInterface
public interface Row {
  /**
   * The value of a field: a {@link String}, {@link Number}, {@link java.time.Instant} or {@link
   * Boolean}. A text is read as what {@link Fields} says the field is.
   *
   * @param field in an element of a collection: with the links from there on only
   * @return null when it is not there
   */
  @Nullable Object value(Expression.Field field);

  /**
   * The elements of a collection, in order; of a collection in another one, all.
   *
   * @param links those {@link Fields#isCollection} says yes to
   */
  default List<? extends Row> rows(List<String> links) {
    return List.of();
  }
}
