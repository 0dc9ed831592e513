package io.herald.control.design;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long an event may wait for its message (EV-34), as people write it: a whole number and s, m,
 * h or d, for example {@code 5d}; from one minute to 365 days.
 */
final class Validity {
  static final long DEFAULT_SECONDS = 5 * 24 * 3600;

  private static final Pattern FORM = Pattern.compile("(\\d{1,8})([smhd])");
  private static final long MIN_SECONDS = 60;
  private static final long MAX_SECONDS = 365 * 24 * 3600;

  private Validity() {}

  /** Seconds; empty when it is not of this form or out of bounds. */
  static OptionalLong seconds(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    long seconds = Long.parseLong(matcher.group(1)) * unit(matcher.group(2).charAt(0));
    return seconds >= MIN_SECONDS && seconds <= MAX_SECONDS
        ? OptionalLong.of(seconds)
        : OptionalLong.empty();
  }

  /** In the largest unit that gives a whole number. */
  static String text(long seconds) {
    for (char unit : new char[] {'d', 'h', 'm'}) {
      if (seconds % unit(unit) == 0) {
        return seconds / unit(unit) + String.valueOf(unit);
      }
    }
    return seconds + "s";
  }

  private static long unit(char unit) {
    return switch (unit) {
      case 'd' -> 24 * 3600;
      case 'h' -> 3600;
      case 'm' -> 60;
      default -> 1;
    };
  }
}
