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

  private static final String DRAWING =
      "a drawing is not shown: use PNG, JPEG or GIF pictures that are in the document.";

  /** Drawings that are no pictures (OpenDocument 1.3, part 3, section 10.3). */
  private static final Set<String> DRAWN =
      Set.of(
          "rect",
          "line",
          "polyline",
          "polygon",
          "regular-polygon",
          "path",
          "circle",
          "ellipse",
          "g",
          "connector",
          "caption",
          "measure",
          "control",
          "custom-shape");

  private final Room room = new Room();
  private final Pictures pictures;
  private final OdtStyles styles;
  private final Set<String> leftOut = new LinkedHashSet<>();
  private int lists;

  private OdtReading(Archive archive, OdtStyles styles) {
    this.pictures = new Pictures(archive, room);
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
    List<Block> blocks = reading.blocks(text);
    if (named
        .first("master-styles")
        .all("master-page")
        .filter(page -> styles.pages().contains(page.get("name")))
        .anyMatch(page -> page.has("header") || page.has("footer"))) {
      reading.leftOut.add("headers and footers are not shown: write them into the text.");
    }
    return new Body(styles.page(), styles.text(), blocks, List.copyOf(reading.leftOut));
  }

  private List<Block> blocks(Element parent) throws UnreadableException {
    List<Block> blocks = new ArrayList<>();
    for (Element child : parent.elements().toList()) {
      switch (child.name()) {
        case "p", "h" -> blocks.add(paragraph(child, null));
        case "list" -> blocks.addAll(list(child, "", 0, "l" + lists++));
        case "table" -> blocks.add(table(child));
        case "section", "index-body" -> blocks.addAll(blocks(child));
        case "table-of-content" -> blocks.addAll(blocks(child.first("index-body")));
        case "frame" -> blocks.add(new Paragraph(0, Css.NONE, 0, null, frame(child)));
        case String name when DRAWN.contains(name) -> leftOut.add(DRAWING);
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
    inlines(paragraph, styles.textIn(style), inlines);
    int heading =
        paragraph.name().equals("h") ? Math.clamp(paragraph.number("outline-level", 1), 1, 6) : 0;
    return new Paragraph(0, styles.paragraph(style), heading, marker, inlines);
  }

  private void inlines(Element parent, Css css, List<Inline> out) throws UnreadableException {
    for (Node node : parent.children()) {
      switch (node) {
        case Node.Words(String text) -> text(text.replaceAll("[ \\t\\r\\n]+", " "), css, out);
        case Element child -> {
          switch (child.name()) {
            case "span" -> inlines(child, css.and(styles.textOf(child.get("style-name"))), out);
            case "s" -> text("\u00a0".repeat(times(child, "c")), css, out);
            case "tab" -> out.add(new Inline.Text("\t", css));
            case "line-break" -> out.add(new Inline.Break());
            case "frame" -> out.addAll(frame(child));
            case "note" -> leftOut.add("footnotes are not shown: write them into the text.");
            case "annotation", "annotation-end", "bookmark", "tracked-changes" -> {}
            case String name when DRAWN.contains(name) -> leftOut.add(DRAWING);
            default -> inlines(child, css, out);
          }
        }
      }
    }
  }

  private void text(String text, Css css, List<Inline> out) throws UnreadableException {
    room.take(text.length());
    out.add(new Inline.Text(text, css));
  }

  private static int times(Element element, String attribute) {
    return Math.clamp(element.number(attribute, 1), 1, MOST_REPEATED);
  }

  private List<Inline> frame(Element frame) throws UnreadableException {
    if (frame.has("text-box")) {
      leftOut.add("text boxes are not shown: put their text into a table.");
      return List.of();
    }
    String path = frame.first("image").get("href");
    Optional<String> data = pictures.show(path.startsWith("./") ? path.substring(2) : path);
    if (data.isEmpty()) {
      leftOut.add(DRAWING);
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

  private void columns(Element parent, List<String> widths) throws UnreadableException {
    for (Element child : parent.elements().toList()) {
      switch (child.name()) {
        case "table-column" -> {
          String width = styles.column(child.get("style-name"));
          int times = times(child, "number-columns-repeated");
          for (int i = 0; i < times && widths.size() < MOST_REPEATED; i++) {
            room.take(width.length() + 1L);
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
            Cell read =
                new Cell(
                    styles.cell(cell.get("style-name")),
                    times(cell, "number-columns-spanned"),
                    times(cell, "number-rows-spanned"),
                    blocks(cell));
            int times = times(cell, "number-columns-repeated");
            if (times > 1 && !isEmpty(read)) {
              // what holds more of its kind would grow without end
              leftOut.add("a cell that stands for several is shown once: write each of them.");
              times = 1;
            }
            for (int i = 0; i < times; i++) {
              room.takeCell();
              cells.add(read);
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

  private static boolean isEmpty(Cell cell) {
    return cell.blocks().stream()
        .allMatch(block -> block instanceof Paragraph one && one.inlines().isEmpty());
  }
}
