package io.herald.platform.soap.schema;

import java.util.List;

/**
 * A schema clients know: the attributes of an entity and the methods called on it.
 *
 * @param name with namespace, for example {@code nms:rtEvent}
 * @param label for people
 * @param elements the entity itself first
 * @param methods those listed under this schema
 */
public record Schema(String name, String label, List<Element> elements, List<Method> methods) {
  public Schema {
    elements = List.copyOf(elements);
    methods = List.copyOf(methods);
  }

  /**
   * An element.
   *
   * @param children elements inside
   */
  public record Element(
      String name, String label, List<Attribute> attributes, List<Element> children) {
    public Element {
      attributes = List.copyOf(attributes);
      children = List.copyOf(children);
    }
  }

  /**
   * An attribute.
   *
   * @param type as schemas name it, for example {@code datetime}
   */
  public record Attribute(String name, String type, String label) {}

  /** {@code nms} of {@code nms:rtEvent}. */
  String namespace() {
    return name.substring(0, name.indexOf(':'));
  }

  /** {@code rtEvent} of {@code nms:rtEvent}. */
  String localName() {
    return name.substring(name.indexOf(':') + 1);
  }
}
