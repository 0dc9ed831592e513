package io.herald.control.document;

import io.herald.control.document.Block.Cell;
import io.herald.control.document.Block.Inline;
import io.herald.control.document.Block.Paragraph;
import io.herald.control.document.Block.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * A table's row and the tags that are about all of it: a repetition or condition that begins in
 * front of everything in the first cell, or ends behind everything in the last one (TPL-71).
 *
 * @param row without these tags; no cells: there was nothing but tags
 */
record RowTags(List<Inline.Tag> before, Row row, List<Inline.Tag> behind) {

  static RowTags of(Row row) {
    List<Inline.Tag> alone = onlyTags(row);
    if (!alone.isEmpty()) {
      return new RowTags(alone, new Row(row.heads(), List.of()), List.of());
    }
    // an empty cell in front, or behind, is in nobody's way
    List<Cell> filled = row.cells().stream().filter(cell -> !cell.blocks().isEmpty()).toList();
    if (filled.isEmpty()) {
      return new RowTags(List.of(), row, List.of());
    }
    boolean one = filled.size() == 1;
    List<Inline.Tag> trailing = trailing(edge(filled.getLast().blocks().getLast()));
    List<Inline.Tag> before =
        before(
            edge(filled.getFirst().blocks().getFirst()),
            tags(filled.getFirst()),
            one ? trailing.size() : 0);
    int own = unmatchedEnds(tags(filled.getLast()));
    int behind = Math.min(one ? Math.max(before.size(), own) : own, trailing.size());
    return without(row, before, trailing.subList(0, behind).reversed());
  }

  /**
   * The tags at the begin of the first cell that are about more than this cell.
   *
   * @param begin the first paragraph
   * @param cell all tags of the cell
   * @param trailing so many of these end behind everything in the row
   */
  private static List<Inline.Tag> before(List<Inline> begin, List<Inline.Tag> cell, int trailing) {
    int[] ends = ends(cell);
    List<Inline.Tag> before = new ArrayList<>();
    for (Inline inline : begin) {
      if (inline instanceof Inline.Tag tag
          && tag.opens()
          && ends[before.size()] >= cell.size() - trailing) {
        before.add(tag);
      } else if (!blank(inline)) {
        break;
      }
    }
    return before;
  }

  /** For each tag that opens, the number of that which closes it; a large one: none does. */
  private static int[] ends(List<Inline.Tag> cell) {
    int[] ends = new int[cell.size()];
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < ends.length; i++) {
      ends[i] = Integer.MAX_VALUE;
      if (cell.get(i).opens()) {
        open.push(i);
      } else if (cell.get(i).closes() && !open.isEmpty()) {
        ends[open.pop()] = i;
      }
    }
    return ends;
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
  private static List<Inline> edge(Block block) {
    return block instanceof Paragraph paragraph ? paragraph.inlines() : List.of();
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

  private static RowTags without(Row row, List<Inline.Tag> before, List<Inline.Tag> behind) {
    if (before.isEmpty() && behind.isEmpty()) {
      return new RowTags(before, row, behind);
    }
    // the same tag may stand there again
    Set<Inline> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    taken.addAll(before);
    taken.addAll(behind);
    List<Cell> cells = new ArrayList<>();
    for (Cell cell : row.cells()) {
      List<Block> blocks = new ArrayList<>();
      for (Block block : cell.blocks()) {
        blocks.add(
            block instanceof Paragraph paragraph
                ? paragraph.with(
                    paragraph.number(),
                    paragraph.inlines().stream().filter(one -> !taken.contains(one)).toList())
                : block);
      }
      cells.add(new Cell(cell.css(), cell.columns(), cell.rows(), blocks));
    }
    return new RowTags(before, new Row(row.heads(), cells), behind);
  }
}
