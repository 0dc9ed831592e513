package io.herald.execution.enrich;

import java.time.Duration;
import java.time.Instant;

/** When to look again for a row that is not there yet (TPL-17). */
final class LookingAgain {
  private static final Duration SHORTEST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private LookingAgain() {}

  /**
   * The pauses grow with the age of the event, from 2 seconds to 10 minutes, and end when its
   * patience ends: so that a row that comes soon is found soon, and one that never comes costs
   * little.
   *
   * @param begin when the event was accepted
   * @param end when the last look is due
   */
  static Instant after(Instant begin, Instant now, Instant end) {
    Duration pause = Duration.between(begin, now).dividedBy(2);
    pause = pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause;
    pause = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    Instant next = now.plus(pause);
    return next.isAfter(end) ? end : next;
  }
}
