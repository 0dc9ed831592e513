package io.herald.control.document;

import io.herald.control.document.Block.Cell;
import io.herald.control.document.Block.Inline;
import io.herald.control.document.Block.Marker;
import io.herald.control.document.Block.Paragraph;
import io.herald.control.document.Block.Row;
import io.herald.control.document.Block.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes a document as HTML whose lines are its paragraphs, so that an error in line 7 is in the
 * 7th paragraph. For one document and one thread.
 */
final class HtmlWriting {
  /** A picture of more characters than this should not be repeated. */
  static final int LARGE_PICTURE = 50_000;

  private static final List<String> BULLETS = List.of("•", "◦", "▪");
  private static final String NEW_PAGE = "page-break-before";
  private static final double INDENT = 18;

  private final StringBuilder out = new StringBuilder();

  /** The class of each kind of list item. */
  private final Map<Marker, String> markers = new LinkedHashMap<>();

  private final List<Problem> doubts = new ArrayList<>();

  /** Whether what began, and has not ended yet, repeats what stands in it. */
  private final Deque<Boolean> open = new ArrayDeque<>();

  private int line = 1;

  private HtmlWriting() {}

  /**
   * A document as HTML.
   *
   * @param doubts what may fail when it is filled in
   */
  record Written(String html, List<Problem> doubts) {}

  /**
   * Writes a document whose tags are joined.
   *
   * @throws UnreadableException when it becomes too large
   */
  static Written write(Body body, List<Block> joined) throws UnreadableException {
    HtmlWriting writing = new HtmlWriting();
    writing.blocks(joined);
    String head = writing.head(body);
    Room.check(head.length() + writing.out.length());
    return new Written(head + writing.out + "</body></html>", List.copyOf(writing.doubts));
  }

  private String head(Body body) {
    StringBuilder head =
        new StringBuilder("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><style>@page{")
            .append(body.page().text())
            .append("}body{margin:0;")
            .append(body.text().text())
            .append("}p{margin:0}h1,h2,h3,h4,h5,h6{margin:12pt 0 4pt;")
            .append("font-size:inherit;font-weight:inherit}")
            .append("table{border-collapse:collapse;-fs-table-paginate:paginate}")
            .append("tr{page-break-inside:avoid}td{vertical-align:top;padding:0 5.4pt}");
    List<String> counters = new ArrayList<>();
    Map<String, List<Marker>> lists =
        markers.keySet().stream().collect(Collectors.groupingBy(Marker::list));
    markers.forEach(
        (marker, name) -> {
          // lists in a list begin again behind each of its items
          String deeper =
              lists.getOrDefault(marker.list(), List.of()).stream()
                  .filter(one -> one.level() > marker.level() && !one.style().isEmpty())
                  .map(one -> markers.getOrDefault(one, ""))
                  .collect(Collectors.joining(" "));
          if (!deeper.isEmpty()) {
            head.append('.').append(name).append("{counter-reset:").append(deeper).append('}');
          }
          if (marker.style().isEmpty()) {
            String bullet = BULLETS.get(marker.level() % BULLETS.size());
            head.append('.').append(name).append(":before{content:\"").append(bullet);
            head.append("\\00a0\\00a0\"}");
          } else {
            counters.add(name);
            head.append('.').append(name).append("{counter-increment:").append(name).append('}');
            head.append('.').append(name).append(":before{content:counter(").append(name);
            head.append(',').append(marker.style()).append(") \".\\00a0\"}");
          }
        });
    if (!counters.isEmpty()) {
      head.append("body{counter-reset:").append(String.join(" ", counters)).append('}');
    }
    return head.append("</style></head><body>").toString();
  }

  private void line(int number) {
    for (; line < number; line++) {
      out.append('\n');
    }
  }

  private void blocks(List<Block> blocks) throws UnreadableException {
    for (Block block : blocks) {
      switch (block) {
        case Paragraph paragraph -> paragraph(paragraph);
        case Table table -> table(table);
      }
    }
  }

  private void paragraph(Paragraph paragraph) throws UnreadableException {
    line(paragraph.number());
    Css css = paragraph.css();
    Marker marker = paragraph.marker();
    String kind = "";
    if (marker != null) {
      kind = " class=\"" + markers.computeIfAbsent(marker, _ -> "item" + markers.size()) + '"';
      css =
          css.with(
                  "margin-left",
                  String.format(Locale.ROOT, "%.0fpt", 2 * INDENT * (marker.level() + 1)))
              .with("text-indent", String.format(Locale.ROOT, "-%.0fpt", INDENT));
    }
    String element = paragraph.heading() == 0 ? "p" : "h" + paragraph.heading();
    List<Inline> inlines = paragraph.inlines();
    int begin = 0;
    for (int i = 0; i < inlines.size(); i++) {
      if (inlines.get(i) instanceof Inline.PageBreak) {
        if (i > 0) {
          piece(element, kind, css, inlines.subList(begin, i));
          kind = "";
        }
        css = css.with(NEW_PAGE, "always");
        begin = i + 1;
      }
    }
    piece(element, kind, css, inlines.subList(begin, inlines.size()));
  }

  /** A paragraph, or what of it stands on one page. */
  private void piece(String element, String kind, Css css, List<Inline> inlines)
      throws UnreadableException {
    boolean newPage = css.declarations().containsKey(NEW_PAGE);
    if (inlines.stream().anyMatch(RowTags::isSilent)
        && inlines.stream().allMatch(one -> RowTags.blank(one) || RowTags.isSilent(one))) {
      // conditions and repetitions on a line of their own leave no empty line behind
      out.append(newPage ? "<p style=\"" + NEW_PAGE + ":always\"></p>" : "");
      for (Inline inline : inlines) {
        if (inline instanceof Inline.Tag tag) {
          tag(tag);
        }
      }
      return;
    }
    out.append('<').append(element).append(kind).append(css.attribute()).append('>');
    out.append(inlines.isEmpty() && !newPage ? "&nbsp;" : "");
    for (Inline inline : inlines) {
      inline(inline);
    }
    out.append("</").append(element).append('>');
    Room.check(out.length());
  }

  private void inline(Inline inline) throws UnreadableException {
    switch (inline) {
      case Inline.Text(String text, Css css) -> {
        begin(css);
        text(text);
        end(css);
      }
      case Inline.Tag tag when tag.prints() -> {
        begin(tag.css());
        out.append(tag.text());
        end(tag.css());
      }
      case Inline.Tag tag -> tag(tag);
      case Inline.Break _ -> out.append("<br>");
      case Inline.PageBreak _ -> {} // between two pieces of the paragraph
      case Inline.Picture(String data, Css css) -> {
        if (data.length() > LARGE_PICTURE && open.contains(true)) {
          doubts.add(
              new Problem(
                  line,
                  "a large picture is repeated, so messages with many repetitions become too large"
                      + " and fail: make it smaller, or put it where nothing is repeated."));
        }
        out.append("<img alt=\"\" src=\"").append(data).append('"');
        out.append(css.attribute()).append('>');
      }
    }
    Room.check(out.length());
  }

  private void tag(Inline.Tag tag) {
    out.append(tag.text());
    if (tag.opens()) {
      open.push(tag.repeats());
    } else if (tag.closes()) {
      open.poll();
    }
  }

  private void begin(Css css) {
    if (!css.declarations().isEmpty()) {
      out.append("<span").append(css.attribute()).append('>');
    }
  }

  private void end(Css css) {
    if (!css.declarations().isEmpty()) {
      out.append("</span>");
    }
  }

  private void text(String text) {
    char before = 'x';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '\t' -> out.append("&nbsp;&nbsp;&nbsp; ");
        case '\n', '\r' -> out.append(' ');
        case ' ' -> out.append(before == ' ' ? "&nbsp;" : " ");
        default -> out.append(c);
      }
      before = c;
    }
  }

  private void table(Table table) throws UnreadableException {
    out.append("<table").append(table.css().attribute()).append('>');
    if (table.widths().stream().noneMatch(String::isEmpty)) {
      table
          .widths()
          .forEach(width -> out.append("<col style=\"width:").append(width).append("\">"));
    }
    int heads = 0;
    while (heads < table.rows().size() && table.rows().get(heads).heads()) {
      heads++;
    }
    if (heads > 0) {
      out.append("<thead>");
      for (Row row : table.rows().subList(0, heads)) {
        row(row);
      }
      out.append("</thead>");
    }
    out.append("<tbody>");
    for (Row row : table.rows().subList(heads, table.rows().size())) {
      row(row);
    }
    out.append("</tbody></table>");
    Room.check(out.length());
  }

  private void row(Row row) throws UnreadableException {
    RowTags tags = RowTags.of(row);
    line(first(row));
    tags.before().forEach(this::tag);
    if (!tags.row().cells().isEmpty()) {
      out.append("<tr>");
      for (Cell cell : tags.row().cells()) {
        cell(cell);
      }
      out.append("</tr>");
    }
    tags.behind().forEach(this::tag);
  }

  /** The number of a row's first paragraph; 0: it has none. */
  private static int first(Row row) {
    for (Cell cell : row.cells()) {
      for (Block block : cell.blocks()) {
        int number =
            switch (block) {
              case Paragraph paragraph -> paragraph.number();
              case Table table -> table.rows().isEmpty() ? 0 : first(table.rows().getFirst());
            };
        if (number > 0) {
          return number;
        }
      }
    }
    return 0;
  }

  private void cell(Cell cell) throws UnreadableException {
    out.append("<td");
    if (cell.columns() > 1) {
      out.append(" colspan=\"").append(cell.columns()).append('"');
    }
    if (cell.rows() > 1) {
      out.append(" rowspan=\"").append(cell.rows()).append('"');
    }
    out.append(cell.css().attribute()).append('>');
    blocks(cell.blocks());
    out.append("</td>");
    Room.check(out.length());
  }
}
