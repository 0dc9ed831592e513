package io.herald.control.compare;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines by which two texts differ, by a longest common subsequence. Between two far apart
 * middles of more than {@value #MOST_CELLS} pairs of lines no common line is looked for: one is
 * shown as removed, the other as added.
 */
final class LineDiff {
  private static final int MOST_CELLS = 4_000_000;

  private LineDiff() {}

  /** What is done with a line to come from the one text to the other. */
  enum Change {
    KEPT("kept"),
    REMOVED("removed"),
    ADDED("added");

    private final String label;

    Change(String label) {
      this.label = label;
    }

    /** In JSON. */
    String label() {
      return label;
    }
  }

  /**
   * A line.
   *
   * @param from its number in the first text, from 1; 0: it is not there
   * @param to its number in the second text, from 1; 0: it is not there
   */
  record Line(
      @Schema(
              example = "added",
              allowableValues = {"kept", "removed", "added"})
          String change,
      @Schema(description = "Line in the first text, from 1; 0: not there", example = "0") int from,
      @Schema(description = "Line in the second text, from 1; 0: not there", example = "7") int to,
      @Schema(example = "<p>Thank you!</p>") String text) {}

  /** All lines of both texts, in order: removed before added. */
  static List<Line> between(String before, String after) {
    List<String> a = before.isEmpty() ? List.of() : before.lines().toList();
    List<String> b = after.isEmpty() ? List.of() : after.lines().toList();
    int begin = 0;
    while (begin < a.size() && begin < b.size() && a.get(begin).equals(b.get(begin))) {
      begin++;
    }
    int end = 0;
    while (end < a.size() - begin
        && end < b.size() - begin
        && a.get(a.size() - 1 - end).equals(b.get(b.size() - 1 - end))) {
      end++;
    }
    List<Line> lines = new ArrayList<>(a.size() + b.size());
    for (int line = 0; line < begin; line++) {
      lines.add(line(Change.KEPT, line + 1, line + 1, a.get(line)));
    }
    middle(a, b, begin, a.size() - end, b.size() - end, lines);
    for (int left = end; left > 0; left--) {
      int line = a.size() - left;
      lines.add(line(Change.KEPT, line + 1, b.size() - left + 1, a.get(line)));
    }
    return lines;
  }

  /** The lines from begin to where the common ends begin. */
  private static void middle(
      List<String> a, List<String> b, int begin, int endA, int endB, List<Line> lines) {
    int rows = endA - begin;
    int columns = endB - begin;
    boolean tooMany = (long) (rows + 1) * (columns + 1) > MOST_CELLS;
    int[][] common = tooMany ? new int[0][0] : common(a, b, begin, rows, columns);
    int i = 0;
    int j = 0;
    while (i < rows || j < columns) {
      boolean bothLeft = i < rows && j < columns;
      if (!tooMany && bothLeft && a.get(begin + i).equals(b.get(begin + j))) {
        lines.add(line(Change.KEPT, begin + i + 1, begin + j + 1, a.get(begin + i)));
        i++;
        j++;
      } else if (j == columns || (i < rows && (tooMany || common[i + 1][j] >= common[i][j + 1]))) {
        lines.add(line(Change.REMOVED, begin + i + 1, 0, a.get(begin + i)));
        i++;
      } else {
        lines.add(line(Change.ADDED, 0, begin + j + 1, b.get(begin + j)));
        j++;
      }
    }
  }

  /** How many lines the rests of both have in common. */
  private static int[][] common(List<String> a, List<String> b, int begin, int rows, int columns) {
    int[][] common = new int[rows + 1][columns + 1];
    for (int i = rows - 1; i >= 0; i--) {
      for (int j = columns - 1; j >= 0; j--) {
        common[i][j] =
            a.get(begin + i).equals(b.get(begin + j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  private static Line line(Change change, int from, int to, String text) {
    return new Line(change.label(), from, to, text);
  }
}
