package io.herald.message.template;

/** One piece of a template's source, as {@link TemplateScanner} finds it. */
sealed interface Piece {
  /** Text outside tags, printed as it is. */
  record Literal(String text) implements Piece {}

  /**
   * {@code <%= code %>}, or {@code <%== code %>} when raw.
   *
   * @param code what stands between the tags, without a closing semicolon
   * @param offset where the code begins in the source
   */
  record Print(String code, int offset, boolean raw) implements Piece {}

  /**
   * {@code <% code %>}.
   *
   * @param offset where the code begins in the source
   */
  record Code(String code, int offset) implements Piece {}
}
