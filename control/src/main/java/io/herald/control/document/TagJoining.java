package io.herald.control.document;

import io.herald.control.document.Block.Cell;
import io.herald.control.document.Block.Inline;
import io.herald.control.document.Block.Paragraph;
import io.herald.control.document.Block.Row;
import io.herald.control.document.Block.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Counts paragraphs and puts tags together again that the word processor cut into pieces, with the
 * quotation marks that code needs. For one document and one thread.
 */
final class TagJoining {
  /** Every message repeats the work. */
  static final int MOST_PARAGRAPHS = 10_000;

  /** What stands for a picture while a paragraph is one text. */
  private static final char PICTURE = '\uFFFC';

  private static final Pattern DOUBLE =
      Pattern.compile("[“”„‟″]|«[\u00A0\u202F]?|[\u00A0\u202F]?»");
  private static final Pattern SINGLE = Pattern.compile("[‘’‚‛′]");
  private static final Pattern UNSEEN = Pattern.compile("[\\u00AD\\u200B\\u200E\\u200F\\uFEFF]");

  private final List<Problem> problems = new ArrayList<>();
  private int paragraphs;

  /** What is wrong; complete when all blocks are joined. */
  List<Problem> problems() {
    return problems;
  }

  List<Block> joined(List<Block> blocks) throws UnreadableException {
    List<Block> joined = new ArrayList<>();
    for (Block block : blocks) {
      joined.add(
          switch (block) {
            case Paragraph paragraph -> joined(paragraph);
            case Table table -> joined(table);
          });
    }
    return joined;
  }

  private Table joined(Table table) throws UnreadableException {
    List<Row> rows = new ArrayList<>();
    for (Row row : table.rows()) {
      List<Cell> cells = new ArrayList<>();
      for (Cell cell : row.cells()) {
        cells.add(new Cell(cell.css(), cell.columns(), cell.rows(), joined(cell.blocks())));
      }
      rows.add(new Row(row.heads(), cells));
    }
    return new Table(table.css(), table.widths(), rows);
  }

  private Paragraph joined(Paragraph paragraph) throws UnreadableException {
    if (++paragraphs > MOST_PARAGRAPHS) {
      throw new UnreadableException(
          "It has more than "
              + MOST_PARAGRAPHS
              + " paragraphs, those in cells of tables counted: repeat a row instead of writing"
              + " many.");
    }
    StringBuilder whole = new StringBuilder();
    List<Inline> at = new ArrayList<>();
    for (Inline inline : paragraph.inlines()) {
      String text =
          switch (inline) {
            case Inline.Text words -> words.text();
            case Inline.Tag tag -> tag.text();
            case Inline.Break _ -> "\n";
            case Inline.PageBreak _ -> "\f";
            case Inline.Picture _ -> String.valueOf(PICTURE);
          };
      whole.append(text);
      for (int i = 0; i < text.length(); i++) {
        at.add(inline);
      }
    }
    return paragraph.with(paragraphs, cut(whole.toString(), at));
  }

  private List<Inline> cut(String whole, List<Inline> at) {
    List<Inline> out = new ArrayList<>();
    int done = 0;
    for (int open = whole.indexOf("<%"); open >= 0; open = whole.indexOf("<%", done)) {
      boolean comment = whole.startsWith("<%--", open);
      String end = comment ? "--%>" : "%>";
      int close = whole.indexOf(end, open + (comment ? 4 : 2));
      if (close < 0) {
        problems.add(
            new Problem(
                paragraphs,
                "the tag "
                    + shortened(whole.substring(open))
                    + " is not closed: a tag ends with"
                    + " %> in the paragraph it begins in."));
        return out;
      }
      literal(whole, at, done, open, out);
      done = close + end.length();
      if (!comment) {
        out.add(new Inline.Tag(code(whole.substring(open, done)), css(at.get(open))));
      }
    }
    literal(whole, at, done, whole.length(), out);
    return out;
  }

  private static void literal(String whole, List<Inline> at, int from, int to, List<Inline> out) {
    int begin = from;
    while (begin < to) {
      Inline inline = at.get(begin);
      int end = begin + 1;
      while (end < to && at.get(end) == inline) {
        end++;
      }
      out.add(
          inline instanceof Inline.Text(String _, Css css)
              ? new Inline.Text(whole.substring(begin, end), css)
              : inline);
      begin = end;
    }
  }

  private static Css css(Inline inline) {
    return inline instanceof Inline.Text(String _, Css css) ? css : Css.NONE;
  }

  /** On one line, so that lines of the HTML are paragraphs of the document. */
  private static String code(String tag) {
    String plain = DOUBLE.matcher(tag).replaceAll("\"");
    plain = SINGLE.matcher(plain).replaceAll("'");
    plain = UNSEEN.matcher(plain).replaceAll("");
    StringBuilder line = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c != PICTURE) {
        line.append(Character.isSpaceChar(c) || Character.isWhitespace(c) ? ' ' : c);
      }
    }
    return line.toString();
  }

  private static String shortened(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    int end = line.length() > 30 && Character.isHighSurrogate(line.charAt(29)) ? 29 : 30;
    return line.length() <= 40 ? line : line.substring(0, end) + "…";
  }
}
