package io.herald.control.document;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads XML files of a document within bounds; DTDs and entities are refused. */
final class Xml {
  /** A table in a table in a table is some 30 deep. */
  private static final int DEEPEST = 90;

  private static final XMLInputFactory READERS = readers();

  private final String name;
  private final XMLStreamReader reader;
  private final int mostElements;
  private final Deque<Open> open = new ArrayDeque<>();

  private record Open(String name, Map<String, String> attributes, List<Node> children) {
    Element closed() {
      return new Element(name, attributes, children);
    }
  }

  private Xml(String name, XMLStreamReader reader, int mostElements) {
    this.name = name;
    this.reader = reader;
    this.mostElements = mostElements;
  }

  private static XMLInputFactory readers() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  /**
   * Reads a file; gives its root.
   *
   * @throws UnreadableException when it is no XML of the kind that word processors write
   */
  static Element read(String name, byte[] bytes, int mostElements) throws UnreadableException {
    try {
      XMLStreamReader reader = READERS.createXMLStreamReader(new ByteArrayInputStream(bytes));
      try {
        return new Xml(name, reader, mostElements).root();
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      // the parser's words may repeat the document
      throw new UnreadableException(name + " in it is no well-formed XML: save it anew.");
    }
  }

  private Element root() throws XMLStreamException, UnreadableException {
    int elements = 0;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new UnreadableException(
                name + " in it declares a DTD or entities, which no word processor writes.");
        case XMLStreamConstants.START_ELEMENT -> {
          if (++elements > mostElements || open.size() >= DEEPEST) {
            throw new UnreadableException(
                "It is too large: "
                    + name
                    + " has more than "
                    + mostElements
                    + " elements, or they are more than "
                    + DEEPEST
                    + " deep. Repeat a row instead of writing many.");
          }
          open.push(new Open(reader.getLocalName(), attributes(), new ArrayList<>()));
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (!open.isEmpty()) {
            open.element().children().add(new Node.Words(reader.getText()));
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          Element closed = open.pop().closed();
          if (open.isEmpty()) {
            return closed;
          }
          open.element().children().add(closed);
        }
        default -> {}
      }
    }
    throw new UnreadableException(name + " in it is empty: save it anew.");
  }

  private Map<String, String> attributes() {
    if (reader.getAttributeCount() == 0) {
      return Map.of();
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.putIfAbsent(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    return attributes;
  }
}
