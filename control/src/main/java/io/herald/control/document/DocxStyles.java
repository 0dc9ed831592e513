package io.herald.control.document;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What the styles of a docx say, and how its properties are said in CSS. */
final class DocxStyles {
  private static final int TWIPS = 20;
  private static final int HALF_POINTS = 2;
  private static final int EIGHTHS = 8;

  private final Map<String, Element> byId = new HashMap<>();
  private final Element defaults;
  private String usual = "";

  /**
   * @param styles the root of {@code word/styles.xml}
   */
  DocxStyles(Element styles) {
    this.defaults = styles.first("docDefaults");
    styles
        .all("style")
        .forEach(
            style -> {
              byId.putIfAbsent(style.get("styleId"), style);
              if (style.get("type").equals("paragraph") && isOn(style.get("default"), false)) {
                usual = style.get("styleId");
              }
            });
  }

  /** How text looks that says nothing else. */
  Css text() {
    return run(defaults.first("rPrDefault").first("rPr")).and(runOf(usual));
  }

  /** How a paragraph looks, its style and those this is based on included. */
  Css paragraph(Element properties) {
    return paragraphOf(defaults.first("pPrDefault").first("pPr"))
        .and(chain(style(properties), new HashSet<>(), "pPr", DocxStyles::paragraphOf))
        .and(paragraphOf(properties));
  }

  /** How a run looks in a paragraph, as far as it is not how all text looks. */
  Css run(Element paragraph, Element run) {
    String style = style(paragraph);
    return (style.equals(usual) ? Css.NONE : runOf(style))
        .and(runOf(run.first("rStyle").get("val")))
        .and(run(run));
  }

  /** 1 to 6; 0: it is none. */
  int heading(Element properties) {
    String id = style(properties);
    Set<String> seen = new HashSet<>();
    int level = properties.first("outlineLvl").number("val", -1);
    while (level < 0 && !id.isEmpty() && seen.add(id)) {
      Element style = byId.getOrDefault(id, Element.NONE);
      level = style.first("pPr").first("outlineLvl").number("val", -1);
      String name = style.first("name").get("val");
      if (level < 0 && name.matches("(?i)heading [1-6]")) {
        level = name.charAt(8) - '1';
      }
      id = style.first("basedOn").get("val");
    }
    return level < 0 || level > 5 ? 0 : level + 1;
  }

  /** The numbering that a paragraph's style brings along. */
  Element numbering(Element properties) {
    Element own = properties.first("numPr");
    return own != Element.NONE
        ? own
        : byId.getOrDefault(style(properties), Element.NONE).first("pPr").first("numPr");
  }

  /** Borders of a table that its own properties do not say. */
  Element tableBorders(Element tableProperties) {
    Element own = tableProperties.first("tblBorders");
    String id = tableProperties.first("tblStyle").get("val");
    Set<String> seen = new HashSet<>();
    while (own == Element.NONE && !id.isEmpty() && seen.add(id)) {
      Element style = byId.getOrDefault(id, Element.NONE);
      own = style.first("tblPr").first("tblBorders");
      id = style.first("basedOn").get("val");
    }
    return own;
  }

  private String style(Element properties) {
    String id = properties.first("pStyle").get("val");
    return id.isEmpty() ? usual : id;
  }

  private Css runOf(String id) {
    return chain(id, new HashSet<>(), "rPr", DocxStyles::run);
  }

  private Css chain(String id, Set<String> seen, String part, Function<Element, Css> read) {
    Element style = byId.getOrDefault(id, Element.NONE);
    if (style == Element.NONE || !seen.add(id)) {
      return Css.NONE;
    }
    return chain(style.first("basedOn").get("val"), seen, part, read)
        .and(read.apply(style.first(part)));
  }

  private static Css run(Element properties) {
    Css css = Css.NONE;
    for (Element one : properties.elements().toList()) {
      String value = one.get("val");
      css =
          switch (one.name()) {
            case "b" -> css.with("font-weight", isOn(value, true) ? "bold" : "normal");
            case "i" -> css.with("font-style", isOn(value, true) ? "italic" : "normal");
            case "u" -> css.with("text-decoration", value.equals("none") ? "none" : "underline");
            case "strike" -> css.with("text-decoration", isOn(value, true) ? "line-through" : null);
            case "caps" -> css.with("text-transform", isOn(value, true) ? "uppercase" : "none");
            case "sz" -> css.with("font-size", Css.points(value, HALF_POINTS));
            case "color" -> css.with("color", Css.colour(value));
            case "shd" -> css.with("background-color", Css.colour(one.get("fill")));
            case "rFonts" -> css.with("font-family", Css.font(one.get("ascii")));
            case "vertAlign" ->
                css.with(
                    "vertical-align",
                    value.equals("superscript")
                        ? "super"
                        : value.equals("subscript") ? "sub" : null);
            case "vanish" -> css.with("display", isOn(value, true) ? "none" : null);
            default -> css;
          };
    }
    return css;
  }

  private static Css paragraphOf(Element properties) {
    Css css = Css.NONE;
    for (Element one : properties.elements().toList()) {
      css =
          switch (one.name()) {
            case "jc" -> css.with("text-align", alignment(one.get("val")));
            case "spacing" ->
                css.with("margin-top", Css.points(one.get("before"), TWIPS))
                    .with("margin-bottom", Css.points(one.get("after"), TWIPS));
            case "ind" ->
                css.with(
                        "margin-left",
                        Css.points(
                            one.get("left").isEmpty() ? one.get("start") : one.get("left"), TWIPS))
                    .with(
                        "margin-right",
                        Css.points(
                            one.get("right").isEmpty() ? one.get("end") : one.get("right"), TWIPS))
                    .with("text-indent", Css.points(one.get("firstLine"), TWIPS))
                    .with(
                        "text-indent",
                        one.get("hanging").isEmpty()
                            ? null
                            : Css.points("-" + one.get("hanging"), TWIPS));
            case "pageBreakBefore" ->
                css.with("page-break-before", isOn(one.get("val"), true) ? "always" : null);
            case "keepNext" ->
                css.with("page-break-after", isOn(one.get("val"), true) ? "avoid" : null);
            case "shd" -> css.with("background-color", Css.colour(one.get("fill")));
            default -> css;
          };
    }
    return css;
  }

  private static String alignment(String value) {
    return switch (value) {
      case "center" -> "center";
      case "right", "end" -> "right";
      case "both", "distribute" -> "justify";
      default -> "left";
    };
  }

  /** A border as CSS says it. */
  static String border(Element border) {
    String style = border.get("val");
    if (style.isEmpty() || style.equals("nil") || style.equals("none")) {
      return "none";
    }
    String width = Css.points(border.get("sz"), EIGHTHS);
    String colour = Css.colour(border.get("color"));
    String line =
        switch (style) {
          case "dashed", "dotted", "double" -> style;
          default -> "solid";
        };
    return (width == null ? "0.5pt" : width)
        + " "
        + line
        + " "
        + (colour == null ? "#000" : colour);
  }

  private static boolean isOn(String value, boolean whenAbsent) {
    return value.isEmpty() ? whenAbsent : !value.matches("0|false|off");
  }
}
