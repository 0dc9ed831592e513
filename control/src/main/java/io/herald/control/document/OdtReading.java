package io.herald.control.document;

import io.herald.control.document.Block.Cell;
import io.herald.control.document.Block.Inline;
import io.herald.control.document.Block.Marker;
import io.herald.control.document.Block.Paragraph;
import io.herald.control.document.Block.Row;
import io.herald.control.document.Block.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an odt (OpenDocument 1.3, part 3): paragraphs, lists, tables, pictures and how they look.
 * For one document and one thread.
 */
final class OdtReading {
  private static final int MOST_REPEATED = 200;

  private final Archive archive;
  private final OdtStyles styles;
  private final Set<String> leftOut = new LinkedHashSet<>();
  private int lists;

  private OdtReading(Archive archive, OdtStyles styles) {
    this.archive = archive;
    this.styles = styles;
  }

  /**
   * Reads one.
   *
   * @throws UnreadableException when it is none
   */
  static Body read(Archive archive) throws UnreadableException {
    Element content = archive.xml("content.xml");
    Element text = content.first("body").first("text");
    if (text == Element.NONE) {
      throw new UnreadableException("It holds no text document: save it as odt or docx.");
    }
    Element named = archive.xmlIfAny("styles.xml");
    OdtStyles styles = new OdtStyles(named, content);
    OdtReading reading = new OdtReading(archive, styles);
    List<Block> blocks = reading.blocks(text, null);
    named
        .first("master-styles")
        .all("master-page")
        .filter(page -> page.has("header") || page.has("footer"))
        .findFirst()
        .ifPresent(
            _ ->
                reading.leftOut.add(
                    "headers and footers are not shown: write them into the text."));
    return new Body(styles.page(), styles.text(), blocks, List.copyOf(reading.leftOut));
  }

  /**
   * @param marker of the first paragraph in it; null: none
   */
  private List<Block> blocks(Element parent, @Nullable Marker marker) throws UnreadableException {
    List<Block> blocks = new ArrayList<>();
    for (Element child : parent.elements().toList()) {
      switch (child.name()) {
        case "p", "h" -> blocks.add(paragraph(child, blocks.isEmpty() ? marker : null));
        case "list" -> blocks.addAll(list(child, "", 0, "l" + lists++));
        case "table" -> blocks.add(table(child));
        case "section", "index-body" -> blocks.addAll(blocks(child, null));
        case "table-of-content" -> blocks.addAll(blocks(child.first("index-body"), null));
        case "frame" -> blocks.add(new Paragraph(0, Css.NONE, 0, null, frame(child)));
        default -> {}
      }
    }
    return blocks;
  }

  private List<Block> list(Element list, String outer, int level, String id)
      throws UnreadableException {
    String style = list.get("style-name").isEmpty() ? outer : list.get("style-name");
    Marker marker = new Marker(id, Math.min(level, 8), styles.marker(style, level));
    List<Block> blocks = new ArrayList<>();
    for (Element item : list.elements().toList()) {
      if (!item.name().equals("list-item") && !item.name().equals("list-header")) {
        continue;
      }
      Marker next = item.name().equals("list-item") ? marker : null;
      for (Element child : item.elements().toList()) {
        switch (child.name()) {
          case "p", "h" -> {
            blocks.add(paragraph(child, next));
            next = null;
          }
          case "list" -> blocks.addAll(list(child, style, level + 1, id));
          default -> {}
        }
      }
    }
    return blocks;
  }

  private Paragraph paragraph(Element paragraph, @Nullable Marker marker)
      throws UnreadableException {
    String style = paragraph.get("style-name");
    List<Inline> inlines = new ArrayList<>();
    inlines(paragraph, styles.textOf(style), inlines);
    int heading =
        paragraph.name().equals("h") ? Math.clamp(paragraph.number("outline-level", 1), 1, 6) : 0;
    return new Paragraph(0, styles.paragraph(style), heading, marker, inlines);
  }

  private void inlines(Element parent, Css css, List<Inline> out) throws UnreadableException {
    for (Node node : parent.children()) {
      switch (node) {
        case Node.Words(String text) ->
            out.add(new Inline.Text(text.replaceAll("[ \\t\\r\\n]+", " "), css));
        case Element child -> {
          switch (child.name()) {
            case "span" -> inlines(child, css.and(styles.textOf(child.get("style-name"))), out);
            case "s" -> {
              int blanks = Math.clamp(child.number("c", 1), 1, MOST_REPEATED);
              out.add(new Inline.Text("\u00a0".repeat(blanks), css));
            }
            case "tab" -> out.add(new Inline.Text("\t", css));
            case "line-break" -> out.add(new Inline.Break());
            case "frame" -> out.addAll(frame(child));
            case "note" -> leftOut.add("footnotes are not shown: write them into the text.");
            case "annotation", "annotation-end", "bookmark", "tracked-changes" -> {}
            default -> inlines(child, css, out);
          }
        }
      }
    }
  }

  private List<Inline> frame(Element frame) throws UnreadableException {
    if (frame.has("text-box")) {
      leftOut.add("text boxes are not shown: put their text into a table.");
      return List.of();
    }
    String path = frame.first("image").get("href");
    byte[] bytes = archive.get(path.startsWith("./") ? path.substring(2) : path);
    Optional<String> data = bytes == null ? Optional.empty() : Pictures.data(bytes);
    if (data.isEmpty()) {
      leftOut.add(
          "a drawing is not shown: use PNG, JPEG or GIF pictures that are in the document.");
      return List.of();
    }
    return List.of(
        new Inline.Picture(
            data.get(),
            Css.NONE
                .with("width", Css.length(frame.get("width")))
                .with("height", Css.length(frame.get("height")))));
  }

  private Table table(Element table) throws UnreadableException {
    List<String> widths = new ArrayList<>();
    columns(table, widths);
    List<Row> rows = new ArrayList<>();
    rows(table, false, rows);
    return new Table(styles.table(table.get("style-name")), widths, rows);
  }

  private void columns(Element parent, List<String> widths) {
    for (Element child : parent.elements().toList()) {
      switch (child.name()) {
        case "table-column" -> {
          String width = styles.column(child.get("style-name"));
          int times = Math.clamp(child.number("number-columns-repeated", 1), 1, MOST_REPEATED);
          for (int i = 0; i < times && widths.size() < MOST_REPEATED; i++) {
            widths.add(width);
          }
        }
        case "table-columns", "table-header-columns", "table-column-group" ->
            columns(child, widths);
        default -> {}
      }
    }
  }

  private void rows(Element parent, boolean heads, List<Row> rows) throws UnreadableException {
    for (Element child : parent.elements().toList()) {
      switch (child.name()) {
        case "table-row" -> {
          List<Cell> cells = new ArrayList<>();
          for (Element cell : child.all("table-cell").toList()) {
            int times = Math.clamp(cell.number("number-columns-repeated", 1), 1, MOST_REPEATED);
            for (int i = 0; i < times && cells.size() < MOST_REPEATED; i++) {
              cells.add(
                  new Cell(
                      styles.cell(cell.get("style-name")),
                      Math.clamp(cell.number("number-columns-spanned", 1), 1, MOST_REPEATED),
                      Math.clamp(cell.number("number-rows-spanned", 1), 1, MOST_REPEATED),
                      blocks(cell, null)));
            }
          }
          rows.add(new Row(heads, cells));
        }
        case "table-header-rows" -> rows(child, true, rows);
        case "table-rows", "table-row-group" -> rows(child, heads, rows);
        default -> {}
      }
    }
  }
}
