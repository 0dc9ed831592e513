package io.herald.message.expression;

import org.jspecify.annotations.Nullable;

/**
 * A compiled node: a {@link String}, {@link java.math.BigDecimal}, {@link java.time.Instant} or
 * {@link Boolean}, as the types of the expression say; null: not there, or nobody knows. Immutable,
 * and so safe for use by many threads.
 */
@FunctionalInterface
interface Step {
  @Nullable Object of(Run run);

  /** The same each time. */
  static Step constant(Object value) {
    return _ -> value;
  }

  /** What is computed from one value that is there. */
  @FunctionalInterface
  interface One<A> {
    @Nullable Object of(A a, Run run);
  }

  /** What is computed from two values that are there. */
  @FunctionalInterface
  interface Two<A, B> {
    @Nullable Object of(A a, B b, Run run);
  }

  /** What is computed from three values that are there. */
  @FunctionalInterface
  interface Three<A, B, C> {
    @Nullable Object of(A a, B b, C c, Run run);
  }

  /** Nothing comes of nothing. */
  static <A> Step one(Class<A> type, Step step, One<A> function) {
    return run -> {
      Object a = step.of(run);
      return a == null ? null : function.of(type.cast(a), run);
    };
  }

  /** Nothing comes of nothing. */
  static <A, B> Step two(
      Class<A> first, Step step, Class<B> second, Step other, Two<A, B> function) {
    return run -> {
      Object a = step.of(run);
      Object b = other.of(run);
      return a == null || b == null ? null : function.of(first.cast(a), second.cast(b), run);
    };
  }

  /** Nothing comes of nothing. */
  static <A, B, C> Step three(
      Class<A> first,
      Step step,
      Class<B> second,
      Step other,
      Class<C> third,
      Step last,
      Three<A, B, C> function) {
    return run -> {
      Object a = step.of(run);
      Object b = other.of(run);
      Object c = last.of(run);
      return a == null || b == null || c == null
          ? null
          : function.of(first.cast(a), second.cast(b), third.cast(c), run);
    };
  }
}
