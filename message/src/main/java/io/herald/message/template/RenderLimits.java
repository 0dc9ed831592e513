package io.herald.message.template;

import java.time.Duration;

/**
 * What one rendering may use at most (TPL-32).
 *
 * @param time wall-clock time for all parts together
 * @param instructions interpreter steps, as counted by the engine
 * @param outputCharacters length of all parts together; also the length of any one text a template
 *     builds
 * @param memoryBytes what the rendering thread may allocate
 * @param valueCharacters length of any one printed value (TPL-38), 0: only the output is limited; a
 *     longer one fails the message, it is never cut
 */
public record RenderLimits(
    Duration time, long instructions, int outputCharacters, long memoryBytes, int valueCharacters) {
  private static final long DEFAULT_MEMORY_BYTES = 256L << 20;

  /** Nanoseconds from now to its end fit a long. */
  private static final Duration NO_LIMIT = Duration.ofDays(36_500);

  /** 5 seconds, 50 million steps, 10 million characters, 256 MiB. */
  public static final RenderLimits DEFAULT =
      new RenderLimits(Duration.ofSeconds(5), 50_000_000, 10_000_000, DEFAULT_MEMORY_BYTES, 0);

  /**
   * @throws IllegalArgumentException when a limit is zero or negative
   */
  public RenderLimits {
    if (!time.isPositive() || instructions <= 0 || outputCharacters <= 0 || memoryBytes <= 0) {
      throw new IllegalArgumentException("every render limit must be greater than 0");
    }
    if (valueCharacters < 0) {
      throw new IllegalArgumentException("valueCharacters is below 0");
    }
  }

  /**
   * The same with what an installation sets.
   *
   * @param time for all parts together; zero: so much that only the steps end a rendering
   * @param valueCharacters length of any one printed value; 0: only the output is limited
   */
  public RenderLimits within(Duration time, int valueCharacters) {
    return new RenderLimits(
        time.isZero() || time.compareTo(NO_LIMIT) > 0 ? NO_LIMIT : time,
        instructions,
        outputCharacters,
        memoryBytes,
        valueCharacters);
  }
}
