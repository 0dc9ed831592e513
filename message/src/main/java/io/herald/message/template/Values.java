package io.herald.message.template;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.Undefined;
import org.mozilla.javascript.xml.XMLObject;

/** How script values become text (TPL-30). */
final class Values {
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Values() {}

  /**
   * The text that is printed: a string as it is, a number in its shortest form, a date in ISO 8601,
   * an XML element's text, or its mark-up when it has child elements.
   *
   * @return null for null, undefined, an invalid date and a node that does not exist
   */
  static @Nullable String text(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> text;
      case CharSequence text -> {
        RenderContext.current().rendering().budget().checkLength(text.length());
        yield text.toString();
      }
      case XMLObject node -> missing(node) ? null : node.toString();
      case Scriptable date when isDate(date) -> {
        Instant instant = instant(date);
        yield instant == null ? null : ISO.format(instant);
      }
      default -> Undefined.isUndefined(value) ? null : ScriptRuntime.toString(value);
    };
  }

  /** The text of a function's argument; what is missing counts as empty. */
  static String textOrEmpty(@Nullable Object value) {
    String text = text(value);
    return text == null ? "" : text;
  }

  /** True for null, undefined and a node that does not exist. */
  static boolean absent(@Nullable Object value) {
    return value == null
        || Undefined.isUndefined(value)
        || value instanceof XMLObject node && missing(node);
  }

  private static boolean missing(XMLObject node) {
    return node.getClassName().equals("XMLList") && node.getIds().length == 0;
  }

  static boolean isDate(Scriptable value) {
    return value.getClassName().equals("Date");
  }

  /** The instant of a JavaScript date; null when the date is invalid or out of range. */
  static @Nullable Instant instant(Scriptable date) {
    double millis = ScriptRuntime.toNumber(date.getDefaultValue(ScriptRuntime.NumberClass));
    if (Double.isNaN(millis)) {
      return null;
    }
    try {
      return Instant.ofEpochMilli((long) millis);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
