package io.herald.control.document;

import io.herald.control.document.Block.Cell;
import io.herald.control.document.Block.Inline;
import io.herald.control.document.Block.Marker;
import io.herald.control.document.Block.Paragraph;
import io.herald.control.document.Block.Row;
import io.herald.control.document.Block.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a document as HTML whose lines are its paragraphs, so that an error in line 7 is in the
 * 7th paragraph. For one document and one thread.
 */
final class HtmlWriting {
  /** Of one document, with its pictures; it travels to every execution instance. */
  static final int MOST_CHARACTERS = 4_000_000;

  private static final List<String> BULLETS = List.of("•", "◦", "▪");
  private static final double INDENT = 18;

  private final StringBuilder out = new StringBuilder();

  /** The class of each kind of list item. */
  private final Map<Marker, String> markers = new LinkedHashMap<>();

  private int line = 1;

  private HtmlWriting() {}

  /**
   * Writes a document whose tags are joined.
   *
   * @throws UnreadableException when it becomes too large
   */
  static String write(Body body, List<Block> joined) throws UnreadableException {
    HtmlWriting writing = new HtmlWriting();
    writing.blocks(joined);
    String head = writing.head(body);
    if (head.length() + writing.out.length() > MOST_CHARACTERS) {
      throw new UnreadableException(
          String.format(
              Locale.ROOT,
              "As HTML it has %,d characters, pictures included; it may have %,d: make its pictures"
                  + " smaller.",
              head.length() + writing.out.length(),
              MOST_CHARACTERS));
    }
    return head + writing.out + "</body></html>";
  }

  private String head(Body body) {
    StringBuilder head =
        new StringBuilder("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><style>@page{")
            .append(body.page().text())
            .append("}body{margin:0;")
            .append(body.text().text())
            .append("}p{margin:0}h1,h2,h3,h4,h5,h6{margin:12pt 0 4pt}")
            .append("table{border-collapse:collapse;-fs-table-paginate:paginate}")
            .append("tr{page-break-inside:avoid}td{vertical-align:top;padding:0 5.4pt}");
    List<String> counters = new ArrayList<>();
    markers.forEach(
        (marker, name) -> {
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

  private void blocks(List<Block> blocks) {
    for (Block block : blocks) {
      switch (block) {
        case Paragraph paragraph -> paragraph(paragraph);
        case Table table -> table(table);
      }
    }
  }

  private void paragraph(Paragraph paragraph) {
    line(paragraph.number());
    List<Inline> inlines = paragraph.inlines();
    if (inlines.stream().anyMatch(RowTags::isSilent)
        && inlines.stream().allMatch(one -> RowTags.blank(one) || RowTags.isSilent(one))) {
      // conditions and repetitions on a line of their own leave no empty line behind
      inlines.stream()
          .filter(RowTags::isSilent)
          .forEach(tag -> out.append(((Inline.Tag) tag).text()));
      return;
    }
    String element = paragraph.heading() == 0 ? "p" : "h" + paragraph.heading();
    out.append('<').append(element);
    Css css = paragraph.css();
    Marker marker = paragraph.marker();
    if (marker != null) {
      String name = markers.computeIfAbsent(marker, _ -> "item" + markers.size());
      out.append(" class=\"").append(name).append('"');
      css =
          css.with(
                  "margin-left",
                  String.format(Locale.ROOT, "%.0fpt", 2 * INDENT * (marker.level() + 1)))
              .with("text-indent", String.format(Locale.ROOT, "-%.0fpt", INDENT));
    }
    out.append(css.attribute()).append('>');
    if (inlines.isEmpty()) {
      out.append("&nbsp;");
    }
    inlines.forEach(this::inline);
    out.append("</").append(element).append('>');
  }

  private void inline(Inline inline) {
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
      case Inline.Tag tag -> out.append(tag.text());
      case Inline.Break _ -> out.append("<br>");
      case Inline.Picture(String data, Css css) ->
          out.append("<img alt=\"\" src=\"")
              .append(data)
              .append('"')
              .append(css.attribute())
              .append('>');
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

  private void table(Table table) {
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
      table.rows().subList(0, heads).forEach(this::row);
      out.append("</thead>");
    }
    out.append("<tbody>");
    table.rows().subList(heads, table.rows().size()).forEach(this::row);
    out.append("</tbody></table>");
  }

  private void row(Row row) {
    RowTags tags = RowTags.of(row);
    line(first(row));
    tags.before().forEach(tag -> out.append(tag.text()));
    if (!tags.row().cells().isEmpty()) {
      out.append("<tr>");
      tags.row().cells().forEach(this::cell);
      out.append("</tr>");
    }
    tags.behind().forEach(tag -> out.append(tag.text()));
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

  private void cell(Cell cell) {
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
  }
}
