package io.herald.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** A clock in the hands of a test. */
class SettableClockTest {
  @Test
  void standsStillUntilMoved() {
    SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
    Instant first = clock.instant();
    assertThat(first).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(clock.instant()).isEqualTo(first);
    assertThat(clock.advance(Duration.ofMinutes(5)))
        .isEqualTo(clock.instant())
        .isEqualTo("2026-03-01T12:05:00Z");
    clock.set(Instant.EPOCH);
    assertThat(clock.millis()).isZero();
  }

  @Test
  void clocksOfOtherZonesMoveAlong() {
    SettableClock clock = SettableClock.at(Instant.EPOCH);
    Clock berlin = clock.withZone(ZoneId.of("Europe/Berlin"));
    clock.advance(Duration.ofDays(1));
    assertThat(berlin.instant()).isEqualTo("1970-01-02T00:00:00Z");
    assertThat(berlin.getZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
  }
}
