package io.herald.execution.proof;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names the version a trap gets a copy of; the correlation id of the copy (TPL-69).
 *
 * @param template internal name
 */
public record TrapId(String template, int version) {
  private static final Pattern FORM = Pattern.compile("trap/([A-Za-z0-9_]{1,64})/([1-9]\\d{0,8})");

  /** Reads what {@link #text} wrote; null when it is something else. */
  public static @Nullable TrapId of(@Nullable String text) {
    Matcher form = FORM.matcher(text == null ? "" : text);
    return form.matches() ? new TrapId(form.group(1), Integer.parseInt(form.group(2))) : null;
  }

  String text() {
    return "trap/" + template + "/" + version;
  }
}
