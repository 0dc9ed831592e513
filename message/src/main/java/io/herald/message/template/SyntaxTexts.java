package io.herald.message.template;

/** Says what the engine's parser complains about so that a marketer can act on it. */
final class SyntaxTexts {
  private SyntaxTexts() {}

  /**
   * @param complaint the parser's words
   * @param code the line of code it points to
   */
  static String explain(String complaint, String code) {
    String where = code.isBlank() ? "" : " near " + code;
    if (complaint.startsWith("missing }") || complaint.contains("Unexpected end of file")) {
      return "A { is never closed" + where + ": add <% } %> where the block ends";
    }
    if (complaint.startsWith("missing )")) {
      return "A ) is missing" + where;
    }
    if (complaint.startsWith("missing ]")) {
      return "A ] is missing" + where;
    }
    if (complaint.contains("unterminated string")) {
      return "A text in quotes is never closed" + where;
    }
    if (complaint.contains("reserved")) {
      return "A word of the language cannot be a name" + where + ": " + complaint;
    }
    return "This is no valid code" + where + ": " + complaint;
  }
}
