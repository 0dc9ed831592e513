package io.herald.execution.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** EV-32, DM-5: instants as callers write them. */
class InstantsTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  // years 1 to 9999
  private static final long FIRST = -62_135_596_800_000L;
  private static final long LAST = 253_402_300_799_999L;

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T10:00:00.000Z, 2026-01-31T10:00:00Z",
    "2017-12-01 08:00:00.768Z, 2017-12-01T08:00:00.768Z",
    "2026-01-31t10:00:00z, 2026-01-31T10:00:00Z",
    "2026-01-31T10:00Z, 2026-01-31T10:00:00Z",
    "2026-01-31T10:00:00.5Z, 2026-01-31T10:00:00.500Z",
    "'2026-01-31T10:00:00,123456789Z', 2026-01-31T10:00:00.123Z",
    "2026-01-31T10:00:00+02:00, 2026-01-31T08:00:00Z",
    "2026-01-31T10:00:00-0330, 2026-01-31T13:30:00Z",
    "2026-01-31T10:00:00+01, 2026-01-31T09:00:00Z",
    "2026-01-31 10:00:00 +01:00, 2026-01-31T09:00:00Z",
    "' 2026-01-31T10:00:00Z ', 2026-01-31T10:00:00Z",
    // without offset: in the given zone, summer and winter
    "2026-01-31T10:00:00, 2026-01-31T09:00:00Z",
    "2026-07-31T10:00:00, 2026-07-31T08:00:00Z",
    "2026-01-31, 2026-01-30T23:00:00Z",
    // the hour that is skipped, and the one that occurs twice
    "2026-03-29T02:30:00, 2026-03-29T01:30:00Z",
    "2026-10-25T02:30:00, 2026-10-25T00:30:00Z",
    "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z"
  })
  void isReadAs(String text, Instant expected) {
    assertThat(Instants.parse(text, PARIS)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "2026",
        "2026-1-31",
        "31.01.2026",
        "2026-02-29",
        "2026-13-01T00:00:00Z",
        "2026-01-31T24:00:00Z",
        "2026-01-31T10:60:00Z",
        "2026-01-31T10:00:60Z",
        "2026-01-31T10",
        "2026-01-31T10:00:00.Z",
        "2026-01-31T10:00:00.1234567890Z",
        "2026-01-31T10:00:00+19:00",
        "2026-01-31T10:00:00+02:60",
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59-01:00",
        "10000-01-01T00:00:00Z",
        "2026-01-31T10:00:00ZZ",
        "1769853600000",
        "٢٠٢٦-01-31"
      })
  void isNoInstant(String text) {
    assertThat(Instants.parse(text, PARIS)).isEmpty();
  }

  @Property(seed = "20260131")
  void whatIsWrittenIsReadAgainToTheMillisecond(
      @ForAll @LongRange(min = FIRST, max = LAST) long millis) {
    Instant instant = Instant.ofEpochMilli(millis);
    assertThat(Instants.parse(Instants.format(instant), PARIS)).contains(instant);
    assertThat(Instants.parse(instant.toString(), PARIS)).contains(instant);
  }

  @Property(seed = "20260131")
  void everyOffsetIsTakenOff(
      @ForAll @LongRange(min = FIRST / 1000 + 70_000, max = LAST / 1000 - 70_000) long seconds,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int minutes) {
    Instant instant = Instant.ofEpochSecond(seconds);
    ZoneOffset offset = ZoneOffset.ofTotalSeconds(minutes * 60);
    assertThat(Instants.parse(instant.atOffset(offset).toString(), PARIS))
        .contains(instant.truncatedTo(ChronoUnit.MILLIS));
  }

  @Property(seed = "20260131")
  void anyTextIsReadOrNot(@ForAll String text) {
    Instants.parse(text, PARIS);
    Instants.parse("2026-01-31T" + text, PARIS);
  }
}
