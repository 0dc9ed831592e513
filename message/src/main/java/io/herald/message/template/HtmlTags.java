package io.herald.message.template;

import io.herald.message.template.HtmlState.Mode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the elements of an HTML part that have settings of ours: {@code data-nl-…} attributes, or
 * the class of a field (TPL-36, TPL-55, TPL-56). For one part and one thread.
 */
final class HtmlTags {
  static final String PREFIX = "data-nl-";

  private static final Set<String> VOID =
      Set.of(
          "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
          "source", "track", "wbr");

  private final List<Piece> pieces;
  private final List<Tag> tags = new ArrayList<>();
  private int piece;
  private @Nullable Tag tag;
  private @Nullable Attribute attribute;

  private HtmlTags(List<Piece> pieces) {
    this.pieces = pieces;
  }

  /** A place between two characters of a literal, or before another piece. */
  record Position(int piece, int offset) implements Comparable<Position> {
    @Override
    public int compareTo(Position other) {
      return piece == other.piece
          ? Integer.compare(offset, other.offset)
          : Integer.compare(piece, other.piece);
    }
  }

  /** An attribute; the value is null when it has none. */
  static final class Attribute {
    final Position begin;
    String name = "";
    @Nullable Position valueBegin;
    @Nullable Position end;

    Attribute(Position begin) {
      this.begin = begin;
    }
  }

  /** A start or end tag. */
  static final class Tag {
    final Position begin;
    final List<Attribute> attributes = new ArrayList<>();
    boolean closing;
    String name = "";
    Position end;

    Tag(Position begin) {
      this.begin = begin;
      this.end = begin;
    }
  }

  /**
   * An element with settings.
   *
   * @param settings the attributes of ours
   * @param start its start tag
   * @param inside the number of the tag behind its start tag
   * @param contentEnd where its end tag begins, or its start tag ends when it has none
   * @param end behind it
   */
  record Element(
      List<Attribute> settings, Tag start, int inside, Position contentEnd, Position end) {}

  /** All tags, in order. */
  static List<Tag> tags(List<Piece> pieces) {
    HtmlTags found = new HtmlTags(pieces);
    HtmlScanner[] scanner = new HtmlScanner[1];
    scanner[0] =
        new HtmlScanner((before, after, at) -> found.changed(before, after, at, scanner[0]));
    for (found.piece = 0; found.piece < pieces.size(); found.piece++) {
      switch (pieces.get(found.piece)) {
        case Piece.Literal literal -> scanner[0].text(literal.text());
        case Piece.Print print -> scanner[0].value();
        case Piece.Code code -> {}
        case Piece.Glue glue -> {}
        case Piece.Directive directive -> {}
      }
    }
    return found.tags;
  }

  private void changed(HtmlState before, HtmlState after, int at, HtmlScanner scanner) {
    Position here = new Position(piece, at);
    if (after.mode() == Mode.TAG_OPEN) {
      tag = new Tag(here);
      return;
    }
    Tag current = tag;
    if (current == null) {
      return;
    }
    if (before.mode() == Mode.TAG_NAME) {
      current.name = before.word().toLowerCase(Locale.ROOT);
      current.closing = scanner.closing();
    }
    Attribute open = attribute;
    if (open != null && open.end == null) {
      if (before.mode() == Mode.ATTRIBUTE_NAME) {
        open.name = before.word();
      }
      if (after.mode() == Mode.VALUE) {
        open.valueBegin = here;
      } else if (after.mode() == Mode.TAG) {
        open.end = here;
      }
    }
    if (after.mode() == Mode.ATTRIBUTE_NAME) {
      attribute = new Attribute(here);
      current.attributes.add(attribute);
    }
    if (after.mode() == Mode.TEXT || after.mode() == Mode.RAW) {
      if (before.mode() == Mode.TAG) {
        current.end = here;
        tags.add(current);
      }
      tag = null;
      attribute = null;
    }
  }

  /** Whether an element of that start tag has an end tag. */
  boolean hasEnd(Tag start) {
    boolean selfClosing =
        pieces.get(start.end.piece()) instanceof Piece.Literal literal
            && start.end.offset() >= 2
            && literal.text().charAt(start.end.offset() - 2) == '/';
    return !VOID.contains(start.name) && !selfClosing;
  }

  /**
   * The elements with settings, in the order of their start tags.
   *
   * @param all the tags of the pieces
   */
  static List<Element> elements(List<Piece> pieces, List<Tag> all, List<Problem> problems) {
    HtmlTags found = new HtmlTags(pieces);
    Map<Tag, Tag> ends = found.ends(all);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Tag start = all.get(i);
      List<Attribute> settings =
          start.attributes.stream().filter(a -> a.name.startsWith(PREFIX)).toList();
      if (start.closing || settings.isEmpty()) {
        continue;
      }
      Tag end = found.hasEnd(start) ? ends.get(start) : start;
      if (end == null) {
        problems.add(
            new Problem(
                found.origin(start.begin),
                "<" + start.name + "> is never closed: add </" + start.name + ">"));
        end = start;
      }
      elements.add(
          new Element(settings, start, i + 1, end == start ? start.end : end.begin, end.end));
    }
    return elements;
  }

  /** The end tag of each start tag that has one; other names between them do not matter. */
  private Map<Tag, Tag> ends(List<Tag> all) {
    Map<String, Deque<Tag>> open = new HashMap<>();
    Map<Tag, Tag> ends = new HashMap<>();
    for (Tag tag : all) {
      if (!hasEnd(tag)) {
        continue;
      }
      Deque<Tag> same = open.computeIfAbsent(tag.name, _ -> new ArrayDeque<>());
      if (!tag.closing) {
        same.push(tag);
      } else if (!same.isEmpty()) {
        ends.put(same.pop(), tag);
      }
    }
    return ends;
  }

  Source.Origin origin(Position position) {
    return origin(pieces, position);
  }

  static Source.Origin origin(List<Piece> pieces, Position position) {
    return pieces.get(position.piece()).at().plus(position.offset());
  }
}
