package io.herald.control.block;

import java.util.regex.Pattern;

/**
 * How templates name what they include, as patterns for the database's regular expressions over the
 * JSON of a row, where a double quote and a line break are escaped.
 */
final class Inclusions {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]*");
  private static final String SPACE = "(\\s|\\\\[nrt])*";
  private static final String QUOTE = "(\\\\\"|')";

  private Inclusions() {}

  /** {@code <%@ include view='name' %>}. */
  static String ofBlock(String name) {
    return attribute("view", name);
  }

  /** {@code <%@ include option='name' %>} and {@code getOption('name')}. */
  static String ofOption(String name) {
    return attribute("option", name) + "|getOption" + SPACE + "\\(" + SPACE + quoted(name);
  }

  private static String attribute(String attribute, String name) {
    return "\\y" + attribute + SPACE + "=" + SPACE + quoted(name);
  }

  private static String quoted(String name) {
    if (!NAME.matcher(name).matches()) {
      // never stored, so never included; and nothing of a caller's becomes part of a pattern
      return "$^";
    }
    return QUOTE + name + QUOTE;
  }
}
