package io.herald.message.expression;

/** What reading an expression comes to. */
public sealed interface Reading {
  /** It has a meaning. */
  record Understood(Expression expression, ValueType type) implements Reading {}

  /**
   * It has none.
   *
   * @param column where, counted from 1
   * @param message what is wrong and what is expected; repeats names of fields and functions, never
   *     literals
   */
  record NotUnderstood(int column, String message) implements Reading {
    @Override
    public String toString() {
      return "column " + column + ": " + message;
    }
  }
}
