package io.herald.message.template;

import io.herald.message.template.Source.Origin;
import io.herald.message.template.Source.Spot;
import java.util.ArrayList;
import java.util.List;

/**
 * The JavaScript of one part: a function that prints the literals and values in the order the
 * control flow asks for, and the way back from every place in it to the template's source.
 *
 * <p>Each piece of template code stands on lines of its own, so that the line number of an error at
 * run time is enough to find the piece.
 */
final class ScriptText {
  /** Prints a literal. */
  static final String TEXT = "__text";

  /** Prints a value. */
  static final String PRINT = "__print";

  /** Prints a value as it is. */
  static final String RAW = "__raw";

  /** Looks at a value that may have grown. */
  static final String GROWN = "__grown";

  /** Says whether the value of a condition counts as true. */
  static final String TRUE = "__true";

  /** Compares two values in a condition. */
  static final String COMPARE = "__compare";

  /** Reads a field of something that may be missing. */
  static final String GET = "__get";

  /** Makes a list of what is to be repeated. */
  static final String LIST = "__list";

  /** Sorts and cuts such a list. */
  static final String CHOSEN = "__chosen";

  /** Reads a path that is printed. */
  static final String PATH = "__path";

  /** The functions the script is called with, in this order. */
  static final List<String> HOOKS =
      List.of(TEXT, PRINT, RAW, GROWN, TRUE, COMPARE, GET, LIST, CHOSEN, PATH);

  private final StringBuilder script = new StringBuilder();
  private final List<Segment> segments = new ArrayList<>();
  private final List<String> literals = new ArrayList<>();
  private final List<Site> sites = new ArrayList<>();
  private final Lines scriptLines;

  /**
   * A stretch of the script that was copied from the template.
   *
   * @param scriptStart where it begins in the script; it ends where the next one begins
   */
  private record Segment(int scriptStart, int length, Origin at, String code) {}

  /** A place where a value is printed. */
  record Site(Spot spot, String expression, boolean raw) {}

  /** A place in the template, and the code that stands there. */
  record Place(Spot spot, String code) {}

  ScriptText(List<Piece> pieces) {
    script.append("(function(").append(String.join(",", HOOKS)).append("){\n");
    for (int i = 0; i < pieces.size(); i++) {
      switch (pieces.get(i)) {
        case Piece.Literal literal -> literal(literal, pieces, i);
        case Piece.Print print -> print(print);
        case Piece.Code code -> code(code);
        case Piece.Glue glue -> glue(glue);
        case Piece.Directive directive ->
            throw new IllegalArgumentException("left over: " + directive.name());
      }
    }
    script.append("})");
    scriptLines = new Lines(script.toString());
  }

  private void literal(Piece.Literal literal, List<Piece> pieces, int at) {
    if (betweenSwitchAndFirstCase(literal, pieces, at)) {
      return;
    }
    if (at > 0 && pieces.get(at - 1) instanceof Piece.Literal && !literals.isEmpty()) {
      // what only a comment or an inclusion parted is printed at once
      literals.set(literals.size() - 1, literals.getLast() + literal.text());
      return;
    }
    script.append("__text(").append(literals.size()).append(");\n");
    literals.add(literal.text());
  }

  /** White space there would be a statement before the first case, which is an error. */
  private static boolean betweenSwitchAndFirstCase(
      Piece.Literal literal, List<Piece> pieces, int at) {
    return literal.text().isBlank()
        && at > 0
        && at + 1 < pieces.size()
        && pieces.get(at - 1) instanceof Piece.Code before
        && pieces.get(at + 1) instanceof Piece.Code after
        && before.code().stripTrailing().endsWith("{")
        && after.code().strip().matches("(?s)(case|default)\\b.*");
  }

  private void print(Piece.Print print) {
    script.append(print.raw() ? "__raw(" : "__print(").append(sites.size()).append(",(");
    copy(print.code(), print.at());
    // the line end closes a trailing line comment
    script.append("\n));\n");
    int blank = print.code().indexOf(print.code().strip());
    sites.add(
        new Site(
            print.at().plus(blank).spot(), TemplateScanner.excerpt(print.code()), print.raw()));
  }

  private void code(Piece.Code code) {
    copy(code.code(), code.at());
    script.append('\n');
  }

  private void glue(Piece.Glue glue) {
    script.append(glue.before());
    if (glue.code() != null) {
      copy(glue.code(), glue.at());
      // the line end closes a trailing line comment
      script.append('\n');
    }
    script.append(glue.after()).append('\n');
  }

  private void copy(String code, Origin at) {
    segments.add(new Segment(script.length(), code.length(), at, code));
    script.append(code);
  }

  String script() {
    return script.toString();
  }

  List<String> literals() {
    return List.copyOf(literals);
  }

  List<Site> sites() {
    return List.copyOf(sites);
  }

  /** Which values are printed as they are. */
  boolean[] rawSites() {
    boolean[] raw = new boolean[sites.size()];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = sites.get(i).raw();
    }
    return raw;
  }

  /** The place of an offset in the script. */
  Place placeOf(int scriptOffset) {
    if (segments.isEmpty()) {
      return new Place(Spot.BEGIN, "");
    }
    Segment segment = segments.getFirst();
    for (Segment next : segments) {
      if (next.scriptStart() > scriptOffset) {
        break;
      }
      segment = next;
    }
    int within = Math.clamp(scriptOffset - segment.scriptStart(), 0, segment.length());
    return new Place(
        segment.at().plus(within).spot(),
        TemplateScanner.excerpt(lineAround(segment.code(), within)));
  }

  /** The place of a line in the script: the first template code on it. */
  Place placeOfLine(int scriptLine) {
    int start = scriptLines.start(scriptLine);
    int end = scriptLines.start(scriptLine + 1);
    for (Segment segment : segments) {
      if (segment.scriptStart() >= start && segment.scriptStart() < end) {
        int blank = segment.code().length() - segment.code().stripLeading().length();
        return placeOf(Math.min(segment.scriptStart() + blank, Math.max(end - 1, start)));
      }
    }
    return placeOf(start);
  }

  private static String lineAround(String code, int at) {
    int begin = Math.min(at, code.length());
    while (begin > 0 && !Lines.isLineEnd(code.charAt(begin - 1))) {
      begin--;
    }
    int end = Math.min(at, code.length());
    while (end < code.length() && !Lines.isLineEnd(code.charAt(end))) {
      end++;
    }
    return code.substring(begin, end);
  }
}
