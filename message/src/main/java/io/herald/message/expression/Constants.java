package io.herald.message.expression;

import java.util.Optional;

/** Which constants {@code $(name)} an expression may name. Safe for use by many threads. */
@FunctionalInterface
public interface Constants {
  /** There are none. */
  Constants NONE = _ -> Optional.empty();

  /** What the constant is; empty when there is no such constant. */
  Optional<ValueType> typeOf(String name);
}
