package io.herald.control.document;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An element of XML, by names without their prefixes.
 *
 * @param children elements and text, in order
 */
record Element(String name, Map<String, String> attributes, List<Node> children) implements Node {
  /** Stands for one that is not there. */
  static final Element NONE = new Element("", Map.of(), List.of());

  Stream<Element> elements() {
    return children.stream().filter(Element.class::isInstance).map(Element.class::cast);
  }

  Stream<Element> all(String childName) {
    return elements().filter(child -> child.name.equals(childName));
  }

  /** The first child of this name; {@link #NONE}: there is none. */
  Element first(String childName) {
    return all(childName).findFirst().orElse(NONE);
  }

  boolean has(String childName) {
    return all(childName).findAny().isPresent();
  }

  /** An attribute; empty when it is missing. */
  String get(String attribute) {
    return attributes.getOrDefault(attribute, "");
  }

  /** An attribute that is a whole number; else what is said here. */
  int number(String attribute, int otherwise) {
    String digits = get(attribute);
    return digits.matches("-?[0-9]{1,9}") ? Integer.parseInt(digits) : otherwise;
  }

  /** The first element of this name, however deep; {@link #NONE}: there is none. */
  Element below(String wanted) {
    return elements()
        .map(child -> child.name.equals(wanted) ? child : child.below(wanted))
        .filter(found -> found != NONE)
        .findFirst()
        .orElse(NONE);
  }
}
