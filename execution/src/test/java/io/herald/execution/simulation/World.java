package io.herald.execution.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Simulated time, and whose turn it is. One thread runs everything; whenever several could go on,
 * the seed decides who does. Time stands still while anybody can go on, and then jumps to the next
 * moment somebody waits for.
 */
final class World {
  private static final Instant BEGIN = Instant.parse("2026-05-04T21:59:30Z");
  private static final int STORY_LINES = 4_000;

  /** Something that happens at a moment, whoever lives then. */
  static final class Alarm implements Comparable<Alarm> {
    private final long at;
    private final long number;
    private final Runnable action;
    private boolean cancelled;

    private Alarm(long at, long number, Runnable action) {
      this.at = at;
      this.number = number;
      this.action = action;
    }

    void cancel() {
      cancelled = true;
    }

    @Override
    public int compareTo(Alarm other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private final Random random;
  private final boolean told;
  private final Thread carrier = Thread.currentThread();
  private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
  private final List<Runnable> ready = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final List<String> story = new ArrayList<>();
  private long nanos;
  private long jumpedMillis;
  private long number;
  private long fingerprint = 17;

  /**
   * @param told whether to keep the story, which takes more time than living it
   */
  World(long seed, boolean told) {
    this.random = new Random(seed);
    this.told = told;
  }

  /** The only source of chance. */
  Random random() {
    return random;
  }

  boolean chance(double probability) {
    return probability > 0 && random.nextDouble() < probability;
  }

  /** A time between two. */
  Duration between(long fromMicros, long toMicros) {
    return Duration.ofNanos(1_000 * (fromMicros + random.nextLong(toMicros - fromMicros + 1)));
  }

  /** Since the beginning. */
  long nanos() {
    return nanos;
  }

  /** What the clocks of all processes show, give or take what they are wrong by. */
  Clock clock(Duration wrongBy) {
    return new Clock() {
      @Override
      public Instant instant() {
        return now().plus(wrongBy);
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  Instant now() {
    return BEGIN.plusMillis(jumpedMillis + nanos / 1_000_000);
  }

  /** Sets all clocks forward; nobody's waiting gets shorter. */
  void jumpTo(Instant then) {
    jumpedMillis += Math.max(0, Duration.between(now(), then).toMillis());
    tell(() -> "the clocks are set to " + then);
  }

  Alarm after(Duration time, Runnable action) {
    Alarm alarm = new Alarm(nanos + Math.max(0, time.toNanos()), number++, action);
    alarms.add(alarm);
    return alarm;
  }

  /** Whose turn it can be from now on. */
  void ready(Runnable turn) {
    if (Thread.currentThread() != carrier && !Thread.currentThread().isVirtual()) {
      throw new IllegalStateException(
          "a thread of the machine woke a simulated one: something waits past Threads");
    }
    ready.add(turn);
  }

  /** Lets everybody act for so long. */
  void run(Duration time) {
    long end = nanos + time.toNanos();
    while (true) {
      while (!ready.isEmpty()) {
        int chosen = ready.size() == 1 ? 0 : random.nextInt(ready.size());
        fingerprint = fingerprint * 31 + chosen;
        Runnable turn = ready.get(chosen);
        ready.set(chosen, ready.getLast());
        ready.removeLast();
        turn.run();
      }
      Alarm next = alarms.peek();
      if (next == null || next.at > end) {
        nanos = end;
        return;
      }
      alarms.remove();
      if (!next.cancelled) {
        nanos = Math.max(nanos, next.at);
        fingerprint = fingerprint * 31 + nanos;
        next.action.run();
      }
    }
  }

  /** What must not happen, happened. Not thrown, because the pipeline would survive it. */
  void violation(String what) {
    violations.add("[%.3f s] %s".formatted(nanos / 1e9, what));
    tell(() -> "VIOLATION: " + what);
  }

  List<String> violations() {
    return violations;
  }

  /** Adds a line to the story. */
  void tell(Supplier<String> line) {
    if (told && story.size() < STORY_LINES) {
      story.add("%10.3f  %s".formatted(nanos / 1e6, line.get()));
    }
  }

  List<String> story() {
    return story;
  }

  /** Two runs with the same one took the same turns at the same moments. */
  long fingerprint() {
    return fingerprint;
  }
}
