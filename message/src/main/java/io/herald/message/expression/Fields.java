package io.herald.message.expression;

import java.util.List;
import java.util.Optional;

/** What an expression may name where it is used. Safe for use by many threads. */
public interface Fields {
  /** What the field's values are; empty when there is no such field. */
  Optional<ValueType> typeOf(Expression.Field field);

  /** For messages: which fields there are, separated by a comma and a blank. */
  String known();

  /**
   * Whether these links, outermost first, lead to a collection. Its fields are named in aggregates
   * only.
   */
  default boolean isCollection(List<String> links) {
    return false;
  }

  /** Whether a function may be used: not everything an expression can say can be asked anywhere. */
  default boolean allows(Function function) {
    return true;
  }

  /** The innermost collection a field lies in, as the links to it; empty when it lies in none. */
  default List<String> collectionOf(Expression.Field field) {
    List<String> links = field.links();
    for (int length = links.size(); length > 0; length--) {
      if (isCollection(links.subList(0, length))) {
        return links.subList(0, length);
      }
    }
    return List.of();
  }
}
