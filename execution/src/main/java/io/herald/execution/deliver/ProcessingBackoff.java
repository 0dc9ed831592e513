package io.herald.execution.deliver;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When an event is tried again after an error before a message existed (EV-20, EV-21): 30 seconds,
 * doubled each time, at most one hour, give or take a tenth, so that events that failed together do
 * not all come back together.
 */
public final class ProcessingBackoff {
  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofHours(1);

  private final RandomGenerator random;
  private final int maxErrors;

  /**
   * @param maxErrors after this many errors the event is given up
   */
  public ProcessingBackoff(RandomGenerator random, int maxErrors) {
    this.random = random;
    this.maxErrors = maxErrors;
  }

  boolean exhausted(int errors) {
    return errors >= maxErrors;
  }

  /** How long to wait after this many errors, at least 1. */
  Duration after(int errors) {
    long millis = FIRST.toMillis() << Math.min(errors - 1, 20);
    millis = Math.min(millis, LONGEST.toMillis());
    return Duration.ofMillis(Math.round(millis * (0.9 + 0.2 * random.nextDouble())));
  }
}
