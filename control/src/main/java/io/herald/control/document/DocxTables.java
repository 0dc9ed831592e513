package io.herald.control.document;

import io.herald.control.document.Block.Cell;
import io.herald.control.document.Block.Row;
import io.herald.control.document.Block.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the tables of a docx. */
final class DocxTables {
  private static final int TWIPS = 20;
  private static final int FIFTIETHS = 50;
  private static final int MOST_COLUMNS = 200;
  private static final List<String> SIDES = List.of("top", "right", "bottom", "left");

  private final DocxStyles styles;
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

  private DocxTables(DocxStyles styles, Content content) {
    this.styles = styles;
    this.content = content;
  }

  static Table table(Element table, DocxStyles styles, Content content) throws UnreadableException {
    return new DocxTables(styles, content).table(table);
  }

  private Table table(Element table) throws UnreadableException {
    Element properties = table.first("tblPr");
    Element borders = styles.tableBorders(properties);
    List<String> widths =
        table
            .first("tblGrid")
            .all("gridCol")
            .limit(MOST_COLUMNS)
            .map(column -> String.valueOf(Css.points(column.get("w"), TWIPS)).replace("null", ""))
            .toList();
    List<Boolean> heads = new ArrayList<>();
    List<List<Growing>> rows = new ArrayList<>();
    Map<Integer, Growing> above = new HashMap<>();
    List<Element> elements = rows(table);
    for (int i = 0; i < elements.size(); i++) {
      Element row = elements.get(i);
      List<Growing> cells = new ArrayList<>();
      int column = 0;
      for (Element cell : cells(row)) {
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
      heads.add(row.first("trPr").has("tblHeader"));
      rows.add(cells);
    }
    List<Row> read = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      read.add(new Row(heads.get(i), rows.get(i).stream().map(Growing::grown).toList()));
    }
    return new Table(css(properties), widths, read);
  }

  private static List<Element> rows(Element parent) {
    List<Element> rows = new ArrayList<>();
    parent
        .elements()
        .forEach(
            child -> {
              switch (child.name()) {
                case "tr" -> rows.add(child);
                case "sdt" -> rows.addAll(rows(child.first("sdtContent")));
                case "ins", "customXml" -> rows.addAll(rows(child));
                default -> {}
              }
            });
    return rows;
  }

  private static List<Element> cells(Element row) {
    return row.elements()
        .flatMap(
            child ->
                child.name().equals("sdt")
                    ? child.first("sdtContent").elements()
                    : Stream.of(child))
        .filter(child -> child.name().equals("tc"))
        .toList();
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

  private static Css css(Element properties, Element borders, boolean top, boolean bottom) {
    Css css = Css.NONE;
    Element own = properties.first("tcBorders");
    for (String side : SIDES) {
      String inside = side.equals("left") || side.equals("right") ? "insideV" : "insideH";
      boolean edge = (side.equals("top") && top) || (side.equals("bottom") && bottom);
      boolean upright = inside.equals("insideV");
      Element line =
          own.has(side)
              ? own.first(side)
              : borders.first(edge || (upright && !borders.has(inside)) ? side : inside);
      css = css.with("border-" + side, line == Element.NONE ? null : DocxStyles.border(line));
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
