package io.herald.message.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/**
 * What functions do to dates. Days, months and years are those of one time zone. Safe for use by
 * many threads.
 */
final class DateFunctions {
  private static final BigDecimal SECONDS_OF_DAY = BigDecimal.valueOf(86_400);
  private static final BigDecimal DAYS_OF_MONTH = BigDecimal.valueOf(30);

  /** More of any unit than there is between the years 1 and 9999. */
  private static final BigDecimal MOST = new BigDecimal("400000000000");

  private final ZoneId zone;

  DateFunctions(ZoneId zone) {
    this.zone = zone;
  }

  ZonedDateTime at(Instant moment) {
    return moment.atZone(zone);
  }

  Instant seconds(Instant moment, BigDecimal count, Place place) {
    return inBounds(at(moment), 0, 0, bounded(count, place), place);
  }

  /** A part of a day is so many hours. */
  Instant days(Instant moment, BigDecimal count, Place place) {
    return days(at(moment), 0, bounded(count, place), place);
  }

  /** A part of a month is so many days of 30. */
  Instant months(Instant moment, BigDecimal count, Place place) {
    BigDecimal whole = bounded(count, place).setScale(0, RoundingMode.DOWN);
    BigDecimal days = count.subtract(whole).multiply(DAYS_OF_MONTH);
    return days(at(moment), whole.longValue(), days, place);
  }

  private Instant days(ZonedDateTime from, long months, BigDecimal days, Place place) {
    BigDecimal whole = days.setScale(0, RoundingMode.DOWN);
    BigDecimal seconds = days.subtract(whole).multiply(SECONDS_OF_DAY);
    return inBounds(from, months, whole.longValue(), seconds, place);
  }

  private static BigDecimal bounded(BigDecimal count, Place place) {
    if (count.abs().compareTo(MOST) > 0) {
      throw outOfBounds(place);
    }
    return count;
  }

  private static Instant inBounds(
      ZonedDateTime from, long months, long days, BigDecimal seconds, Place place) {
    try {
      BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
      long nanos = seconds.subtract(whole).movePointRight(9).longValue();
      ZonedDateTime moved =
          from.plusMonths(months).plusDays(days).plusSeconds(whole.longValue()).plusNanos(nanos);
      if (moved.getYear() >= 1 && moved.getYear() <= 9999) {
        return moved.toInstant();
      }
    } catch (DateTimeException e) {
      // further than dates go
    }
    throw outOfBounds(place);
  }

  private static Failing outOfBounds(Place place) {
    return place.failing("moves the date out of the years 1 to 9999");
  }

  Instant dayOf(Instant moment) {
    return startOf(at(moment).toLocalDate());
  }

  Instant weekOf(Instant moment) {
    return startOf(
        at(moment).toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
  }

  Instant yearOf(Instant moment) {
    return startOf(at(moment).toLocalDate().withDayOfYear(1));
  }

  private Instant startOf(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  /** Back to a multiple of so many seconds since the day began. */
  Instant truncated(Instant moment, BigDecimal seconds, Place place) {
    int step = NumberFunctions.clamp(seconds);
    if (step < 1) {
      throw place.failing("is less than a second");
    }
    Instant day = dayOf(moment);
    long passed = Duration.between(day, moment).toSeconds();
    return day.plusSeconds(passed - passed % step);
  }

  long daysBetween(Instant end, Instant start) {
    return ChronoUnit.DAYS.between(at(start).toLocalDate(), at(end).toLocalDate());
  }

  static long hoursBetween(Instant end, Instant start) {
    return ChronoUnit.HOURS.between(start, end);
  }
}
