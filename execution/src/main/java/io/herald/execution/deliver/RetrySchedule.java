package io.herald.execution.deliver;

import java.time.Duration;
import java.util.List;

/**
 * When a temporarily refused message is tried again (DL-20). Pure.
 *
 * <ul>
 *   <li>{@code standard}: five attempts at least one hour apart, then one a day;
 *   <li>{@code transactional}: after 1, 5, 15 and 60 minutes, then every hour.
 * </ul>
 *
 * Both go on until the validity ends.
 */
enum RetrySchedule {
  STANDARD(
      List.of(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1)),
      Duration.ofDays(1)),
  TRANSACTIONAL(
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofMinutes(60)),
      Duration.ofHours(1));

  private final List<Duration> first;
  private final Duration then;

  RetrySchedule(List<Duration> first, Duration then) {
    this.first = first;
    this.then = then;
  }

  /** The schedule a template names; {@code standard} when it names none we know. */
  static RetrySchedule named(String name) {
    return name.equals("transactional") ? TRANSACTIONAL : STANDARD;
  }

  /** How long to wait after this attempt, counted from 1. */
  Duration after(int attempt) {
    return attempt <= first.size() ? first.get(attempt - 1) : then;
  }
}
