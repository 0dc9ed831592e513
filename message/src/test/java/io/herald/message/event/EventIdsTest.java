package io.herald.message.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DM-2, DM-3, design section 4: ids are unique without coordination and ordered by time. */
class EventIdsTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  /** A clock that a test sets. */
  private static final class SettableClock extends Clock {
    private volatile Instant now = NOON;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private final SettableClock clock = new SettableClock();

  @Property(tries = 200, seed = "20260131")
  void theTopByteNamesTheInstanceAndTheValueIsPositive(
      @ForAll @IntRange(min = 1, max = 127) int instance,
      @ForAll @IntRange(min = 0, max = 31) int process) {
    long id = new EventIds(new SettableClock(), instance, process, 0).next();

    assertThat(id).isPositive();
    assertThat(EventIds.instanceOf(id)).isEqualTo(instance);
    assertThat(((long) instance << 56) | EventIds.keyOf(id)).isEqualTo(id);
  }

  @Test
  void theExampleOfTheSpecificationIsTakenApart() {
    assertThat(EventIds.instanceOf(72057594037935966L)).isEqualTo(1);
    assertThat(EventIds.keyOf(72057594037935966L)).isEqualTo(8030);
  }

  @Test
  void idsRiseAlsoWithinOneMillisecondAndWhenItsCounterOverflows() {
    EventIds ids = new EventIds(clock, 1, 0, 0);
    long last = 0;
    for (int i = 0; i < 5_000; i++) {
      long next = ids.next();
      assertThat(next).isGreaterThan(last);
      last = next;
    }
  }

  @Test
  void idsRiseWhenTheClockIsSetBack() {
    EventIds ids = new EventIds(clock, 1, 0, 0);
    long before = ids.next();

    clock.now = NOON.minus(Duration.ofDays(1));

    assertThat(ids.next()).isGreaterThan(before);
  }

  @Test
  void idsStartBehindTheHighestStoredOneWhateverTheClockSays() {
    long stored = new EventIds(clock, 1, 31, 0).next();
    clock.now = NOON.minus(Duration.ofDays(365));

    assertThat(new EventIds(clock, 1, 0, stored).next()).isGreaterThan(stored);
  }

  @Test
  void twoProcessesOfOneInstanceNeverGiveTheSameId() {
    EventIds one = new EventIds(clock, 1, 0, 0);
    EventIds other = new EventIds(clock, 1, 1, 0);
    List<Long> given = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      given.add(one.next());
      given.add(other.next());
    }

    assertThat(given).doesNotHaveDuplicates();
  }

  @Test
  void manyThreadsNeverGetTheSameId() throws InterruptedException {
    EventIds ids = new EventIds(clock, 1, 0, 0);
    Set<Long> given = ConcurrentHashMap.newKeySet();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int n = 0; n < 5_000; n++) {
                      given.add(ids.next());
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(given).hasSize(20_000);
  }

  @Test
  void theLowestIdOfAnInstantIsABoundForPartitions() {
    EventIds ids = new EventIds(clock, 5, 3, 0);
    long id = ids.next();

    assertThat(EventIds.lowestAt(5, NOON)).isLessThanOrEqualTo(id);
    assertThat(EventIds.lowestAt(5, NOON.plusMillis(1))).isGreaterThan(id);
    assertThat(EventIds.instanceOf(EventIds.lowestAt(5, Instant.EPOCH))).isEqualTo(5);
  }

  @Test
  void theMillisecondsLastUntil2089() {
    clock.now = Instant.parse("2089-01-01T00:00:00Z");

    assertThat(EventIds.instanceOf(new EventIds(clock, 127, 31, 0).next())).isEqualTo(127);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "128, 0", "-1, 0", "1, -1", "1, 32"})
  void numbersOutOfBoundsAreRefused(int instance, int process) {
    assertThatThrownBy(() -> new EventIds(clock, instance, process, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not within");
  }
}
