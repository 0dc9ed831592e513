package io.herald.execution.step;

import io.herald.message.status.EventStatus;
import io.herald.spi.FailureReason;
import java.time.Instant;

/**
 * What a step of the journey returns: the record the next step needs, or "stop, because".
 *
 * <p>A stop is a decision about the event and final. An exception thrown by a step means "we do not
 * know" and leads to another try later (EV-20).
 */
public sealed interface Step<T> {
  /** On to the next step. */
  record Next<T>(T value) implements Step<T> {}

  /**
   * The journey ends here.
   *
   * @param status what the event becomes; a settled status
   * @param reason in the catalogue's terms
   * @param why one line for a person that names what was missing and what to do
   */
  record Stop<T>(EventStatus status, FailureReason reason, String why) implements Step<T> {}

  /**
   * The journey waits: the message is paused (EV-40). The event stays on disk until the pause ends.
   *
   * @param template whose pause it is
   */
  record Hold<T>(String template) implements Step<T> {}

  /**
   * The journey begins anew later: what it needs may come to be known until then (TPL-17). This is
   * no error and is not counted as one.
   *
   * @param at not before this instant
   * @param why one line for a person
   */
  record Later<T>(Instant at, String why) implements Step<T> {}

  /** Goes on with the next step unless the journey has ended. */
  default <U> Step<U> then(Taking<T, U> next) throws Exception {
    return switch (this) {
      case Next<T>(T value) -> next.take(value);
      case Stop<T>(EventStatus status, FailureReason reason, String why) ->
          new Stop<>(status, reason, why);
      case Hold<T>(String template) -> new Hold<>(template);
      case Later<T>(Instant at, String why) -> new Later<>(at, why);
    };
  }

  /** A step as a function. */
  interface Taking<T, U> {
    Step<U> take(T value) throws Exception;
  }
}
