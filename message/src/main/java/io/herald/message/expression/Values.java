package io.herald.message.expression;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values as steps pass them on: read, compared, shown. Pure functions. */
final class Values {
  /** Digits a number may have, in front of the point and behind it. */
  static final int MAX_DIGITS = 1_000;

  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,40}(\\.\\d{1,40})?");

  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Values() {}

  /** The value of a field as one of its type. A text that is not there is an empty one. */
  static @Nullable Object of(
      @Nullable Object raw, ValueType type, MomentReader moments, Place place) {
    return switch (type) {
      case TEXT ->
          switch (raw) {
            case null -> "";
            case String text -> text;
            case Number number -> shown(number(number, place));
            case Instant instant -> SHOWN.format(instant);
            default -> raw.toString();
          };
      case NUMBER ->
          switch (raw) {
            case null -> null;
            case Number number -> number(number, place);
            case String text -> text.isEmpty() ? null : number(text, place);
            default -> throw place.failing("is no number");
          };
      case MOMENT ->
          switch (raw) {
            case null -> null;
            case Instant instant -> instant;
            case String text -> text.isEmpty() ? null : moment(text, moments, place);
            default -> throw place.failing("is no date and time");
          };
      case CONDITION ->
          switch (raw) {
            case null -> null;
            case Boolean truth -> Boolean.valueOf(truth);
            case String text -> truth(text, place);
            default -> throw place.failing("is neither true nor false");
          };
    };
  }

  private static @Nullable Boolean truth(String text, Place place) {
    return switch (text) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      case "" -> null;
      default -> throw place.failing("is neither true nor false");
    };
  }

  private static BigDecimal number(Number number, Place place) {
    return switch (number) {
      case BigDecimal decimal -> bounded(decimal, place);
      case Integer whole -> BigDecimal.valueOf(whole);
      case Long whole -> BigDecimal.valueOf(whole);
      case Double decimal when Double.isFinite(decimal) -> BigDecimal.valueOf(decimal);
      default -> number(number.toString(), place);
    };
  }

  static BigDecimal number(String text, Place place) {
    String stripped = text.strip();
    // nobody writes a number of 100 characters, and the pattern need not look at a book
    if (stripped.length() > 100 || !NUMBER.matcher(stripped).matches()) {
      throw place.failing("is no number such as 12 or -1.5");
    }
    return new BigDecimal(stripped);
  }

  static BigDecimal bounded(BigDecimal number, Place place) {
    if (number.precision() > MAX_DIGITS || Math.abs((long) number.scale()) > MAX_DIGITS) {
      throw place.failing("is a number of more than " + MAX_DIGITS + " digits");
    }
    return number;
  }

  static Instant moment(String text, MomentReader moments, Place place) {
    Optional<Instant> moment = moments.read(text);
    return moment.orElseThrow(
        () -> place.failing("is no ISO 8601 date and time such as 2026-01-31T10:00:00.000Z"));
  }

  /** Numbers in their shortest form (TPL-30), dates as the dialects write them. */
  static String shown(Object value) {
    return switch (value) {
      case BigDecimal number ->
          number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
      case Instant instant -> SHOWN.format(instant);
      default -> value.toString();
    };
  }

  /** Whether a value is there; an empty text is not. */
  static boolean isThere(@Nullable Object value) {
    return value != null && !value.equals("");
  }

  /** Two values of one type; texts by their code points, as a database without a locale does. */
  static int compare(Object a, Object b) {
    return switch (a) {
      case BigDecimal number -> number.compareTo((BigDecimal) b);
      case Instant instant -> instant.compareTo((Instant) b);
      case String text -> compareTexts(text, (String) b);
      default -> throw new IllegalStateException("no value: " + a.getClass());
    };
  }

  private static int compareTexts(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char c = a.charAt(i);
      char d = b.charAt(i);
      if (c != d) {
        boolean mixed = Character.isSurrogate(c) != Character.isSurrogate(d);
        return mixed ? (Character.isSurrogate(c) ? 1 : -1) : Character.compare(c, d);
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
