package io.herald.control.mjml;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The elements of MJML: where each may stand, and which of them hold HTML. */
final class MjmlElements {
  private static final Set<String> CONTENT = Set.of("mj-column", "mj-hero");

  /** Element to those it may stand in. */
  private static final Map<String, Set<String>> PARENTS = parents();

  /** What is inside is HTML or text, which nobody here looks at. */
  private static final Set<String> OF_HTML =
      Set.of(
          "mj-accordion-text",
          "mj-accordion-title",
          "mj-button",
          "mj-navbar-link",
          "mj-preview",
          "mj-raw",
          "mj-social-element",
          "mj-style",
          "mj-table",
          "mj-text",
          "mj-title");

  /** Between the elements inside these, HTML can stand as it is. */
  private static final Set<String> LAYOUT =
      Set.of("mj-body", "mj-wrapper", "mj-section", "mj-group", "mj-column", "mj-hero");

  /** Numbers that the layout is computed from, and what also goes where nothing can be escaped. */
  private static final Set<String> FIXED_ATTRIBUTES =
      Set.of(
          "width",
          "height",
          "background-url",
          "background-width",
          "background-height",
          "breakpoint",
          "css-class",
          "mj-class",
          "icon-size",
          "icon-width",
          "icon-height",
          "inner-width",
          "inner-padding",
          "tb-width",
          "fluid-on-mobile",
          "full-width",
          "mode",
          "direction");

  private MjmlElements() {}

  private static Map<String, Set<String>> parents() {
    Map<String, Set<String>> parents = new HashMap<>();
    parents.put("mjml", Set.of(""));
    put(parents, Set.of("mjml"), "mj-head", "mj-body");
    put(
        parents,
        Set.of("mj-head"),
        "mj-title",
        "mj-preview",
        "mj-attributes",
        "mj-breakpoint",
        "mj-font",
        "mj-style");
    put(parents, Set.of("mj-body"), "mj-wrapper", "mj-hero");
    put(parents, Set.of("mj-body", "mj-wrapper"), "mj-section");
    put(parents, Set.of("mj-section"), "mj-group");
    put(parents, Set.of("mj-section", "mj-group"), "mj-column");
    put(
        parents,
        CONTENT,
        "mj-text",
        "mj-button",
        "mj-image",
        "mj-divider",
        "mj-spacer",
        "mj-table",
        "mj-social",
        "mj-navbar",
        "mj-accordion",
        "mj-carousel");
    put(parents, Set.of("mj-social"), "mj-social-element");
    put(parents, Set.of("mj-navbar"), "mj-navbar-link");
    put(parents, Set.of("mj-accordion"), "mj-accordion-element");
    put(parents, Set.of("mj-accordion-element"), "mj-accordion-title", "mj-accordion-text");
    put(parents, Set.of("mj-carousel"), "mj-carousel-image");
    return Map.copyOf(parents);
  }

  private static void put(
      Map<String, Set<String>> parents, Set<String> allowed, String... elements) {
    for (String element : elements) {
      parents.put(element, allowed);
    }
  }

  /**
   * Why an element cannot stand where it stands; null: it can.
   *
   * @param parent the element around it; empty for none
   */
  static @Nullable String flaw(String element, String parent) {
    if (parent.equals("mj-attributes")
        || (element.equals("mj-raw") && (LAYOUT.contains(parent) || parent.equals("mj-head")))) {
      return null;
    }
    if (element.equals("mj-include")) {
      return "mj-include is not supported: use <%@ include view='…' %> and a personalization block";
    }
    Set<String> parents = PARENTS.get(element);
    if (parents == null) {
      return "MJML has no element " + element + ": correct the name";
    }
    return parents.contains(parent)
        ? null
        : element
            + " cannot stand "
            + (parent.isEmpty() ? "outside of everything" : "in " + parent)
            + "; it belongs in "
            + String.join(" or ", parents.stream().sorted().toList());
  }

  static boolean holdsHtml(String element) {
    return OF_HTML.contains(element);
  }

  static boolean isLayout(String element) {
    return LAYOUT.contains(element);
  }

  /** Whether an attribute can be read only as it is, without expressions. */
  static boolean isFixed(String attribute) {
    return FIXED_ATTRIBUTES.contains(attribute)
        || attribute.startsWith("padding")
        || attribute.startsWith("border");
  }
}
