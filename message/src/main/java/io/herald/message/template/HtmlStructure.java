package io.herald.message.template;

import io.herald.message.template.HtmlTags.Attribute;
import io.herald.message.template.HtmlTags.Element;
import io.herald.message.template.HtmlTags.Position;
import io.herald.message.template.HtmlTags.Tag;
import io.herald.message.template.Piece.Glue;
import io.herald.message.template.Source.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns elements with settings into script (TPL-36, TPL-55, TPL-56): fields, conditions, variants
 * and listings. The settings themselves do not go into the message. For one part and one thread.
 */
final class HtmlStructure {
  private static final Set<String> KNOWN =
      Set.of(
          "expr", "if", "elseif", "else", "each", "as", "columns", "first", "max", "filter", "sort",
          "empty");
  private static final String FIELD = "expr";
  private static final int MAX_COLUMNS = 4;
  private static final int MAX_NESTED = 100;

  private final List<Piece> pieces;
  private final List<Tag> tags;
  private final List<Element> elements;
  private final Repetitions repetitions;
  private final List<Problem> problems;
  private int next;
  private int nested;

  private HtmlStructure(List<Piece> pieces, Repetitions repetitions, List<Problem> problems) {
    this.pieces = pieces;
    this.repetitions = repetitions;
    this.problems = problems;
    this.tags = HtmlTags.tags(pieces);
    this.elements = HtmlTags.elements(pieces, tags, problems);
  }

  /** The same pieces with script in the place of the settings. */
  static List<Piece> apply(List<Piece> pieces, Repetitions repetitions, List<Problem> problems) {
    HtmlStructure structure = new HtmlStructure(pieces, repetitions, problems);
    if (structure.elements.isEmpty()) {
      return pieces;
    }
    List<Piece> out = new ArrayList<>();
    structure.write(new Position(0, 0), new Position(pieces.size(), 0), out);
    return out;
  }

  /** Writes a stretch with all elements in it. */
  private void write(Position from, Position to, List<Piece> out) {
    Position at = from;
    while (next < elements.size() && elements.get(next).start().begin.compareTo(to) < 0) {
      Element element = elements.get(next++);
      slice(at, element.start().begin, out);
      if (nested == MAX_NESTED) {
        problem(element, "Elements with data-nl- settings cannot stand more than 100 deep");
        skipInside(element);
        at = element.end();
        continue;
      }
      nested++;
      at = element(element, out);
      nested--;
    }
    slice(at, to, out);
  }

  private Origin origin(Element element) {
    return HtmlTags.origin(pieces, element.start().begin);
  }

  /** Where the condition of an element stands. */
  private Origin valueOrigin(Element element) {
    return element.settings().stream()
        .filter(attribute -> attribute.name.endsWith("if"))
        .flatMap(attribute -> Stream.ofNullable(attribute.valueBegin))
        .map(position -> HtmlTags.origin(pieces, position))
        .findFirst()
        .orElseGet(() -> origin(element));
  }

  private void problem(Element element, String message) {
    problems.add(new Problem(origin(element), message));
  }

  /** Writes an element, and those that belong to it; gives the place behind them. */
  private Position element(Element element, List<Piece> out) {
    Map<String, String> settings = settings(element);
    if (settings.containsKey(FIELD)) {
      field(element, settings.get(FIELD), out);
      return element.end();
    }
    for (String second : List.of("elseif", "else", "empty")) {
      if (settings.containsKey(second)) {
        problem(
            element,
            "data-nl-"
                + second
                + " stands alone: it belongs right behind an element with data-nl-"
                + (second.equals("empty") ? "each" : "if"));
        skipInside(element);
        return element.end();
      }
    }
    return settings.containsKey("if")
        ? condition(element, settings, out)
        : listing(element, settings, out);
  }

  /** Elements inside one that is not written are not looked at. */
  private void skipInside(Element element) {
    while (next < elements.size()
        && elements.get(next).start().begin.compareTo(element.end()) < 0) {
      next++;
    }
  }

  private Map<String, String> settings(Element element) {
    Map<String, String> settings = new HashMap<>();
    for (Attribute attribute : element.settings()) {
      String name = attribute.name.substring(HtmlTags.PREFIX.length());
      if (KNOWN.contains(name)) {
        settings.put(name, value(element, attribute));
      } else if (!isField(element)) {
        problem(
            element,
            attribute.name
                + " is not known: there are data-nl-"
                + String.join(", data-nl-", KNOWN.stream().sorted().toList()));
      }
    }
    return settings;
  }

  private static boolean isField(Element element) {
    return element.settings().stream()
        .anyMatch(attribute -> attribute.name.equals(HtmlTags.PREFIX + FIELD));
  }

  private String value(Element element, Attribute attribute) {
    if (attribute.valueBegin == null || attribute.end == null) {
      return "";
    }
    List<Piece> value = new ArrayList<>();
    slice(attribute.valueBegin, attribute.end, value);
    if (value.size() == 1 && value.getFirst() instanceof Piece.Literal literal) {
      String text = literal.text();
      boolean quoted = text.endsWith("\"") || text.endsWith("'");
      return HtmlEntities.decode(quoted ? text.substring(0, text.length() - 1) : text);
    }
    if (!value.isEmpty()) {
      problem(element, attribute.name + " cannot hold a tag: write the expression as it is");
    }
    return "";
  }

  private void field(Element element, String path, List<Piece> out) {
    skipInside(element);
    Origin at = origin(element);
    String expression = FieldPaths.expression(path);
    if (expression == null) {
      problem(
          element,
          path
              + " is no path to a field: it looks like /context/ctx/client/firstName or"
              + " /item/name");
      return;
    }
    out.add(new Piece.Print(expression, at, false));
  }

  private Position condition(Element first, Map<String, String> settings, List<Piece> out) {
    String keyword = "if(";
    Element current = first;
    Map<String, String> own = settings;
    boolean variants = false;
    while (true) {
      boolean otherwise = own.containsKey("else");
      String test = own.getOrDefault("elseif", own.get("if"));
      if (otherwise) {
        out.add(Glue.of("else{", origin(current)));
      } else {
        if (test == null || test.isBlank()) {
          problem(current, "The condition is empty: write for example ctx.amount > 100");
          test = "false";
        }
        out.add(new Glue(keyword + ScriptText.TRUE + "((", test, valueOrigin(current), "))){"));
      }
      if (own.containsKey("each")) {
        listingBody(current, own, out);
      } else {
        body(current, out);
      }
      out.add(Glue.of("}", origin(current)));
      Element following = otherwise ? null : following(current, "elseif", "else");
      if (following == null) {
        if (variants && !otherwise) {
          problem(
              first,
              "Variants need a default: add an element with data-nl-else that everybody else gets");
        }
        return current.end();
      }
      next++;
      current = following;
      own = settings(current);
      variants |= own.containsKey("elseif");
      keyword = "else if(";
    }
  }

  /** The element right behind another one, if it has one of some settings. */
  private @Nullable Element following(Element element, String... names) {
    if (next >= elements.size()) {
      return null;
    }
    Element candidate = elements.get(next);
    List<Piece> between = new ArrayList<>();
    if (candidate.start().begin.compareTo(element.end()) < 0) {
      return null;
    }
    slice(element.end(), candidate.start().begin, between);
    boolean adjacent =
        between.stream().allMatch(p -> p instanceof Piece.Literal l && l.text().isBlank());
    boolean has =
        candidate.settings().stream()
            .anyMatch(
                attribute ->
                    List.of(names).contains(attribute.name.substring(HtmlTags.PREFIX.length())));
    return adjacent && has ? candidate : null;
  }

  private Position listing(Element element, Map<String, String> settings, List<Piece> out) {
    if (!settings.containsKey("each")) {
      problem(element, "These settings need data-nl-each, data-nl-if or data-nl-expr");
      skipInside(element);
      return element.end();
    }
    Each each = listingBody(element, settings, out);
    Element fallback = following(element, "empty");
    if (fallback == null) {
      return element.end();
    }
    next++;
    out.add(each.openEmpty());
    body(fallback, out);
    out.add(Glue.of("}", origin(fallback)));
    return fallback.end();
  }

  private Each listingBody(Element element, Map<String, String> settings, List<Piece> out) {
    Map<String, String> own = new HashMap<>(settings);
    own.put("in", settings.getOrDefault("each", ""));
    Each each = repetitions.begin(own, origin(element));
    int columns = columns(element, settings);
    out.addAll(each.prepare());
    if (columns > 1) {
      rows(element, each, columns, out);
    } else {
      out.add(each.open());
      body(element, out);
    }
    out.add(each.close());
    repetitions.end();
    return each;
  }

  private int columns(Element element, Map<String, String> settings) {
    String columns = settings.getOrDefault("columns", "1").strip();
    if (!columns.matches("[1-" + MAX_COLUMNS + "]")) {
      problem(element, "data-nl-columns is 1, 2, 3 or 4, not " + columns);
      return 1;
    }
    return Integer.parseInt(columns);
  }

  /** A row element that holds one cell, which is written for each element of the row. */
  private void rows(Element row, Each each, int columns, List<Piece> out) {
    Tag cell = null;
    Tag cellEnd = null;
    int depth = 0;
    boolean more = false;
    for (int i = row.inside();
        i < tags.size() && tags.get(i).end.compareTo(row.contentEnd()) <= 0;
        i++) {
      Tag tag = tags.get(i);
      if (cell == null) {
        cell = tag;
      } else if (cellEnd != null) {
        more = true;
      }
      if (cell != null && tag.name.equals(cell.name)) {
        depth += tag.closing ? -1 : 1;
        if (depth == 0 && cellEnd == null) {
          cellEnd = tag;
        }
      }
    }
    if (cell == null || cellEnd == null || more) {
      problem(
          row,
          "A listing with columns is a row that holds one cell, such as <tr data-nl-each=\"…\""
              + " data-nl-columns=\"2\"><td>…</td></tr>");
      skipInside(row);
      return;
    }
    out.add(each.openRow(columns));
    startTag(row, out);
    out.add(each.openColumn(columns));
    write(cell.begin, cellEnd.end, out);
    Origin at = origin(row);
    out.add(Glue.of("}else{", at));
    emptyCell(cell, cellEnd, at, out);
    out.add(Glue.of("}}", at));
    slice(row.contentEnd(), row.end(), out);
  }

  /** Fills the rest of the last row; the cell's own look is kept when no value is part of it. */
  private void emptyCell(Tag cell, Tag end, Origin at, List<Piece> out) {
    List<Piece> start = new ArrayList<>();
    slice(cell.begin, cell.end, start);
    boolean fixed = start.stream().allMatch(Piece.Literal.class::isInstance);
    boolean plain = cell.attributes.stream().noneMatch(a -> a.name.startsWith(HtmlTags.PREFIX));
    if (fixed && plain) {
      out.addAll(start);
    } else {
      out.add(new Piece.Literal("<" + cell.name + ">", at));
    }
    slice(end.begin, end.end, out);
  }

  /** Writes an element without its settings. */
  private void body(Element element, List<Piece> out) {
    startTag(element, out);
    write(element.start().end, element.contentEnd(), out);
    slice(element.contentEnd(), element.end(), out);
  }

  private void startTag(Element element, List<Piece> out) {
    Position at = element.start().begin;
    for (Attribute attribute : element.settings()) {
      slice(at, beforeSpace(attribute.begin), out);
      at = attribute.end == null ? attribute.begin : attribute.end;
    }
    slice(at, element.start().end, out);
  }

  private Position beforeSpace(Position position) {
    int offset = position.offset();
    if (pieces.get(position.piece()) instanceof Piece.Literal literal) {
      while (offset > 0 && HtmlScanner.isSpace(literal.text().charAt(offset - 1))) {
        offset--;
      }
    }
    return new Position(position.piece(), offset);
  }

  /** Copies the pieces between two places. */
  private void slice(Position from, Position to, List<Piece> out) {
    for (int i = from.piece(); i <= to.piece() && i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      if (piece instanceof Piece.Literal literal) {
        int begin = i == from.piece() ? from.offset() : 0;
        int end = i == to.piece() ? to.offset() : literal.text().length();
        if (end > begin) {
          out.add(
              new Piece.Literal(literal.text().substring(begin, end), literal.at().plus(begin)));
        }
      } else if (i < to.piece()) {
        out.add(piece);
      }
    }
  }
}
