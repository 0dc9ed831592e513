package io.herald.message.template;

import static io.herald.message.template.TemplateFunction.absent;
import static io.herald.message.template.TemplateFunction.arg;
import static io.herald.message.template.TemplateFunction.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Scriptable;

/** Functions that read and write dates (TPL-44, TPL-46, TPL-47). */
final class DateFunctions {
  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction(
              "formatDate",
              "formatDate(date, pattern[, zone])",
              "Writes a date by a pattern; the zone is a name such as Europe/Paris, or UTC.",
              "formatDate('2000-01-24T15:05:09Z', '%Al %D %Bl %4Y')",
              "monday 24 january 2000",
              DateFunctions::formatDate),
          new TemplateFunction(
              "parseTimeStamp",
              "parseTimeStamp(text)",
              "Reads a date and time; without an offset it is meant in the zone of the instance.",
              "parseTimeStamp('2026-01-31 11:30:00')",
              "2026-01-31T11:30:00.000Z",
              (context, args) -> read(context, "parseTimeStamp", args)),
          new TemplateFunction(
              "toDate",
              "toDate(text)",
              "Reads a date; the same as parseTimeStamp.",
              "toDate('2026/01/31')",
              "2026-01-31T00:00:00.000Z",
              (context, args) -> read(context, "toDate", args)),
          new TemplateFunction(
              "getCurrentDate",
              "getCurrentDate()",
              "The instant at which the message is filled in.",
              "getCurrentDate()",
              "2026-01-31T10:00:01.500Z",
              (context, args) -> date(context, context.rendering().now())));

  private DateFunctions() {}

  private static Object formatDate(RenderContext context, Object[] args) {
    if (absent(args, 0)) {
      return "";
    }
    ZoneId zone = zone(context, args);
    Instant instant = instant(context, "formatDate", arg(args, 0));
    String pattern = absent(args, 1) ? "%4Y/%2M/%2D" : text(args, 1);
    return DatePattern.format(pattern, instant.atZone(zone), context.getLocale());
  }

  private static ZoneId zone(RenderContext context, Object[] args) {
    if (absent(args, 2)) {
      return context.sandbox().zone();
    }
    try {
      return ZoneId.of(text(args, 2));
    } catch (DateTimeException e) {
      throw Refusal.of(
          "formatDate: the third argument is no time zone; write a name such as Europe/Paris");
    }
  }

  private static Object read(RenderContext context, String function, Object[] args) {
    return date(context, absent(args, 0) ? null : instant(context, function, arg(args, 0)));
  }

  private static Instant instant(RenderContext context, String function, @Nullable Object value) {
    Instant instant;
    if (value instanceof Scriptable date && Values.isDate(date)) {
      instant = Values.instant(date);
    } else if (value instanceof Number millis) {
      instant = Instant.ofEpochMilli(millis.longValue());
    } else {
      instant = Timestamps.parse(Values.textOrEmpty(value), context.sandbox().zone());
    }
    if (instant == null) {
      throw Refusal.of(
          "%s: the value is no date: it has the form %s, a date looks like 2026-01-31 or 2026-01-31T10:00:00Z"
              .formatted(function, ValueForm.of(Values.textOrEmpty(value))));
    }
    return instant;
  }

  private static Scriptable date(RenderContext context, @Nullable Instant instant) {
    double millis = instant == null ? Double.NaN : (double) instant.toEpochMilli();
    return context.sandbox().shared().date(context, millis);
  }
}
