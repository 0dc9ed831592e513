package io.herald.message.template;

import io.herald.message.template.HtmlState.Code;
import io.herald.message.template.HtmlState.Link;
import java.util.Locale;

/** Follows scripts and styles character by character, as far as their texts and comments go. */
final class CodeSteps {
  private static final String BEFORE_PATTERN = "(,=:[!&|?{};+-*%~^<>";

  private CodeSteps() {}

  /**
   * The state behind a character. In script and style the word holds what was read last; a
   * backslash there means that the next character stands for itself.
   */
  static HtmlState next(HtmlState state, char c, char next) {
    boolean escaped = state.word().endsWith("\\");
    return switch (state.code()) {
      case NONE, JS_HOLE -> state;
      case JS -> script(state, c, next);
      case JS_DOUBLE -> quoted(state, c, escaped, c == '"' || isLineEnd(c), Code.JS);
      case JS_SINGLE -> quoted(state, c, escaped, c == '\'' || isLineEnd(c), Code.JS);
      case JS_TEMPLATE ->
          c == '$' && next == '{' && !escaped
              ? to(state, Code.JS_HOLE, "")
              : quoted(state, c, escaped, c == '`', Code.JS);
      case JS_LINE_COMMENT -> isLineEnd(c) ? to(state, Code.JS, "") : state;
      case JS_COMMENT, CSS_COMMENT -> comment(state, c);
      case JS_PATTERN ->
          c == '[' && !escaped
              ? to(state, Code.JS_PATTERN_SET, "")
              : quoted(state, c, escaped, c == '/' || isLineEnd(c), Code.JS);
      case JS_PATTERN_SET -> quoted(state, c, escaped, c == ']', Code.JS_PATTERN);
      case CSS -> style(state, c, next);
      case CSS_DOUBLE -> quoted(state, c, escaped, c == '"' || isLineEnd(c), Code.CSS);
      case CSS_SINGLE -> quoted(state, c, escaped, c == '\'' || isLineEnd(c), Code.CSS);
      case CSS_LINK -> link(state, c, c == ')');
      case CSS_LINK_DOUBLE -> link(state, c, c == '"');
      case CSS_LINK_SINGLE -> link(state, c, c == '\'');
    };
  }

  private static HtmlState to(HtmlState state, Code code, String word) {
    return new HtmlState(
        state.mode(),
        state.element(),
        state.attribute(),
        state.quote(),
        state.link(),
        code,
        word,
        state.torn());
  }

  private static HtmlState quoted(
      HtmlState state, char c, boolean escaped, boolean ends, Code after) {
    if (escaped) {
      return state.withWord("");
    }
    if (ends) {
      return to(state, after, "x");
    }
    return c == '\\' ? state.withWord("\\") : state.withWord("");
  }

  private static HtmlState comment(HtmlState state, char c) {
    if (c == '/' && state.word().equals("*")) {
      return to(state, state.code() == Code.JS_COMMENT ? Code.JS : Code.CSS, "");
    }
    return state.withWord(c == '*' ? "*" : "");
  }

  private static HtmlState script(HtmlState state, char c, char next) {
    return switch (c) {
      case '"' -> to(state, Code.JS_DOUBLE, "");
      case '\'' -> to(state, Code.JS_SINGLE, "");
      case '`' -> to(state, Code.JS_TEMPLATE, "");
      case '/' -> {
        if (next == '/') {
          yield to(state, Code.JS_LINE_COMMENT, "");
        }
        if (next == '*') {
          yield to(state, Code.JS_COMMENT, "");
        }
        boolean pattern =
            state.word().isEmpty()
                || BEFORE_PATTERN.contains(state.word())
                || state.word().equals("return")
                || state.word().equals("typeof");
        yield pattern ? to(state, Code.JS_PATTERN, "") : state.withWord("/");
      }
      default -> HtmlScanner.isSpace(c) ? state : state.withWord(lastWord(state.word(), c));
    };
  }

  /** The name that was read last, or the sign. */
  private static String lastWord(String word, char c) {
    boolean goesOn = Character.isLetter(c) && !word.isEmpty() && Character.isLetter(word.charAt(0));
    return goesOn ? HtmlScanner.grown(word, c) : String.valueOf(c);
  }

  private static HtmlState style(HtmlState state, char c, char next) {
    if (c == '"') {
      return to(state, Code.CSS_DOUBLE, "");
    }
    if (c == '\'') {
      return to(state, Code.CSS_SINGLE, "");
    }
    if (c == '/' && next == '*') {
      return to(state, Code.CSS_COMMENT, "");
    }
    if (c == '(' && state.word().equals("url")) {
      return to(state.withLink(Link.START), Code.CSS_LINK, "");
    }
    String tail = (state.word() + c).toLowerCase(Locale.ROOT);
    return state.withWord(tail.substring(Math.max(0, tail.length() - 3)));
  }

  /** Addresses inside {@code url(…)}; where one is in the address is followed elsewhere. */
  private static HtmlState link(HtmlState state, char c, boolean ends) {
    boolean begins = state.code() == Code.CSS_LINK && state.link() == Link.START;
    if (begins && (c == '"' || c == '\'')) {
      return to(state, c == '"' ? Code.CSS_LINK_DOUBLE : Code.CSS_LINK_SINGLE, "");
    }
    return ends ? to(state.withLink(Link.NONE), Code.CSS, "") : state;
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }
}
