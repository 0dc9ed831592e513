package io.herald.execution.proof;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names one copy of a proof; the correlation id of its event.
 *
 * @param proof the proof's id
 * @param place the copy's, from 1
 */
record CopyId(String proof, int place) {
  private static final Pattern FORM = Pattern.compile("([A-Za-z0-9-]{1,64})/([1-9]\\d{0,2})");

  /** Reads what {@link #text} wrote; null when it is something else. */
  static @Nullable CopyId of(@Nullable String text) {
    Matcher form = FORM.matcher(text == null ? "" : text);
    return form.matches() ? new CopyId(form.group(1), Integer.parseInt(form.group(2))) : null;
  }

  String text() {
    return proof + "/" + place;
  }
}
