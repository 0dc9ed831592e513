package io.herald.platform.http.operation;

import java.time.Duration;
import java.util.Map;

/**
 * Why the caller does not get what it asked for.
 *
 * @param headers besides those of the body
 */
public record Refused(Problem problem, Map<String, String> headers) implements Reply {
  /** Only the problem. */
  public static Refused of(Problem problem) {
    return new Refused(problem, Map.of());
  }

  /** The problem, and when to come again (API-2): 1 second at least. */
  public static Refused until(Problem problem, Duration retryAfter) {
    return new Refused(
        problem, Map.of("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds()))));
  }
}
