package io.herald.message.expression;

import java.util.Optional;

/** Which fields an expression may name. Safe for use by many threads. */
public interface Fields {
  /** What the field's values are; empty when there is no such field. */
  Optional<ValueType> typeOf(Expression.Field field);

  /** For messages: which fields there are. */
  String known();
}
