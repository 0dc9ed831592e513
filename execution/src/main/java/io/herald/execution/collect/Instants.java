package io.herald.execution.collect;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Instants as callers write and read them (EV-32): ISO 8601 with {@code T} or a blank between date
 * and time. Kept to the millisecond (DM-5), years 1 to 9999. Pure functions.
 */
public final class Instants {
  /** For messages: what is expected. */
  public static final String EXPECTED =
      "is not an ISO 8601 date and time such as 2026-01-31T10:00:00.000Z";

  private static final int MAX_LENGTH = 64;

  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4})-(\\d{2})-(\\d{2})"
              + "(?:[Tt ](\\d{2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?"
              + " ?(?:([Zz])|([+-]\\d{2})(?::?(\\d{2}))?)?)?");

  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Instants() {}

  /**
   * Reads an instant. A date alone is its first moment; digits below the millisecond are dropped.
   *
   * @param zone where a text without offset is to be understood (DM-5); of two local times that
   *     look alike the earlier counts, and one that a clock change skips moves on by the gap
   * @return empty when the text is no instant
   */
  public static Optional<Instant> parse(String text, ZoneId zone) {
    String stripped = text.strip();
    if (stripped.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    Matcher form = FORM.matcher(stripped);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      LocalDateTime local =
          LocalDateTime.of(
              number(form.group(1)),
              number(form.group(2)),
              number(form.group(3)),
              number(form.group(4)),
              number(form.group(5)),
              number(form.group(6)),
              nanos(form.group(7)));
      Instant instant = local.atZone(offset(form, zone)).toInstant();
      return year(instant) >= 1 && year(instant) <= 9999
          ? Optional.of(instant.truncatedTo(ChronoUnit.MILLIS))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty(); // 31 February, 25 o'clock, an offset of 30 hours
    }
  }

  /** Writes an instant as both dialects answer it, for example {@code 2017-12-01 08:00:00.768Z}. */
  public static String format(Instant instant) {
    return SHOWN.format(instant);
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static int nanos(@Nullable String fraction) {
    return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
  }

  private static ZoneId offset(Matcher form, ZoneId zone) {
    if (form.group(8) != null) {
      return ZoneOffset.UTC;
    }
    @Nullable String hours = form.group(9);
    if (hours == null) {
      return zone;
    }
    int minutes = number(form.group(10));
    int sign = hours.charAt(0) == '-' ? -1 : 1;
    return ZoneOffset.ofHoursMinutes(Integer.parseInt(hours), sign * minutes);
  }

  private static int year(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).getYear();
  }
}
