package io.herald.message.template;

import org.mozilla.javascript.Context;
import org.mozilla.javascript.EvaluatorException;

/**
 * A function of the template language refuses its arguments. Scripts can catch it. Its message is
 * ours and holds no data of the event, so it may be shown as it is.
 */
final class Refusal extends EvaluatorException {
  private Refusal(String message, EvaluatorException place) {
    super(message, place.sourceName(), Math.max(place.lineNumber(), 1));
  }

  /** A refusal at the line that is running. */
  static Refusal of(String message) {
    return new Refusal(message, Context.reportRuntimeError(""));
  }
}
