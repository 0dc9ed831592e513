package io.herald.message.expression;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;

/** An expression that can be computed. Immutable; safe for use by many threads. */
public final class Evaluation {
  private final Step step;
  private final Clock clock;

  Evaluation(Step step, Clock clock) {
    this.step = step;
    this.clock = clock;
  }

  /**
   * Computes it. A value that is in the way is a {@link Computed.Failure}; only what the row itself
   * throws is thrown. Takes some tenths of a second at most, whatever the values, as long as the
   * row answers at once.
   */
  public Computed over(Row row) {
    try {
      return switch (step.of(new Run(row, clock))) {
        case null -> Computed.Nothing.NOTHING;
        case String text -> new Computed.Text(text);
        case BigDecimal number -> new Computed.Numeral(number);
        case Instant moment -> new Computed.Moment(moment);
        case Boolean truth -> truth ? Computed.Truth.TRUE : Computed.Truth.FALSE;
        case Object other -> throw new IllegalStateException("no value: " + other.getClass());
      };
    } catch (Failing failing) {
      return failing.failure();
    }
  }
}
