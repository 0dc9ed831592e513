package io.herald.message.template;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a template's source into literal text and tags. A tag ends at the first {@code %>}, also
 * inside a JavaScript string; a comment {@code <%-- … --%>} leaves nothing behind.
 */
final class TemplateScanner {
  private final String source;
  private final List<Piece> pieces = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();

  private TemplateScanner(String source) {
    this.source = source;
  }

  /** Something wrong at an offset of the source. */
  record Problem(int offset, String message) {}

  /** What was found: the pieces in order, and what cannot be understood. */
  record Scan(List<Piece> pieces, List<Problem> problems) {}

  static Scan scan(String source) {
    TemplateScanner scanner = new TemplateScanner(source);
    int at = 0;
    while (at >= 0) {
      at = scanner.next(at);
    }
    scanner.endLiteral();
    return new Scan(List.copyOf(scanner.pieces), List.copyOf(scanner.problems));
  }

  /** Takes the literal up to the next tag and that tag; -1 at the end. */
  private int next(int from) {
    int open = source.indexOf("<%", from);
    if (open < 0) {
      literal.append(source, from, source.length());
      return -1;
    }
    literal.append(source, from, open);
    if (source.startsWith("<%--", open)) {
      int close = source.indexOf("--%>", open + 4);
      return close < 0 ? unclosed(open, "<%--", "--%>") : close + 4;
    }
    int close = source.indexOf("%>", open + 2);
    if (close < 0) {
      return unclosed(open, "<%", "%>");
    }
    tag(open, close);
    return close + 2;
  }

  private int unclosed(int open, String opening, String closing) {
    problems.add(
        new Problem(open, "The tag " + opening + " is never closed: add " + closing + " after it"));
    return -1;
  }

  private void tag(int open, int close) {
    int begin = open + 2;
    if (source.startsWith("@", begin)) {
      directive(open, source.substring(begin + 1, close));
    } else if (source.startsWith("==", begin)) {
      print(begin + 2, close, true);
    } else if (source.startsWith("=", begin)) {
      print(begin + 1, close, false);
    } else {
      endLiteral();
      pieces.add(new Piece.Code(source.substring(begin, close), begin));
    }
  }

  private void print(int begin, int close, boolean raw) {
    String code = source.substring(begin, close).stripTrailing();
    while (code.endsWith(";")) {
      code = code.substring(0, code.length() - 1).stripTrailing();
    }
    if (code.isBlank()) {
      problems.add(
          new Problem(begin, "There is nothing between <%= and %>: write the value to print"));
      return;
    }
    endLiteral();
    pieces.add(new Piece.Print(code, begin, raw));
  }

  private void directive(int open, String content) {
    String[] words = content.strip().split("\\s+", 2);
    problems.add(
        new Problem(
            open,
            "The directive <%@ "
                + excerpt(words[0])
                + " %> is not supported: put its text into the template itself"));
  }

  private void endLiteral() {
    if (!literal.isEmpty()) {
      pieces.add(new Piece.Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  /** At most 60 characters of a piece of source, on one line. */
  static String excerpt(String code) {
    String line = code.strip().replaceAll("\\s+", " ");
    if (line.length() <= 60) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(58)) ? 58 : 59;
    return line.substring(0, end) + "…";
  }
}
