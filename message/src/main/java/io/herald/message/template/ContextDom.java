package io.herald.message.template;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.DOMImplementation;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Copies an event's context into the kind of tree that scripts work on and may change. Safe for use
 * by many threads.
 */
final class ContextDom {
  private final DOMImplementation documents;

  ContextDom() {
    try {
      documents =
          DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().getDOMImplementation();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this Java has no XML documents", e);
    }
  }

  Element copy(ContextElement root) {
    Document document = documents.createDocument(null, null, null);
    // names come from the caller; JSON member names need not be XML names
    document.setStrictErrorChecking(false);
    return copy(document, root);
  }

  private static Element copy(Document document, ContextElement source) {
    Element element = document.createElementNS(null, source.name());
    for (ContextElement.Attribute at = source.lastAttribute(); at != null; at = at.earlier()) {
      if (!element.hasAttributeNS(null, at.name())) {
        element.setAttributeNS(null, at.name(), at.value());
      }
    }
    for (ContextElement child = source.firstChild(); child != null; child = child.next()) {
      text(document, element, child.textBefore());
      element.appendChild(copy(document, child));
    }
    text(document, element, source.lastText());
    return element;
  }

  private static void text(Document document, Node parent, @Nullable String text) {
    if (text != null) {
      parent.appendChild(document.createTextNode(text));
    }
  }
}
