package io.herald.message.expression;

/**
 * Where a value comes from, for failures.
 *
 * @param where the function or operator that takes it
 * @param column where it is written, counted from 1
 * @param subject what to call it: the path of a field, or "its value"
 */
record Place(String where, int column, String subject) {
  static Place of(String where, Expression value) {
    return new Place(
        where,
        value.column(),
        value instanceof Expression.Field field ? field.path() : "what stands here");
  }

  /**
   * The failure to throw.
   *
   * @param complaint to be read after the subject; never repeats the value
   */
  Failing failing(String complaint) {
    return new Failing(new Computed.Failure(where, column, subject + " " + complaint));
  }
}
