package io.herald.message.event;

import java.time.Clock;
import java.time.Instant;

/**
 * Hands out event ids: 64 bits, unique without coordination, ordered by time (DM-2, DM-3, design
 * section 4).
 *
 * <pre>
 *   63      56 55                      15 14    10 9         0
 *   | instance | milliseconds since 2020 | process | counter  |
 * </pre>
 *
 * The top byte names the execution instance (1 to 127, so the value stays positive), the lower 56
 * bits are the key on that instance. 41 bits of milliseconds last until 2089. When one process
 * hands out more than 1,024 ids in a millisecond, or the clock steps back, the millisecond part
 * runs ahead of the clock instead of repeating.
 *
 * <p>Safe for use by many threads.
 */
public final class EventIds {
  /** 2020-01-01T00:00:00Z. */
  private static final long EPOCH_MILLIS = 1_577_836_800_000L;

  private static final int PROCESS_BITS = 5;
  private static final int COUNTER_BITS = 10;
  private static final long KEY_MASK = (1L << 56) - 1;

  /** How many processes may share one instance's database. */
  public static final int MAX_PROCESSES = 1 << PROCESS_BITS;

  private final Clock clock;
  private final long top;
  private final long process;
  // millisecond part and counter as one number, so that an overflow of the counter carries into the
  // milliseconds
  private long lastTick;

  /**
   * @param instance the execution instance, 1 to 127
   * @param process the process on that instance, 0 to 31
   * @param highestStored the highest id already in the database, 0 if none: ids start behind it
   *     even when the clock was set back
   * @throws IllegalArgumentException when a number is out of bounds
   */
  public EventIds(Clock clock, int instance, int process, long highestStored) {
    if (instance < 1 || instance > 127) {
      throw new IllegalArgumentException(
          "execution instance id " + instance + " is not within 1 to 127");
    }
    if (process < 0 || process >= MAX_PROCESSES) {
      throw new IllegalArgumentException("process number " + process + " is not within 0 to 31");
    }
    this.clock = clock;
    this.top = (long) instance << 56;
    this.process = (long) process << COUNTER_BITS;
    long millis = (highestStored & KEY_MASK) >>> (PROCESS_BITS + COUNTER_BITS);
    this.lastTick = (millis + 1) << COUNTER_BITS;
  }

  /** The next id, greater than every id this object gave before. */
  public synchronized long next() {
    long now = (clock.millis() - EPOCH_MILLIS) << COUNTER_BITS;
    lastTick = Math.max(lastTick + 1, now);
    long millis = lastTick >>> COUNTER_BITS;
    long counter = lastTick & ((1 << COUNTER_BITS) - 1);
    return top | millis << (PROCESS_BITS + COUNTER_BITS) | process | counter;
  }

  /** The execution instance that owns an id. */
  public static int instanceOf(long id) {
    return (int) (id >>> 56);
  }

  /** The key on its instance: the lower 56 bits. */
  public static long keyOf(long id) {
    return id & KEY_MASK;
  }

  /** When an id was given, to the millisecond. */
  public static Instant timeOf(long id) {
    return Instant.ofEpochMilli(EPOCH_MILLIS + (keyOf(id) >>> (PROCESS_BITS + COUNTER_BITS)));
  }

  /**
   * The lowest id an instance can have given at or after this instant; the bounds of table
   * partitions.
   */
  public static long lowestAt(int instance, Instant instant) {
    long millis = Math.max(0, instant.toEpochMilli() - EPOCH_MILLIS);
    return (long) instance << 56 | millis << (PROCESS_BITS + COUNTER_BITS);
  }
}
