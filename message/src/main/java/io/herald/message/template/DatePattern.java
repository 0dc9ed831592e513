package io.herald.message.template;

import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.Locale;

/**
 * The pattern language of {@code formatDate} (TPL-46): {@code %[width]code[modifier]}. Codes: Y
 * year, M month, B month name, D day, J day of the year, W ISO week, A day name, H hour 0–23, I
 * hour 1–12, N minute, S second, P AM or PM. A width pads with zeros, and cuts a year to its last
 * digits. After A and B, {@code l} asks for the full name and {@code i} for English. {@code %%} is
 * a percent sign; everything else stands for itself.
 */
final class DatePattern {
  private static final int MAX_WIDTH = 20;

  private final String pattern;
  private final ZonedDateTime time;
  private final Locale locale;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private DatePattern(String pattern, ZonedDateTime time, Locale locale) {
    this.pattern = pattern;
    this.time = time;
    this.locale = locale;
  }

  /**
   * Writes a time by a pattern. Never fails: what is no code stands for itself.
   *
   * @param locale for names of months and days, which are written in lower case
   */
  static String format(String pattern, ZonedDateTime time, Locale locale) {
    DatePattern run = new DatePattern(pattern, time, locale);
    while (run.at < pattern.length()) {
      run.step();
    }
    return run.out.toString();
  }

  private void step() {
    int percent = pattern.indexOf('%', at);
    if (percent < 0) {
      out.append(pattern, at, pattern.length());
      at = pattern.length();
      return;
    }
    out.append(pattern, at, percent);
    at = percent + 1;
    int width = width();
    if (at == pattern.length() || !code(pattern.charAt(at), width)) {
      out.append(pattern, percent, at);
    }
  }

  private int width() {
    int width = 0;
    while (at < pattern.length() && pattern.charAt(at) >= '0' && pattern.charAt(at) <= '9') {
      width = Math.min(width * 10 + pattern.charAt(at) - '0', MAX_WIDTH);
      at++;
    }
    return width;
  }

  /** Writes one code and moves behind it; false when it is none. */
  private boolean code(char code, int width) {
    at++;
    switch (code) {
      case 'Y' -> year(width);
      case 'M' -> number(time.getMonthValue(), width);
      case 'D' -> number(time.getDayOfMonth(), width);
      case 'J' -> number(time.getDayOfYear(), width);
      case 'W' -> number(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), width);
      case 'H' -> number(time.getHour(), width);
      case 'I' -> number(time.getHour() % 12 == 0 ? 12 : time.getHour() % 12, width);
      case 'N' -> number(time.getMinute(), width);
      case 'S' -> number(time.getSecond(), width);
      case 'P' -> out.append(time.getHour() < 12 ? "AM" : "PM");
      case 'A', 'B' -> name(code);
      case '%' -> out.append('%');
      default -> {
        return false;
      }
    }
    return true;
  }

  private void year(int width) {
    String year = Integer.toString(time.getYear());
    if (width > 0 && year.length() > width) {
      out.append(year, year.length() - width, year.length());
    } else {
      number(time.getYear(), width);
    }
  }

  private void number(int value, int width) {
    String digits = Integer.toString(value);
    out.repeat("0", Math.max(0, width - digits.length())).append(digits);
  }

  private void name(char code) {
    boolean full = false;
    boolean english = false;
    while (at < pattern.length()
        && (pattern.charAt(at) == 'l' && !full || pattern.charAt(at) == 'i' && !english)) {
      full |= pattern.charAt(at) == 'l';
      english |= pattern.charAt(at) == 'i';
      at++;
    }
    Locale language = english ? Locale.ENGLISH : locale;
    TextStyle style = full ? TextStyle.FULL : TextStyle.SHORT;
    String name =
        code == 'A'
            ? time.getDayOfWeek().getDisplayName(style, language)
            : time.getMonth().getDisplayName(style, language);
    out.append(name.toLowerCase(language));
  }
}
