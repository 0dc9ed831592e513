package io.herald.control.document;

import io.herald.control.document.Block.Cell;
import io.herald.control.document.Block.Row;
import io.herald.control.document.Block.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads the tables of a docx. */
final class DocxTables {
  private static final int TWIPS = 20;
  private static final int FIFTIETHS = 50;
  private static final int MOST_COLUMNS = 200;
  private static final List<String> SIDES = List.of("top", "right", "bottom", "left");

  private final DocxStyles styles;
  private final Room room;
  private final Content content;

  /** Reads what stands in a cell. */
  @FunctionalInterface
  interface Content {
    List<Block> of(Element cell) throws UnreadableException;
  }

  /** A cell whose height is not known before the rows below it are read. */
  private static final class Growing {
    private final Css css;
    private final int columns;
    private final List<Block> blocks;
    private int rows = 1;

    Growing(Css css, int columns, List<Block> blocks) {
      this.css = css;
      this.columns = columns;
      this.blocks = blocks;
    }

    Cell grown() {
      return new Cell(css, columns, rows, blocks);
    }
  }

  private DocxTables(DocxStyles styles, Room room, Content content) {
    this.styles = styles;
    this.room = room;
    this.content = content;
  }

  static Table table(Element table, DocxStyles styles, Room room, Content content)
      throws UnreadableException {
    return new DocxTables(styles, room, content).table(table);
  }

  private Table table(Element table) throws UnreadableException {
    Element properties = table.first("tblPr");
    Map<String, String> borders = styles.tableBorders(properties);
    List<String> widths =
        table
            .first("tblGrid")
            .all("gridCol")
            .limit(MOST_COLUMNS)
            .map(column -> Objects.requireNonNullElse(Css.points(column.get("w"), TWIPS), ""))
            .toList();
    List<Boolean> heads = new ArrayList<>();
    List<List<Growing>> rows = new ArrayList<>();
    Map<Integer, Growing> above = new HashMap<>();
    List<Element> elements = named(table, "tr");
    for (int i = 0; i < elements.size(); i++) {
      Element row = elements.get(i);
      List<Growing> cells = new ArrayList<>();
      int column =
          Math.clamp(row.first("trPr").first("gridBefore").number("val", 0), 0, MOST_COLUMNS);
      if (column > 0) {
        cells.add(new Growing(Css.NONE, column, List.of()));
      }
      for (Element cell : named(row, "tc")) {
        room.takeCell();
        Element of = cell.first("tcPr");
        int columns = Math.clamp(of.first("gridSpan").number("val", 1), 1, MOST_COLUMNS);
        boolean goesOn = of.has("vMerge") && !of.first("vMerge").get("val").equals("restart");
        Growing higher = above.get(column);
        if (goesOn && higher != null) {
          higher.rows++;
        } else {
          Growing one =
              new Growing(
                  css(of, borders, i == 0, i == elements.size() - 1), columns, content.of(cell));
          cells.add(one);
          above.put(column, one);
        }
        column += columns;
      }
      Element head = row.first("trPr").first("tblHeader");
      heads.add(head != Element.NONE && DocxStyles.isOn(head.get("val"), true));
      rows.add(cells);
    }
    List<Row> read = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      read.add(new Row(heads.get(i), rows.get(i).stream().map(Growing::grown).toList()));
    }
    return new Table(css(properties), widths, read);
  }

  private static List<Element> named(Element parent, String name) {
    return DocxReading.within(parent).filter(child -> child.name().equals(name)).toList();
  }

  private static Css css(Element properties) {
    Element width = properties.first("tblW");
    Css css =
        switch (width.get("type")) {
          case "pct" -> {
            String fiftieths = width.get("w").replace("%", "");
            String value = Css.points(fiftieths, width.get("w").endsWith("%") ? 1 : FIFTIETHS);
            yield Css.NONE.with("width", value == null ? null : value.replace("pt", "%"));
          }
          case "dxa" -> Css.NONE.with("width", Css.points(width.get("w"), TWIPS));
          default -> Css.NONE;
        };
    return switch (properties.first("jc").get("val")) {
      case "center" -> css.with("margin-left", "auto").with("margin-right", "auto");
      case "right", "end" -> css.with("margin-left", "auto");
      default -> css;
    };
  }

  private static Css css(
      Element properties, Map<String, String> borders, boolean top, boolean bottom) {
    Css css = Css.NONE;
    Element own = properties.first("tcBorders");
    for (String side : SIDES) {
      String inside = side.equals("left") || side.equals("right") ? "insideV" : "insideH";
      boolean edge = (side.equals("top") && top) || (side.equals("bottom") && bottom);
      boolean upright = inside.equals("insideV");
      String usual = edge || (upright && !borders.containsKey(inside)) ? side : inside;
      css =
          css.with(
              "border-" + side,
              own.has(side) ? DocxStyles.border(own.first(side)) : borders.get(usual));
    }
    String align = properties.first("vAlign").get("val");
    return css.with("background-color", Css.colour(properties.first("shd").get("fill")))
        .with(
            "width",
            properties.first("tcW").get("type").equals("dxa")
                ? Css.points(properties.first("tcW").get("w"), TWIPS)
                : null)
        .with(
            "vertical-align",
            align.equals("center") ? "middle" : align.equals("bottom") ? "bottom" : null);
  }
}
