package io.herald.message.template;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.IllformedLocaleException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.NativeObject;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/**
 * The functions of the template language (TPL-44, TPL-46). What is missing counts as empty text, so
 * that a missing value prints nothing whether it is formatted or not.
 */
final class TemplateFunctions {
  private static final int MAX_DECIMALS = 20;

  private TemplateFunctions() {}

  /** One function: takes its arguments, gives a script value. */
  private interface Body {
    @Nullable Object call(RenderContext context, Object[] args);
  }

  static void install(Scriptable scope) {
    define(scope, scope, "formatDate", 3, TemplateFunctions::formatDate);
    define(scope, scope, "parseTimeStamp", 1, TemplateFunctions::parseTimeStamp);
    define(scope, scope, "toDate", 1, TemplateFunctions::parseTimeStamp);
    define(scope, scope, "getCurrentDate", 0, (cx, args) -> date(cx, cx.rendering().now()));
    define(scope, scope, "formatNumber", 4, TemplateFunctions::formatNumber);
    define(scope, scope, "formatCurrency", 3, TemplateFunctions::formatCurrency);
    define(scope, scope, "escapeXmlStr", 1, (cx, args) -> escaped(args, true, false));
    define(scope, scope, "escapeXMLString", 1, (cx, args) -> escaped(args, true, false));
    define(scope, scope, "escapeUrl", 1, (cx, args) -> Escaping.url(text(args, 0)));
    define(scope, scope, "toSmartCase", 1, (cx, args) -> smartCase(text(args, 0)));
    define(scope, scope, "toUpperCase", 1, (cx, args) -> text(args, 0).toUpperCase(Locale.ROOT));
    define(scope, scope, "toLowerCase", 1, (cx, args) -> text(args, 0).toLowerCase(Locale.ROOT));
    define(scope, scope, "trim", 1, (cx, args) -> text(args, 0).strip());
    NativeObject xml = object(scope);
    define(scope, xml, "escape", 1, (cx, args) -> escaped(args, false, false));
    define(scope, xml, "escapeAttribute", 1, (cx, args) -> escaped(args, true, true));
    NativeObject nl = object(scope);
    ScriptableObject.defineProperty(nl, "XML", xml, ScriptableObject.READONLY);
    ScriptableObject.defineProperty(scope, "NL", nl, ScriptableObject.DONTENUM);
  }

  private static NativeObject object(Scriptable scope) {
    NativeObject object = new NativeObject();
    object.setParentScope(scope);
    object.setPrototype(ScriptableObject.getObjectPrototype(scope));
    return object;
  }

  private static void define(
      Scriptable scope, Scriptable owner, String name, int length, Body body) {
    ScriptableObject.defineProperty(
        owner,
        name,
        SharedScope.lambda(
            scope, name, length, (cx, s, self, args) -> body.call((RenderContext) cx, args)),
        ScriptableObject.DONTENUM);
  }

  private static @Nullable Object arg(Object[] args, int number) {
    return number < args.length ? args[number] : null;
  }

  private static String text(Object[] args, int number) {
    return Values.textOrEmpty(arg(args, number));
  }

  private static EscapedText escaped(Object[] args, boolean quote, boolean apostrophe) {
    if (arg(args, 0) instanceof EscapedText already) {
      return already;
    }
    return new EscapedText(Escaping.xml(text(args, 0), quote, apostrophe));
  }

  private static Object formatDate(RenderContext context, Object[] args) {
    if (Values.absent(arg(args, 0))) {
      return "";
    }
    ZoneId zone = zone(context, arg(args, 2));
    Instant instant = instant(context, "formatDate", arg(args, 0));
    String pattern = Values.absent(arg(args, 1)) ? "%4Y/%2M/%2D" : text(args, 1);
    return DatePattern.format(pattern, instant.atZone(zone), context.getLocale());
  }

  private static ZoneId zone(RenderContext context, @Nullable Object name) {
    if (Values.absent(name)) {
      return context.getTimeZone().toZoneId();
    }
    try {
      return ZoneId.of(Values.textOrEmpty(name));
    } catch (DateTimeException e) {
      throw Refusal.of(
          "formatDate: the third argument is no time zone; write a name such as Europe/Paris");
    }
  }

  private static Object parseTimeStamp(RenderContext context, Object[] args) {
    return Values.absent(arg(args, 0))
        ? date(context, null)
        : date(context, instant(context, "parseTimeStamp", arg(args, 0)));
  }

  private static Instant instant(RenderContext context, String function, @Nullable Object value) {
    Instant instant;
    if (value instanceof Scriptable date && Values.isDate(date)) {
      instant = Values.instant(date);
    } else if (value instanceof Number millis) {
      instant = Instant.ofEpochMilli(millis.longValue());
    } else {
      instant = Timestamps.parse(Values.textOrEmpty(value), context.getTimeZone().toZoneId());
    }
    if (instant == null) {
      // the value itself may be personal
      throw Refusal.of(
          function
              + ": the value is no date; a date looks like 2026-01-31 or 2026-01-31T10:00:00Z");
    }
    return instant;
  }

  private static Scriptable date(RenderContext context, @Nullable Instant instant) {
    double millis = instant == null ? Double.NaN : (double) instant.toEpochMilli();
    return context.sandbox().shared().date(context, millis);
  }

  private static Object formatNumber(RenderContext context, Object[] args) {
    BigDecimal value = number("formatNumber", arg(args, 0));
    if (value == null) {
      return "";
    }
    if (!Values.absent(arg(args, 1))) {
      value = value.setScale(decimals(arg(args, 1)), RoundingMode.HALF_UP);
    } else {
      value = shortest(value);
    }
    String decimalMark = Values.absent(arg(args, 2)) ? "." : text(args, 2);
    String thousandsMark = Values.absent(arg(args, 3)) ? "" : text(args, 3);
    return grouped(value, decimalMark, thousandsMark);
  }

  private static int decimals(@Nullable Object value) {
    double wanted = ScriptRuntime.toNumber(value);
    if (!(wanted >= 0 && wanted <= MAX_DECIMALS)) {
      throw Refusal.of("formatNumber: the number of decimals must be 0 to " + MAX_DECIMALS);
    }
    return (int) wanted;
  }

  private static BigDecimal shortest(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private static String grouped(BigDecimal value, String decimalMark, String thousandsMark) {
    String plain = value.abs().toPlainString();
    int point = plain.indexOf('.');
    String whole = point < 0 ? plain : plain.substring(0, point);
    StringBuilder out = new StringBuilder(plain.length() + 8);
    if (value.signum() < 0) {
      out.append('-');
    }
    for (int i = 0; i < whole.length(); i++) {
      if (i > 0 && (whole.length() - i) % 3 == 0) {
        out.append(thousandsMark);
      }
      out.append(whole.charAt(i));
    }
    if (point >= 0) {
      out.append(decimalMark).append(plain, point + 1, plain.length());
    }
    return out.toString();
  }

  private static Object formatCurrency(RenderContext context, Object[] args) {
    BigDecimal value = number("formatCurrency", arg(args, 0));
    if (value == null) {
      return "";
    }
    try {
      Locale locale =
          Values.absent(arg(args, 2))
              ? context.getLocale()
              : new Locale.Builder().setLanguageTag(text(args, 2).replace('_', '-')).build();
      NumberFormat format = NumberFormat.getCurrencyInstance(locale);
      Currency currency = Currency.getInstance(text(args, 1));
      format.setCurrency(currency);
      int digits = Math.max(0, currency.getDefaultFractionDigits());
      format.setMinimumFractionDigits(digits);
      format.setMaximumFractionDigits(digits);
      format.setRoundingMode(RoundingMode.HALF_UP);
      return format.format(value);
    } catch (IllegalArgumentException | IllformedLocaleException e) {
      throw Refusal.of(
          "formatCurrency(value, currency, language): write for example"
              + " formatCurrency(12.5, 'EUR', 'fr-FR')");
    }
  }

  /** The exact decimal value; null when it is missing or empty. */
  private static @Nullable BigDecimal number(String function, @Nullable Object value) {
    String text = Values.textOrEmpty(value).strip();
    if (text.isEmpty()) {
      return null;
    }
    if (text.length() <= 100) {
      try {
        BigDecimal number = new BigDecimal(text);
        if (Math.abs((long) number.scale()) <= 400 && number.precision() <= 400) {
          return number;
        }
      } catch (NumberFormatException e) {
        // told below
      }
    }
    throw Refusal.of(function + ": the value is no number; a number looks like 1234.5");
  }

  /** The first letter of each word in upper case, the others in lower case. */
  private static String smartCase(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean inWord = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      out.appendCodePoint(inWord ? Character.toLowerCase(c) : Character.toTitleCase(c));
      inWord = Character.isLetterOrDigit(c) || c == '\'' || c == '’';
      i += Character.charCount(c);
    }
    return out.toString();
  }
}
