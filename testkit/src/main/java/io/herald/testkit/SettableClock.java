package io.herald.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it. Safe for use by many threads. */
public final class SettableClock extends Clock {
  private final Hand hand;
  private final ZoneId zone;

  private SettableClock(Hand hand, ZoneId zone) {
    this.hand = hand;
    this.zone = zone;
  }

  /** A clock in UTC that shows a time in ISO-8601, for example {@code 2026-03-01T12:00:00Z}. */
  public static SettableClock at(String instant) {
    return at(Instant.parse(instant));
  }

  /** A clock in UTC that shows that time. */
  public static SettableClock at(Instant instant) {
    return new SettableClock(new Hand(instant), ZoneOffset.UTC);
  }

  /** Moves the clock on, or back with a negative duration; returns the new time. */
  public Instant advance(Duration by) {
    return hand.move(by);
  }

  /** Sets the clock. */
  public void set(Instant instant) {
    hand.set(instant);
  }

  @Override
  public Instant instant() {
    return hand.time();
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /** The same clock seen from another zone: both move together. */
  @Override
  public SettableClock withZone(ZoneId other) {
    return new SettableClock(hand, other);
  }

  /** What clocks of different zones share. */
  private static final class Hand {
    private Instant time;

    private Hand(Instant time) {
      this.time = time;
    }

    private synchronized Instant time() {
      return time;
    }

    private synchronized void set(Instant to) {
      time = to;
    }

    private synchronized Instant move(Duration by) {
      time = time.plus(by);
      return time;
    }
  }
}
