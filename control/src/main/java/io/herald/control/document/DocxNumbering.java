package io.herald.control.document;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lists of a docx. */
final class DocxNumbering {
  private static final int DEEPEST = 8;

  private final Map<String, String> abstractOf = new HashMap<>();
  private final Map<String, Element> abstracts = new HashMap<>();

  /**
   * @param numbering the root of {@code word/numbering.xml}
   */
  DocxNumbering(Element numbering) {
    numbering
        .all("num")
        .forEach(num -> abstractOf.put(num.get("numId"), num.first("abstractNumId").get("val")));
    numbering.all("abstractNum").forEach(one -> abstracts.put(one.get("abstractNumId"), one));
  }

  /**
   * What stands before a paragraph.
   *
   * @param properties {@code numPr}
   * @return null when it is no item of a list
   */
  Block.@Nullable Marker marker(Element properties) {
    String id = properties.first("numId").get("val");
    if (id.isEmpty() || id.equals("0")) {
      return null;
    }
    int level = Math.clamp(properties.first("ilvl").number("val", 0), 0, DEEPEST);
    Element list = abstracts.getOrDefault(abstractOf.getOrDefault(id, ""), Element.NONE);
    String format =
        list.all("lvl")
            .filter(one -> one.number("ilvl", 0) == level)
            .map(one -> one.first("numFmt").get("val"))
            .findFirst()
            .orElse("bullet");
    return format.equals("none") ? null : new Block.Marker(id, level, style(format));
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
