package io.herald.message.template;

import org.mozilla.javascript.Context;
import org.mozilla.javascript.EvaluatorException;

/**
 * A function of the template language refuses its arguments. Scripts can catch it. Its message is
 * ours and holds no data of the event, so it may be shown as it is.
 */
final class Refusal extends EvaluatorException {
  private final boolean temporary;

  private Refusal(String message, EvaluatorException place, boolean temporary) {
    super(message, place.sourceName(), Math.max(place.lineNumber(), 1));
    this.temporary = temporary;
  }

  /** A refusal at the line that is running. */
  static Refusal of(String message) {
    return new Refusal(message, Context.reportRuntimeError(""), false);
  }

  /** A refusal that another try may not meet. */
  static Refusal forNow(String message) {
    return new Refusal(message, Context.reportRuntimeError(""), true);
  }

  /** Whether another try may succeed. */
  boolean temporary() {
    return temporary;
  }
}
