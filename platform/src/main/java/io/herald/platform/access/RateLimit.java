package io.herald.platform.access;

/**
 * How often an API client may call one process.
 *
 * @param perSecond calls on average; above 0, at most {@value #MAX_PER_SECOND}
 * @param burst calls at once after a pause; 1 to {@value #MAX_BURST}
 */
public record RateLimit(double perSecond, int burst) {
  /** More is no limit. */
  public static final int MAX_PER_SECOND = 1_000_000;

  /** More is no limit. */
  public static final int MAX_BURST = 1_000_000;

  /**
   * @throws IllegalArgumentException when a number is out of bounds
   */
  public RateLimit {
    if (!(perSecond > 0 && perSecond <= MAX_PER_SECOND)) {
      throw new IllegalArgumentException(
          "a rate is more than 0 and at most " + MAX_PER_SECOND + " requests per second");
    }
    if (burst < 1 || burst > MAX_BURST) {
      throw new IllegalArgumentException("a burst is 1 to " + MAX_BURST + " requests");
    }
  }
}
