package io.herald.message.template;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the paths of fields (TPL-36): {@code /context/ctx/client/firstName}. */
final class FieldPaths {
  private static final Pattern PATH =
      Pattern.compile("/[A-Za-z_$][\\w$]*(?:/@?[\\p{L}_$][\\p{L}\\p{N}_$.-]*)*");

  private static final Pattern FIELD =
      Pattern.compile(
          "<span\\b[^<>]*\\bdata-nl-expr\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')[^<>]*>[^<]*</span\\s*>");

  private FieldPaths() {}

  /** The expression that reads a path, with nothing where a step is missing; null: no path. */
  static @Nullable String expression(String path) {
    String stripped = path.strip();
    if (!PATH.matcher(stripped).matches()) {
      return null;
    }
    String[] names = stripped.substring(1).split("/");
    String expression = names[0];
    for (int i = 1; i < names.length; i++) {
      expression = ScriptText.GET + "(" + expression + ",\"" + names[i] + "\")";
    }
    return expression;
  }

  /** The span of a field where there is no other mark-up: in subjects, names and text parts. */
  static Pattern span() {
    return FIELD;
  }
}
