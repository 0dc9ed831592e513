package io.herald.execution.deliver;

import io.herald.spi.FailureReason;
import io.herald.spi.FailureType;
import java.time.Instant;

/** What became of one sending attempt, and what follows from it. */
public sealed interface Outcome {
  /** The provider has it. */
  record Sent(String answer) implements Outcome {}

  /** It will never get there. */
  record Failed(FailureType type, FailureReason reason, String answer) implements Outcome {}

  /** The provider said "later". */
  record TryAgain(Instant at, FailureType type, FailureReason reason, String answer)
      implements Outcome {}

  /** The provider never saw it; the attempt does not count. */
  record NotTried(Instant again, String why) implements Outcome {}

  /** Nobody knows; it is sent again. */
  record SendAgain(Instant at, String why) implements Outcome {}

  /** Nobody knows; it is not sent again. */
  record Held(String why) implements Outcome {}
}
