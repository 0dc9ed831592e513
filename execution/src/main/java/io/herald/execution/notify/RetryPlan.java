package io.herald.execution.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When a message that was not taken is posted again (API-51; the times of the Standard Webhooks
 * specification, cut at 24 hours): 5 seconds, 5 and 30 minutes, 2, 5 and 10 hours after the attempt
 * before, give or take a tenth, and a last time when the 24 hours are over.
 */
final class RetryPlan {
  /** Counted from the moment the message was queued. */
  static final Duration TRIED_FOR = Duration.ofHours(24);

  /** A receiver may ask for a longer pause than ours, up to this one. */
  static final Duration LONGEST_WISH = Duration.ofHours(10);

  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10));

  private final RandomGenerator random;

  RetryPlan(RandomGenerator random) {
    this.random = random;
  }

  /**
   * The next attempt.
   *
   * @param attempts made so far, at least 1
   * @param wished what the receiver asked for with {@code Retry-After}; null: nothing
   * @return empty when the message is to be given up
   */
  Optional<Instant> next(Instant queued, int attempts, @Nullable Duration wished, Instant now) {
    Instant last = queued.plus(TRIED_FOR);
    if (!now.isBefore(last)) {
      return Optional.empty();
    }
    Duration pause = PAUSES.get(Math.min(attempts, PAUSES.size()) - 1);
    Duration spread =
        Duration.ofMillis(Math.round(pause.toMillis() * (0.9 + 0.2 * random.nextDouble())));
    Instant next = now.plus(longer(spread, wished));
    return Optional.of(next.isBefore(last) ? next : last);
  }

  private static Duration longer(Duration ours, @Nullable Duration wished) {
    if (wished == null || wished.compareTo(ours) <= 0) {
      return ours;
    }
    return wished.compareTo(LONGEST_WISH) < 0 ? wished : LONGEST_WISH;
  }
}
