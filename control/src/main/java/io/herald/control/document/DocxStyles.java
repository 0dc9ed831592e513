package io.herald.control.document;

import io.herald.control.document.DocxNumbering.Item;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the styles of a docx say, and how its properties are said in CSS. For one thread. */
final class DocxStyles {
  private static final int TWIPS = 20;
  private static final int HALF_POINTS = 2;
  private static final int EIGHTHS = 8;

  /** Styles that are based on each other; those of word processors are some 5 deep. */
  private static final int DEEPEST = 30;

  /** What each style says by itself. */
  private final Map<String, Style> own = new HashMap<>();

  /** The same with what it is based on, for those that were asked for. */
  private final Map<String, Style> complete = new HashMap<>();

  private final Css text;
  private final Css paragraph;
  private String usual = "";

  /**
   * What a style says.
   *
   * @param outline the level of a heading from 0; -1: it does not say
   * @param item null: it does not say
   * @param borders of a table, by their side; none: it does not say
   */
  private record Style(
      String basedOn,
      Css paragraph,
      Css run,
      int outline,
      @Nullable Item item,
      Map<String, String> borders) {
    static final Style NONE = new Style("", Css.NONE, Css.NONE, -1, null, Map.of());

    /** With what another one says, which goes before. */
    Style and(Style other) {
      return new Style(
          other.basedOn,
          paragraph.and(other.paragraph),
          run.and(other.run),
          other.outline < 0 ? outline : other.outline,
          other.item == null ? item : other.item,
          other.borders.isEmpty() ? borders : other.borders);
    }
  }

  /**
   * @param styles the root of {@code word/styles.xml}
   */
  DocxStyles(Element styles) {
    Element defaults = styles.first("docDefaults");
    styles
        .all("style")
        .forEach(
            style -> {
              own.putIfAbsent(style.get("styleId"), read(style));
              if (style.get("type").equals("paragraph") && isOn(style.get("default"), false)) {
                usual = style.get("styleId");
              }
            });
    this.paragraph = paragraphOf(defaults.first("pPrDefault").first("pPr"));
    this.text = run(defaults.first("rPrDefault").first("rPr")).and(style(usual).run());
  }

  private static Style read(Element style) {
    Element properties = style.first("pPr");
    int outline = outline(properties);
    String name = style.first("name").get("val");
    return new Style(
        style.first("basedOn").get("val"),
        paragraphOf(properties),
        run(style.first("rPr")),
        outline < 0 && name.matches("(?i)heading [1-6]") ? name.charAt(8) - '1' : outline,
        ownItem(properties),
        borders(style.first("tblPr")));
  }

  /** With what it is based on. */
  private Style style(String id) {
    return complete.computeIfAbsent(
        id,
        _ -> {
          Deque<Style> chain = new ArrayDeque<>();
          Style one = own.get(id);
          while (one != null && chain.size() < DEEPEST) {
            chain.push(one);
            one = own.get(one.basedOn());
          }
          return chain.stream().reduce(Style.NONE, Style::and);
        });
  }

  private Style styleOf(Element properties) {
    return style(id(properties));
  }

  private String id(Element properties) {
    String id = properties.first("pStyle").get("val");
    return id.isEmpty() ? usual : id;
  }

  /** How text looks that says nothing else. */
  Css text() {
    return text;
  }

  /** How a paragraph looks, its style and those this is based on included. */
  Css paragraph(Element properties) {
    return paragraph.and(styleOf(properties).paragraph()).and(paragraphOf(properties));
  }

  /** How text looks in a paragraph, as far as it is not how all text looks. */
  Css textIn(Element properties) {
    String id = id(properties);
    return id.equals(usual) ? Css.NONE : style(id).run();
  }

  /**
   * How a run looks.
   *
   * @param around how text looks in its paragraph
   */
  Css run(Css around, Element run) {
    return around.and(style(run.first("rStyle").get("val")).run()).and(run(run));
  }

  /** 1 to 6; 0: it is none. */
  int heading(Element properties) {
    int own = outline(properties);
    int level = own < 0 ? styleOf(properties).outline() : own;
    return level < 0 || level > 5 ? 0 : level + 1;
  }

  /** The list a paragraph, or its style, says it is an item of; null: none. */
  @Nullable Item item(Element properties) {
    Item own = ownItem(properties);
    return own == null ? styleOf(properties).item() : own;
  }

  /** Borders of a table by their side, as CSS. */
  Map<String, String> tableBorders(Element properties) {
    Map<String, String> own = borders(properties);
    return own.isEmpty() ? style(properties.first("tblStyle").get("val")).borders() : own;
  }

  private static Map<String, String> borders(Element properties) {
    Map<String, String> borders = new HashMap<>();
    properties
        .first("tblBorders")
        .elements()
        .forEach(one -> borders.putIfAbsent(one.name(), border(one)));
    return borders;
  }

  private static int outline(Element properties) {
    return properties.first("outlineLvl").number("val", -1);
  }

  private static @Nullable Item ownItem(Element properties) {
    return properties.has("numPr") ? Item.of(properties.first("numPr")) : null;
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

  static boolean isOn(String value, boolean whenAbsent) {
    return value.isEmpty() ? whenAbsent : !value.matches("0|false|off");
  }
}
