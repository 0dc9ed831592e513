package io.herald.message.template;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads dates and times as events carry them. */
final class Timestamps {
  private static final int MAX_LENGTH = 40;

  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})"
              + "(?:[T ](\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?)?"
              + "\\s*(Z|[+-]\\d{2}:?\\d{2})?");

  private Timestamps() {}

  /**
   * Reads {@code 2026-01-31T10:00:00.000Z} and its usual relatives: a space instead of T, slashes,
   * no seconds, no time, an offset or none.
   *
   * @param zone for texts without an offset
   * @return null when the text is no such date
   */
  static @Nullable Instant parse(String text, ZoneId zone) {
    String stripped = text.strip();
    if (stripped.length() > MAX_LENGTH) {
      return null;
    }
    Matcher found = TIMESTAMP.matcher(stripped);
    if (!found.matches()) {
      return null;
    }
    try {
      LocalDateTime local =
          LocalDateTime.of(
                  number(found, 1),
                  number(found, 2),
                  number(found, 3),
                  number(found, 4),
                  number(found, 5))
              .with(
                  LocalTime.of(number(found, 4), number(found, 5), number(found, 6), nanos(found)));
      String offset = found.group(8);
      return offset == null
          ? local.atZone(zone).toInstant()
          : local.toInstant(ZoneOffset.of(offset));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static int number(Matcher found, int group) {
    String digits = found.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static int nanos(Matcher found) {
    String digits = found.group(7);
    return digits == null ? 0 : Integer.parseInt((digits + "00000000").substring(0, 9));
  }
}
