package io.herald.message.template;

import io.herald.message.template.Source.Origin;
import org.jspecify.annotations.Nullable;

/** One piece of a part, as {@link TemplateScanner} finds it and later steps change it. */
sealed interface Piece {
  /** Where it stands. */
  Origin at();

  /**
   * Text outside tags, printed as it is.
   *
   * @param at where it begins; it stands there in one piece
   */
  record Literal(String text, Origin at) implements Piece {}

  /**
   * {@code <%= code %>}, or {@code <%== code %>} when raw.
   *
   * @param code what stands between the tags, without a closing semicolon
   * @param at where the code begins
   */
  record Print(String code, Origin at, boolean raw) implements Piece {}

  /**
   * {@code <% code %>}.
   *
   * @param at where the code begins
   */
  record Code(String code, Origin at) implements Piece {}

  /**
   * {@code <%@ name attributes %>}, which is gone before pass B.
   *
   * @param at where the tag begins
   */
  record Directive(String name, String attributes, Origin at) implements Piece {}

  /**
   * JavaScript that the compiler writes around an author's expression.
   *
   * @param code the expression; null when there is none
   * @param at where the expression stands, or what the script is for
   */
  record Glue(String before, @Nullable String code, Origin at, String after) implements Piece {
    static Glue of(String script, Origin at) {
      return new Glue(script, null, at, "");
    }
  }
}
