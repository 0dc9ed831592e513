package io.herald.control.document;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the styles of an odt say, as CSS: OpenDocument takes most of its properties from there. */
final class OdtStyles {
  private static final List<String> SIDES = List.of("top", "right", "bottom", "left");

  private final Map<String, Element> byName = new HashMap<>();
  private final Map<String, Element> lists = new HashMap<>();
  private final Map<String, Element> defaults = new HashMap<>();
  private final Map<String, String> fonts = new HashMap<>();
  private final Element layout;

  /**
   * @param named the root of {@code styles.xml}
   * @param content the root of {@code content.xml}
   */
  OdtStyles(Element named, Element content) {
    for (Element root : List.of(named, content)) {
      root.first("font-face-decls")
          .all("font-face")
          .forEach(font -> fonts.put(font.get("name"), font.get("font-family")));
      Stream.of("styles", "automatic-styles")
          .flatMap(root::all)
          .flatMap(Element::elements)
          .forEach(this::add);
    }
    this.layout =
        named
            .first("automatic-styles")
            .all("page-layout")
            .findFirst()
            .orElse(Element.NONE)
            .first("page-layout-properties");
  }

  private void add(Element style) {
    switch (style.name()) {
      case "style" -> byName.put(key(style.get("family"), style.get("name")), style);
      case "default-style" -> defaults.put(style.get("family"), style);
      case "list-style" -> lists.put(style.get("name"), style);
      default -> {}
    }
  }

  private static String key(String family, String name) {
    return family + "/" + name;
  }

  Css page() {
    String width = Css.length(layout.get("page-width"));
    String height = Css.length(layout.get("page-height"));
    Css page =
        new Css(Map.of("margin", "2cm"))
            .with("size", width == null || height == null ? "A4" : width + " " + height);
    return margins(page, layout);
  }

  /** How text looks that says nothing else. */
  Css text() {
    return text(defaults.getOrDefault("paragraph", Element.NONE).first("text-properties"));
  }

  /** How text looks in a paragraph or span of this style. */
  Css textOf(String name) {
    Function<Element, Css> read = style -> text(style.first("text-properties"));
    return chain("paragraph", name, read).and(chain("text", name, read));
  }

  Css paragraph(String name) {
    return chain("paragraph", name, style -> paragraph(style.first("paragraph-properties")));
  }

  Css table(String name) {
    return chain(
        "table",
        name,
        style -> {
          Element properties = style.first("table-properties");
          Css css = Css.NONE.with("width", Css.length(properties.get("width")));
          return properties.get("align").equals("center")
              ? css.with("margin-left", "auto").with("margin-right", "auto")
              : css;
        });
  }

  /** A column's width; empty: unknown. */
  String column(String name) {
    Element style = byName.getOrDefault(key("table-column", name), Element.NONE);
    String width = Css.length(style.first("table-column-properties").get("column-width"));
    return width == null ? "" : width;
  }

  Css cell(String name) {
    return chain("table-cell", name, style -> cell(style.first("table-cell-properties")));
  }

  /** The counter style of a list; empty: bullets. */
  String marker(String list, int level) {
    return lists
        .getOrDefault(list, Element.NONE)
        .elements()
        .filter(one -> one.number("level", 0) == level + 1)
        .filter(one -> one.name().equals("list-level-style-number"))
        .map(one -> counter(one.get("num-format")))
        .findFirst()
        .orElse("");
  }

  private static String counter(String format) {
    return switch (format) {
      case "a" -> "lower-alpha";
      case "A" -> "upper-alpha";
      case "i" -> "lower-roman";
      case "I" -> "upper-roman";
      default -> "decimal";
    };
  }

  private Css chain(String family, String name, Function<Element, Css> read) {
    return chain(family, name, read, new HashSet<>());
  }

  private Css chain(String family, String name, Function<Element, Css> read, Set<String> seen) {
    Element style = byName.getOrDefault(key(family, name), Element.NONE);
    if (style == Element.NONE || !seen.add(name)) {
      return Css.NONE;
    }
    return chain(family, style.get("parent-style-name"), read, seen).and(read.apply(style));
  }

  private Css text(Element properties) {
    String line = properties.get("text-underline-style");
    String through = properties.get("text-line-through-style");
    String position = properties.get("text-position");
    String font = properties.get("font-name");
    return Css.NONE
        .with("font-weight", one(properties.get("font-weight"), "bold|normal|[1-9]00"))
        .with("font-style", one(properties.get("font-style"), "italic|oblique|normal"))
        .with("text-decoration", line.isEmpty() ? null : line.equals("none") ? "none" : "underline")
        .with(
            "text-decoration", through.isEmpty() || through.equals("none") ? null : "line-through")
        .with("text-transform", one(properties.get("text-transform"), "uppercase|lowercase|none"))
        .with("font-size", Css.length(properties.get("font-size")))
        .with("color", Css.colour(properties.get("color")))
        .with("background-color", Css.colour(properties.get("background-color")))
        .with("font-family", Css.font(fonts.getOrDefault(font, font)))
        .with(
            "vertical-align",
            position.startsWith("super") ? "super" : position.startsWith("sub") ? "sub" : null);
  }

  private static Css paragraph(Element properties) {
    String align = properties.get("text-align");
    Css css =
        Css.NONE
            .with(
                "text-align",
                switch (align) {
                  case "end", "right" -> "right";
                  case "start", "left" -> "left";
                  case "center", "justify" -> align;
                  default -> null;
                })
            .with("text-indent", Css.length(properties.get("text-indent")))
            .with("background-color", Css.colour(properties.get("background-color")))
            .with(
                "page-break-before",
                properties.get("break-before").equals("page") ? "always" : null)
            .with(
                "page-break-after", properties.get("break-after").equals("page") ? "always" : null);
    return margins(css, properties);
  }

  private static Css margins(Css css, Element properties) {
    Css with = css.with("margin", Css.length(properties.get("margin")));
    for (String side : SIDES) {
      with = with.with("margin-" + side, Css.length(properties.get("margin-" + side)));
    }
    return with;
  }

  private static Css cell(Element properties) {
    Css css =
        Css.NONE
            .with("background-color", Css.colour(properties.get("background-color")))
            .with("padding", Css.length(properties.get("padding")))
            .with("vertical-align", one(properties.get("vertical-align"), "top|middle|bottom"))
            .with("border", border(properties.get("border")));
    for (String side : SIDES) {
      css = css.with("border-" + side, border(properties.get("border-" + side)));
    }
    return css;
  }

  private static @Nullable String border(String border) {
    return one(
        border, "none|[0-9.]{1,8}(pt|cm|mm|in|px) (solid|double|dotted|dashed) #[0-9A-Fa-f]{6}");
  }

  private static @Nullable String one(String value, String allowed) {
    return value.matches(allowed) ? value : null;
  }
}
