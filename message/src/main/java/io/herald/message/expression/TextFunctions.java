package io.herald.message.expression;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * What functions do to texts. Characters are code points, so that an emoji is one. Every function
 * counts its work before it does it. Pure functions but for that.
 */
final class TextFunctions {
  private static final String BLANKS = " \t\r\n";

  private TextFunctions() {}

  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  static String upper(String text, Run run, Place place) {
    run.grow(text.length(), place);
    return text.toUpperCase(Locale.ROOT);
  }

  static String lower(String text, Run run, Place place) {
    run.grow(text.length(), place);
    return text.toLowerCase(Locale.ROOT);
  }

  /** A word begins with a letter that has neither letter nor digit nor apostrophe before it. */
  static String smart(String text, Run run, Place place) {
    run.grow(text.length(), place);
    StringBuilder out = new StringBuilder(text.length());
    boolean inside = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      out.appendCodePoint(inside ? Character.toLowerCase(c) : Character.toTitleCase(c));
      inside = Character.isLetterOrDigit(c) || inside && (c == '\'' || c == '\u2019');
      i += Character.charCount(c);
    }
    return out.toString();
  }

  static String left(String text, BigDecimal count) {
    return cut(text, 0, NumberFunctions.clamp(count));
  }

  static String right(String text, BigDecimal count) {
    int length = length(text);
    long kept = Math.min(length, NumberFunctions.clamp(count));
    return kept <= 0 ? "" : cut(text, length - kept, length);
  }

  /** What lies both in the text and in the places asked for, the first of which is 1. */
  static String substring(String text, BigDecimal from, BigDecimal count) {
    long start = (long) NumberFunctions.clamp(from) - 1;
    return cut(text, Math.max(start, 0), start + NumberFunctions.clamp(count));
  }

  /** The characters from one place, counted from 0, to before another. */
  private static String cut(String text, long from, long to) {
    if (to <= from || from >= text.length()) {
      return "";
    }
    int length = length(text);
    if (from >= length) {
      return "";
    }
    int begin = text.offsetByCodePoints(0, (int) from);
    int end = text.offsetByCodePoints(begin, (int) (Math.min(to, length) - from));
    return text.substring(begin, end);
  }

  static String replace(String text, String search, String by, Run run, Place place) {
    if (search.isEmpty()) {
      return text;
    }
    long occurrences = 0;
    for (int at = indexOf(text, search, 0, run, place);
        at >= 0;
        at = indexOf(text, search, at + search.length(), run, place)) {
      occurrences++;
    }
    if (occurrences == 0) {
      return text;
    }
    long length = text.length() + occurrences * ((long) by.length() - search.length());
    if (length > text.length()) {
      run.grow(length, place);
    }
    return text.replace(search, by);
  }

  static String pad(
      String text, BigDecimal length, String fill, boolean left, Run run, Place place) {
    int wanted = Math.max(NumberFunctions.clamp(length), 0);
    int there = length(text);
    if (there >= wanted) {
      return cut(text, 0, wanted);
    }
    if (fill.isEmpty()) {
      return text;
    }
    run.grow(wanted, place);
    int missing = wanted - there;
    int fillLength = length(fill);
    // the fill is no longer than what is missing before it is repeated
    String unit = fillLength > missing ? cut(fill, 0, missing) : fill;
    int unitLength = Math.min(fillLength, missing);
    String filling = unit.repeat(missing / unitLength) + cut(unit, 0, missing % unitLength);
    return left ? filling + text : text + filling;
  }

  static String trimLeft(String text) {
    int start = 0;
    while (start < text.length() && BLANKS.indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    return text.substring(start);
  }

  static String trimRight(String text) {
    int end = text.length();
    while (end > 0 && BLANKS.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(0, end);
  }

  static String joined(String text, String other, Run run, Place place) {
    run.grow((long) text.length() + other.length(), place);
    return text.concat(other);
  }

  /** Counted from 1; 0: nowhere. */
  static int place(String text, String part, Run run, Place place) {
    int at = indexOf(text, part, 0, run, place);
    return at < 0 ? 0 : text.codePointCount(0, at) + 1;
  }

  static boolean contains(String text, String part, Run run, Place place) {
    return indexOf(text, part, 0, run, place) >= 0;
  }

  /**
   * Two texts can be made so that every place of one is compared with most of the other: a part of
   * more than a line is looked for a piece of the text at a time, each piece counted.
   */
  private static int indexOf(String text, String part, int from, Run run, Place place) {
    int last = text.length() - part.length();
    int piece = Math.max(1, 100_000 / Math.max(1, part.length()));
    for (int at = from; at <= last; at += piece) {
      int end = Math.min(at + piece - 1, last);
      int found = text.indexOf(part, at, end + part.length());
      int places = (found < 0 ? end : found) - at + 1;
      run.charge(part.length() > 64 ? (long) places * part.length() : places, place);
      if (found >= 0) {
        return found;
      }
    }
    return -1;
  }

  static String domain(String address) {
    int at = address.lastIndexOf('@');
    return at < 0 ? "" : address.substring(at + 1).strip().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether a text fits a pattern with {@code %} for any text and {@code _} for one character. A
   * {@code %} takes as little as it can, and only the last one is ever asked to take more.
   */
  static boolean like(String text, String pattern, Run run, Place place) {
    int t = 0;
    int p = 0;
    int star = -1;
    int mark = 0;
    int steps = 0;
    while (t < text.length()) {
      if (++steps % 1_024 == 0) {
        run.charge(1_024, place);
      }
      char wanted = p < pattern.length() ? pattern.charAt(p) : 0;
      if (wanted == '%') {
        star = p++;
        mark = t;
      } else if (wanted == '_') {
        t += Character.charCount(text.codePointAt(t));
        p++;
      } else if (p < pattern.length() && wanted == text.charAt(t)) {
        t++;
        p++;
      } else if (star >= 0) {
        p = star + 1;
        mark += Character.charCount(text.codePointAt(mark));
        t = mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '%') {
      p++;
    }
    return p == pattern.length();
  }
}
