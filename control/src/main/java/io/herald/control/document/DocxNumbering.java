package io.herald.control.document;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lists of a docx. */
final class DocxNumbering {
  private static final int DEEPEST = 8;
  private static final Level BULLET = new Level("bullet", "");

  private final Map<String, String> abstractOf = new HashMap<>();
  private final Map<Item, Level> levels = new HashMap<>();
  private final Set<String> leftOut;

  /**
   * That a paragraph is an item of a list.
   *
   * @param list empty or 0: of none
   * @param level from 0
   */
  record Item(String list, int level) {
    /**
     * @param properties {@code numPr}
     */
    static Item of(Element properties) {
      return new Item(
          properties.first("numId").get("val"),
          Math.clamp(properties.first("ilvl").number("val", 0), 0, DEEPEST));
    }
  }

  /**
   * How items of a level are counted.
   *
   * @param text what stands before them, with the numbers of levels as {@code %1} to {@code %9}
   */
  private record Level(String format, String text) {}

  /**
   * @param numbering the root of {@code word/numbering.xml}
   * @param leftOut gets what the PDF will not show
   */
  DocxNumbering(Element numbering, Set<String> leftOut) {
    this.leftOut = leftOut;
    numbering
        .all("num")
        .forEach(num -> abstractOf.put(num.get("numId"), num.first("abstractNumId").get("val")));
    numbering
        .all("abstractNum")
        .forEach(
            list ->
                list.all("lvl")
                    .forEach(
                        level ->
                            levels.putIfAbsent(
                                new Item(list.get("abstractNumId"), level.number("ilvl", 0)),
                                new Level(
                                    level.first("numFmt").get("val"),
                                    level.first("lvlText").get("val")))));
  }

  /**
   * What stands before a paragraph.
   *
   * @param item null: it is none
   * @return null when nothing does
   */
  Block.@Nullable Marker marker(@Nullable Item item) {
    if (item == null || item.list().isEmpty() || item.list().equals("0")) {
      return null;
    }
    String list = abstractOf.getOrDefault(item.list(), "");
    Level level = levels.getOrDefault(new Item(list, item.level()), BULLET);
    if (level.format().equals("none")) {
      return null;
    }
    String style = style(level.format());
    if (!style.isEmpty() && !level.text().matches("(%" + (item.level() + 1) + "\\.)?")) {
      leftOut.add("numbers of lists are shown as 1. and not as " + shown(level.text()) + ".");
    }
    return new Block.Marker(item.list(), item.level(), style);
  }

  /** As an example of what the author knows. */
  private static String shown(String text) {
    String example = text.replaceAll("%[1-9]", "1");
    return example.substring(0, Math.min(20, example.length())).strip();
  }

  private static String style(String format) {
    return switch (format) {
      case "bullet" -> "";
      case "lowerLetter" -> "lower-alpha";
      case "upperLetter" -> "upper-alpha";
      case "lowerRoman" -> "lower-roman";
      case "upperRoman" -> "upper-roman";
      default -> "decimal";
    };
  }
}
