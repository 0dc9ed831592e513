package io.herald.control.document;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the styles of an odt say, as CSS: OpenDocument takes most of its properties from there. For
 * one thread.
 */
final class OdtStyles {
  private static final List<String> SIDES = List.of("top", "right", "bottom", "left");
  private static final String USUAL_PAGE = "Standard";

  /** Styles that are based on each other; those of word processors are some 5 deep. */
  private static final int DEEPEST = 30;

  private final Map<Key, Element> elements = new HashMap<>();

  /** What each style says by itself, of those that were asked for. */
  private final Map<Key, Style> own = new HashMap<>();

  /** The same with what it is based on. */
  private final Map<Key, Style> complete = new HashMap<>();

  /** The counter styles of numbered lists, by the list's name and the level from 0. */
  private final Map<Key, String> counters = new HashMap<>();

  private final Map<String, String> fonts = new HashMap<>();
  private final Set<String> pages = new HashSet<>(Set.of(USUAL_PAGE));
  private Css text = Css.NONE;
  private final Element layout;

  /** Names of different families are different. */
  private record Key(String family, String name) {}

  /**
   * What a style says.
   *
   * @param text how text looks
   * @param block how what stands around the text looks
   */
  private record Style(Key basedOn, Css text, Css block) {
    static final Style NONE = new Style(new Key("", ""), Css.NONE, Css.NONE);

    /** With what another one says, which goes before. */
    Style and(Style other) {
      return new Style(other.basedOn, text.and(other.text), block.and(other.block));
    }
  }

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
    content
        .first("automatic-styles")
        .elements()
        .forEach(one -> pages.add(one.get("master-page-name")));
    this.layout = layout(named);
  }

  private void add(Element style) {
    String name = style.get("name");
    switch (style.name()) {
      case "style" -> elements.put(new Key(style.get("family"), name), style);
      case "default-style" -> {
        if (style.get("family").equals("paragraph")) {
          text = text(style.first("text-properties"));
        }
      }
      case "list-style" ->
          style
              .all("list-level-style-number")
              .forEach(
                  level ->
                      counters.put(
                          new Key(name, level.get("level")), counter(level.get("num-format"))));
      default -> {}
    }
  }

  /** Of the usual page; else the first one. */
  private static Element layout(Element named) {
    String usual =
        named
            .first("master-styles")
            .all("master-page")
            .filter(page -> page.get("name").equals(USUAL_PAGE))
            .map(page -> page.get("page-layout-name"))
            .findFirst()
            .orElse("");
    List<Element> layouts = named.first("automatic-styles").all("page-layout").toList();
    return layouts.stream()
        .filter(one -> one.get("name").equals(usual))
        .findFirst()
        .or(() -> layouts.stream().findFirst())
        .orElse(Element.NONE)
        .first("page-layout-properties");
  }

  Css page() {
    String width = Css.length(layout.get("page-width"));
    String height = Css.length(layout.get("page-height"));
    Css page =
        new Css(Map.of("margin", "2cm"))
            .with("size", width == null || height == null ? "A4" : width + " " + height);
    return margins(page, layout);
  }

  /** The master pages that paragraphs begin. */
  Set<String> pages() {
    return pages;
  }

  /** How text looks that says nothing else. */
  Css text() {
    return text;
  }

  /** How text looks in a paragraph of this style. */
  Css textIn(String name) {
    return style(new Key("paragraph", name)).text();
  }

  /** How text of this style looks. */
  Css textOf(String name) {
    return style(new Key("text", name)).text();
  }

  Css paragraph(String name) {
    return style(new Key("paragraph", name)).block();
  }

  Css table(String name) {
    return style(new Key("table", name)).block();
  }

  /** A column's width; empty: unknown. */
  String column(String name) {
    return style(new Key("table-column", name)).block().declarations().getOrDefault("width", "");
  }

  Css cell(String name) {
    return style(new Key("table-cell", name)).block();
  }

  /**
   * The counter style of a list; empty: bullets.
   *
   * @param level from 0
   */
  String marker(String list, int level) {
    return counters.getOrDefault(new Key(list, String.valueOf(level + 1)), "");
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

  /** With what it is based on. */
  private Style style(Key key) {
    return complete.computeIfAbsent(
        key,
        _ -> {
          Deque<Style> chain = new ArrayDeque<>();
          for (Key at = key; elements.containsKey(at) && chain.size() < DEEPEST; ) {
            Style one = own.computeIfAbsent(at, this::read);
            chain.push(one);
            at = one.basedOn();
          }
          return chain.stream().reduce(Style.NONE, Style::and);
        });
  }

  private Style read(Key key) {
    Element style = elements.getOrDefault(key, Element.NONE);
    Element properties = style.first(key.family() + "-properties");
    Css block =
        switch (key.family()) {
          case "paragraph" -> paragraph(properties);
          case "table" -> table(properties);
          case "table-column" -> Css.NONE.with("width", Css.length(properties.get("column-width")));
          case "table-cell" -> cell(properties);
          default -> Css.NONE;
        };
    return new Style(
        new Key(key.family(), style.get("parent-style-name")),
        text(style.first("text-properties")),
        block);
  }

  private static Css table(Element properties) {
    Css css = Css.NONE.with("width", Css.length(properties.get("width")));
    return properties.get("align").equals("center")
        ? css.with("margin-left", "auto").with("margin-right", "auto")
        : css;
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
