package io.herald.message.template;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a template's source into literal text and tags. A tag ends at the first {@code %>}, also
 * inside a JavaScript string; a comment {@code <%-- … --%>} leaves nothing behind.
 */
final class TemplateScanner {
  private final Source origin;
  private final String source;
  private final List<Piece> pieces = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private TemplateScanner(Source source) {
    this.origin = source;
    this.source = source.text();
  }

  /** What was found: the pieces in order, and what cannot be understood. */
  record Scan(List<Piece> pieces, List<Problem> problems) {}

  static Scan scan(Source source) {
    TemplateScanner scanner = new TemplateScanner(source);
    int at = 0;
    while (at >= 0) {
      at = scanner.next(at);
    }
    return new Scan(List.copyOf(scanner.pieces), List.copyOf(scanner.problems));
  }

  /** Takes the literal up to the next tag and that tag; -1 at the end. */
  private int next(int from) {
    int open = source.indexOf("<%", from);
    if (open < 0) {
      literal(from, source.length());
      return -1;
    }
    literal(from, open);
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
        new Problem(
            origin.at(open),
            "The tag " + opening + " is never closed: add " + closing + " after it"));
    return -1;
  }

  private void tag(int open, int close) {
    int begin = open + 2;
    if (source.startsWith("@", begin)) {
      String[] words = source.substring(begin + 1, close).strip().split("\\s+", 2);
      pieces.add(new Piece.Directive(words[0], words.length > 1 ? words[1] : "", origin.at(open)));
    } else if (source.startsWith("==", begin)) {
      print(begin + 2, close, true);
    } else if (source.startsWith("=", begin)) {
      print(begin + 1, close, false);
    } else {
      pieces.add(new Piece.Code(source.substring(begin, close), origin.at(begin)));
    }
  }

  private void print(int begin, int close, boolean raw) {
    String code = source.substring(begin, close).stripTrailing();
    while (code.endsWith(";")) {
      code = code.substring(0, code.length() - 1).stripTrailing();
    }
    if (code.isBlank()) {
      problems.add(
          new Problem(
              origin.at(begin), "There is nothing between <%= and %>: write the value to print"));
      return;
    }
    pieces.add(new Piece.Print(code, origin.at(begin), raw));
  }

  private void literal(int from, int to) {
    if (to > from) {
      pieces.add(new Piece.Literal(source.substring(from, to), origin.at(from)));
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
