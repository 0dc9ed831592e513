package io.herald.control.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one request and collects everything that is wrong with them, so that a caller
 * corrects once and not once per field. Values that were refused come back as something harmless;
 * they must not be used while there are {@link #findings}. For one thread.
 */
public final class InputCheck {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,64}");

  private final List<Finding> findings = new ArrayList<>();

  /** Everything that is wrong, in the order it was read. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** Notes something wrong. */
  public void refuse(String field, String message) {
    findings.add(Finding.of(field, message));
  }

  /** An internal name: 1 to 64 of A to Z, a to z, 0 to 9 and underscore; required. */
  public String name(String field, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      refuse(field, "'" + field + "' is missing.");
      return "";
    }
    if (!NAME.matcher(value).matches()) {
      refuse(
          field,
          "'"
              + field
              + "' may hold letters A to Z, a to z, digits and underscores, 1 to 64 characters; the"
              + " label takes any text.");
      return "";
    }
    return value;
  }

  /**
   * The internal name of what is saved: the name in the address wins, and one in the body must be
   * the same.
   *
   * @param inPath null: only the body can name it
   */
  public String nameOf(@Nullable String inPath, @Nullable String inBody) {
    if (inPath == null) {
      return name("name", inBody);
    }
    if (inBody != null && !inBody.equals(inPath)) {
      refuse("name", "'name' is not the name in the address; a name cannot be changed.");
    }
    return inPath;
  }

  /** One line of text; null when absent or empty. */
  public @Nullable String lineOrNull(String field, @Nullable String value, int maxCharacters) {
    String line = line(field, value, maxCharacters);
    return line.isEmpty() ? null : line;
  }

  /** One line of text; empty when absent. */
  public String line(String field, @Nullable String value, int maxCharacters) {
    String line = text(field, value, maxCharacters);
    if (line.chars().anyMatch(character -> character < ' ' && character != '\t')) {
      refuse(field, "'" + field + "' is one line: it takes no line breaks or control characters.");
      return "";
    }
    return line.strip();
  }

  /** Text of any number of lines; empty when absent. */
  public String text(String field, @Nullable String value, int maxCharacters) {
    if (value == null) {
      return "";
    }
    int length = value.codePointCount(0, value.length());
    if (length > maxCharacters) {
      refuse(
          field,
          String.format(
              Locale.ROOT,
              "'%s' has %,d characters; it may have %,d.",
              field,
              length,
              maxCharacters));
      return "";
    }
    if (value.indexOf('\0') >= 0 || hasLoneSurrogate(value)) {
      refuse(field, "'" + field + "' holds a character that is not allowed in text.");
      return "";
    }
    return value;
  }

  /** One of the options, named in any letter case; the default when absent. */
  public <T> T choice(
      String field, @Nullable String value, T defaultValue, Map<String, T> options) {
    if (value == null) {
      return defaultValue;
    }
    for (Map.Entry<String, T> option : options.entrySet()) {
      if (option.getKey().equalsIgnoreCase(value.strip())) {
        return option.getValue();
      }
    }
    refuse(field, "'" + field + "' may be " + String.join(", ", options.keySet()) + ".");
    return defaultValue;
  }

  // a half of a pair cannot be stored or sent as UTF-8
  private static boolean hasLoneSurrogate(String value) {
    return value
        .codePoints()
        .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }
}
