package io.herald.control.classic;

import io.herald.platform.soap.SoapXml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * A part of a document as its caller wrote it, without namespaces; comments and what SOAP says
 * about types are left out. Immutable.
 *
 * @param text what stands directly in it
 */
record XmlElement(
    String name, Map<String, String> attributes, List<XmlElement> children, String text) {
  XmlElement {
    children = List.copyOf(children);
  }

  /** Standing on the start of an element: reads it; goes to its end. */
  static XmlElement read(SoapXml xml) throws XMLStreamException {
    String name = xml.name();
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < xml.attributeCount(); i++) {
      if (xml.attributeNamespace(i).isEmpty() && !xml.isNoAttribute(i)) {
        attributes.put(xml.attributeName(i), xml.attributeValue(i));
      }
    }
    List<XmlElement> children = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    while (true) {
      switch (xml.next()) {
        case START -> children.add(read(xml));
        case TEXT -> xml.appendText(text);
        case END, DOCUMENT_END -> {
          return new XmlElement(name, attributes, children, text.toString());
        }
      }
    }
  }

  /** The attribute; empty when it is not there. */
  String attribute(String attribute) {
    return attributes.getOrDefault(attribute, "");
  }

  /** The first child of this name; null when there is none. */
  @Nullable XmlElement child(String child) {
    return children(child).findFirst().orElse(null);
  }

  /** The children of this name. */
  Stream<XmlElement> children(String child) {
    return children.stream().filter(element -> element.name.equals(child));
  }

  /** Values may be secret. */
  @Override
  public String toString() {
    return "XmlElement[" + name + "]";
  }
}
