package io.herald.control.document;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * CSS declarations made of what a document says: only values that were read as numbers, colours or
 * names get in. Immutable.
 */
record Css(Map<String, String> declarations) {
  static final Css NONE = new Css(Map.of());

  /** With one more; null: as it is. */
  Css with(String property, @Nullable String value) {
    if (value == null) {
      return this;
    }
    Map<String, String> more = new LinkedHashMap<>(declarations);
    more.put(property, value);
    return new Css(more);
  }

  /** With these, which go before our own. */
  Css and(Css others) {
    if (declarations.isEmpty() || others.declarations.isEmpty()) {
      return declarations.isEmpty() ? others : this;
    }
    Map<String, String> more = new LinkedHashMap<>(declarations);
    more.putAll(others.declarations);
    return new Css(more);
  }

  String text() {
    return declarations.entrySet().stream()
        .map(one -> one.getKey() + ":" + one.getValue())
        .collect(Collectors.joining(";"));
  }

  /** As an attribute with a blank before it; nothing when there is nothing to say. */
  String attribute() {
    return declarations.isEmpty() ? "" : " style=\"" + text() + "\"";
  }

  /** Points of a number in other units; null when it is none. */
  static @Nullable String points(String number, double unitsInAPoint) {
    return number.matches("-?[0-9]{1,8}(\\.[0-9]{1,6})?")
        ? String.format(Locale.ROOT, "%.2fpt", Double.parseDouble(number) / unitsInAPoint)
        : null;
  }

  /** A length with its unit; null when it is none. */
  static @Nullable String length(String length) {
    return length.matches("-?[0-9]{1,5}(\\.[0-9]{1,8})?(cm|mm|in|pt|pc|px|%)") ? length : null;
  }

  /** A colour of six digits; null when it is none, such as {@code auto}. */
  static @Nullable String colour(String colour) {
    String digits = colour.startsWith("#") ? colour.substring(1) : colour;
    return digits.matches("[0-9A-Fa-f]{6}") ? "#" + digits : null;
  }

  /** A font's name; null when it is none. */
  static @Nullable String font(String name) {
    String plain = name.replace("'", "").replace("\"", "");
    return plain.matches("[\\p{L}0-9][\\p{L}0-9 -]{0,60}") ? "'" + plain + "'" : null;
  }
}
