package io.herald.control.document;

import io.herald.control.document.Block.Cell;
import io.herald.control.document.Block.Inline;
import io.herald.control.document.Block.Paragraph;
import io.herald.control.document.Block.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * A table's row and the tags that are about all of it: a repetition or condition that begins in
 * front of everything in the first cell, or ends behind everything in the last one (TPL-71).
 *
 * @param row without these tags; no cells: there was nothing but tags
 */
record RowTags(List<Inline.Tag> before, Row row, List<Inline.Tag> behind) {

  static RowTags of(Row row) {
    if (row.cells().isEmpty()) {
      return new RowTags(List.of(), row, List.of());
    }
    List<Inline.Tag> alone = onlyTags(row);
    if (!alone.isEmpty()) {
      return new RowTags(alone, new Row(row.heads(), List.of()), List.of());
    }
    List<Inline.Tag> first = tags(row.cells().getFirst());
    List<Inline.Tag> last = tags(row.cells().getLast());
    boolean one = row.cells().size() == 1;
    List<Inline> begin = edge(row, true);
    List<Inline> end = edge(row, false);
    List<Inline.Tag> before = new ArrayList<>();
    for (Inline inline : begin) {
      if (inline instanceof Inline.Tag tag
          && tag.opens()
          && leaves(first, before.size(), one, trailing(end).size())) {
        before.add(tag);
      } else if (!blank(inline)) {
        break;
      }
    }
    List<Inline.Tag> behind = new ArrayList<>();
    int own = one ? before.size() : unmatchedEnds(last);
    for (Inline.Tag tag : trailing(end)) {
      if (behind.size() < (one ? Math.max(own, unmatchedEnds(last)) : own)) {
        behind.addFirst(tag);
      }
    }
    return new RowTags(List.copyOf(before), without(row, before, behind), List.copyOf(behind));
  }

  /**
   * Whether a tag at the begin of the first cell is about more than this cell.
   *
   * @param number of the tag among those of the cell
   * @param one whether there is only one cell: then what ends behind everything is about the row
   * @param trailing ends behind everything
   */
  private static boolean leaves(List<Inline.Tag> cell, int number, boolean one, int trailing) {
    int depth = 0;
    for (int i = number; i < cell.size(); i++) {
      depth += cell.get(i).opens() ? 1 : cell.get(i).closes() ? -1 : 0;
      if (depth == 0) {
        return one && i >= cell.size() - trailing;
      }
    }
    return true;
  }

  private static int unmatchedEnds(List<Inline.Tag> cell) {
    int depth = 0;
    int unmatched = 0;
    for (Inline.Tag tag : cell) {
      depth += tag.opens() ? 1 : tag.closes() ? -1 : 0;
      if (depth < 0) {
        unmatched++;
        depth = 0;
      }
    }
    return unmatched;
  }

  /** The ends behind everything, the last one first. */
  private static List<Inline.Tag> trailing(List<Inline> end) {
    List<Inline.Tag> trailing = new ArrayList<>();
    for (Inline inline : end.reversed()) {
      if (inline instanceof Inline.Tag tag && tag.closes()) {
        trailing.add(tag);
      } else if (!blank(inline)) {
        break;
      }
    }
    return trailing;
  }

  /** What the first or last paragraph of a row holds; nothing when a table is there. */
  private static List<Inline> edge(Row row, boolean first) {
    List<Block> blocks = (first ? row.cells().getFirst() : row.cells().getLast()).blocks();
    if (blocks.isEmpty()) {
      return List.of();
    }
    return (first ? blocks.getFirst() : blocks.getLast()) instanceof Paragraph paragraph
        ? paragraph.inlines()
        : List.of();
  }

  private static List<Inline.Tag> tags(Cell cell) {
    return cell.blocks().stream()
        .filter(Paragraph.class::isInstance)
        .flatMap(block -> ((Paragraph) block).inlines().stream())
        .filter(Inline.Tag.class::isInstance)
        .map(Inline.Tag.class::cast)
        .toList();
  }

  /** The tags of a row that would be empty in every message; none when it shows anything. */
  private static List<Inline.Tag> onlyTags(Row row) {
    List<Inline.Tag> tags = new ArrayList<>();
    for (Cell cell : row.cells()) {
      for (Block block : cell.blocks()) {
        if (!(block instanceof Paragraph paragraph)
            || !paragraph.inlines().stream().allMatch(one -> blank(one) || isSilent(one))) {
          return List.of();
        }
      }
      tags.addAll(tags(cell));
    }
    return tags;
  }

  static boolean isSilent(Inline inline) {
    return inline instanceof Inline.Tag tag && !tag.prints();
  }

  static boolean blank(Inline inline) {
    return inline instanceof Inline.Text(String text, Css _) && text.isBlank();
  }

  private static Row without(Row row, List<Inline.Tag> before, List<Inline.Tag> behind) {
    if (before.isEmpty() && behind.isEmpty()) {
      return row;
    }
    List<Cell> cells = new ArrayList<>();
    for (Cell cell : row.cells()) {
      List<Block> blocks = new ArrayList<>();
      for (Block block : cell.blocks()) {
        blocks.add(
            block instanceof Paragraph paragraph
                ? paragraph.with(
                    paragraph.number(),
                    paragraph.inlines().stream()
                        .filter(
                            inline ->
                                before.stream().noneMatch(tag -> tag == inline)
                                    && behind.stream().noneMatch(tag -> tag == inline))
                        .toList())
                : block);
      }
      cells.add(new Cell(cell.css(), cell.columns(), cell.rows(), blocks));
    }
    return new Row(row.heads(), cells);
  }
}
