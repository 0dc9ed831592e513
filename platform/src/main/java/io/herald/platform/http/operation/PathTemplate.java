package io.herald.platform.http.operation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path with names for its changing parts, for example {@code /v1/events/{id}:cancel}. A changing
 * part fills a segment up to its end or up to a colon, behind which stands a verb of our own; so a
 * value never holds a slash or a colon. Immutable.
 */
public final class PathTemplate {
  private static final Pattern VARIABLE = Pattern.compile("\\{([a-zA-Z]+)}");

  private final String text;
  private final Pattern pattern;
  private final List<String> names;

  private PathTemplate(String text, Pattern pattern, List<String> names) {
    this.text = text;
    this.pattern = pattern;
    this.names = names;
  }

  /**
   * @throws IllegalArgumentException when the text does not start with a slash
   */
  public static PathTemplate of(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("a path starts with a slash: " + text);
    }
    Matcher variable = VARIABLE.matcher(text);
    StringBuilder pattern = new StringBuilder();
    int end = 0;
    while (variable.find()) {
      pattern.append(Pattern.quote(text.substring(end, variable.start()))).append("([^/:]+)");
      end = variable.end();
    }
    pattern.append(Pattern.quote(text.substring(end)));
    List<String> names = VARIABLE.matcher(text).results().map(found -> found.group(1)).toList();
    return new PathTemplate(text, Pattern.compile(pattern.toString()), names);
  }

  /** The names of the changing parts, in order. */
  List<String> names() {
    return names;
  }

  /** The values of the changing parts; null when the path is another one. */
  @Nullable Map<String, String> match(String path) {
    Matcher matcher = pattern.matcher(path);
    if (!matcher.matches()) {
      return null;
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      values.put(names.get(i), matcher.group(i + 1));
    }
    return values;
  }

  /** As it was written, which is also OpenAPI's form. */
  @Override
  public String toString() {
    return text;
  }
}
