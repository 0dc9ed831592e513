package io.herald.message.expression;

import java.math.BigDecimal;
import java.time.Instant;

/** What computing an expression comes to. */
public sealed interface Computed {
  /** A text. */
  record Text(String value) implements Computed {}

  /** A number. */
  record Numeral(BigDecimal value) implements Computed {}

  /** A date and time. */
  record Moment(Instant value) implements Computed {}

  /** A condition that is true or false. */
  record Truth(boolean value) implements Computed {
    static final Truth TRUE = new Truth(true);
    static final Truth FALSE = new Truth(false);
  }

  /** A value that is not there; of a condition: nobody knows. */
  record Nothing() implements Computed {
    static final Nothing NOTHING = new Nothing();
  }

  /**
   * It cannot be computed over this row.
   *
   * @param where the function or operator that could not
   * @param column of the value that is in the way, counted from 1
   * @param message what is wrong with it and what is expected; names fields, never repeats values
   */
  record Failure(String where, int column, String message) implements Computed {
    @Override
    public String toString() {
      return "column " + column + ": " + where + ": " + message;
    }
  }
}
