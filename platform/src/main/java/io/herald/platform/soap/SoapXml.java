package io.herald.platform.soap;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.StringReader;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.jspecify.annotations.Nullable;

/**
 * A bounded, forward-only view of a message: elements, attributes and text, nothing else. A DOCTYPE
 * and entities other than the five of XML are refused (API-4); comments and processing instructions
 * are passed over.
 *
 * <p>It can read without namespaces, for one documented request form that uses a prefix it does not
 * declare (client contract A.4 rule 9); then names are cut at the colon and declarations are not
 * attributes.
 *
 * <p>For one thread. Every method throws {@link XMLStreamException} when the text turns out not to
 * be well-formed or exceeds a bound.
 */
public final class SoapXml {
  /** The namespace of SOAP 1.1. */
  static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";

  public static final int MAX_DEPTH = 100;
  public static final int MAX_ATTRIBUTES = 200;
  public static final int MAX_NAME = 256;

  private static final XMLInputFactory WITH_NAMESPACES = factory(true);
  private static final XMLInputFactory WITHOUT_NAMESPACES = factory(false);

  private static XMLInputFactory factory(boolean namespaces) {
    XMLInputFactory factory = new WstxInputFactory();
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, namespaces);
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_VALIDATING, false);
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MAX_DEPTH);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MAX_ATTRIBUTES);
    // errors must come from next(), not later as an unchecked exception
    factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
    // names from outside must not fill the table of interned strings
    factory.setProperty(XMLInputFactory2.P_INTERN_NAMES, false);
    factory.setProperty(XMLInputFactory2.P_INTERN_NS_URIS, false);
    return factory;
  }

  private final XMLStreamReader reader;
  private final boolean namespaces;

  private SoapXml(XMLStreamReader reader, boolean namespaces) {
    this.reader = reader;
    this.namespaces = namespaces;
  }

  public static SoapXml withNamespaces(String text) throws XMLStreamException {
    return over(WITH_NAMESPACES.createXMLStreamReader(new StringReader(text)), true);
  }

  public static SoapXml withoutNamespaces(String text) throws XMLStreamException {
    return over(WITHOUT_NAMESPACES.createXMLStreamReader(new StringReader(text)), false);
  }

  private static SoapXml over(XMLStreamReader reader, boolean namespaces)
      throws XMLStreamException {
    SoapXml xml = new SoapXml(reader, namespaces);
    // XML 1.1 allows characters that a copy, read as XML 1.0, could not hold
    if ("1.1".equals(reader.getVersion())) {
      throw xml.refused("XML 1.1 is not accepted; send XML 1.0");
    }
    return xml;
  }

  /** What comes next in the document. */
  public enum Step {
    START,
    END,
    TEXT,
    DOCUMENT_END
  }

  /** Goes on to the next start, end or text. */
  public Step next() throws XMLStreamException {
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          checkNames();
          return Step.START;
        }
        case XMLStreamConstants.END_ELEMENT -> {
          return Step.END;
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          return Step.TEXT;
        }
        case XMLStreamConstants.DTD -> throw refused("a DOCTYPE is not accepted");
        case XMLStreamConstants.ENTITY_REFERENCE -> throw refused("an entity is not accepted");
        default -> {
          // comments and processing instructions mean nothing here
        }
      }
    }
    return Step.DOCUMENT_END;
  }

  /**
   * Standing on the start of an element or on the end of one of its children: goes to its next
   * child element. False when there is none; then we stand on the element's end.
   */
  public boolean nextChild() throws XMLStreamException {
    while (true) {
      switch (next()) {
        case START -> {
          return true;
        }
        case END, DOCUMENT_END -> {
          return false;
        }
        case TEXT -> {
          // white space, or text where only elements are expected
        }
      }
    }
  }

  /** Standing on the start of an element: goes to its end. */
  public void skip() throws XMLStreamException {
    while (nextChild()) {
      skip();
    }
  }

  /**
   * Standing on the start of an element: its text without that of its children; goes to its end.
   */
  public String text() throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    while (true) {
      switch (next()) {
        case START -> skip();
        case END, DOCUMENT_END -> {
          return text.toString();
        }
        case TEXT -> appendText(text);
      }
    }
  }

  /** Appends the text we stand on. */
  public void appendText(StringBuilder out) {
    out.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
  }

  /** The element's name without prefix. */
  public String name() {
    return local(reader.getLocalName());
  }

  /** The element's namespace; empty when it has none, or when we read without namespaces. */
  public String namespace() {
    return namespaces ? orEmpty(reader.getNamespaceURI()) : "";
  }

  /** The element's prefix; empty when it has none. */
  public String prefix() {
    return namespaces ? orEmpty(reader.getPrefix()) : "";
  }

  /** Whether this element itself says what the default namespace is. */
  public boolean declaresDefaultNamespace() {
    if (namespaces) {
      for (int i = 0; i < reader.getNamespaceCount(); i++) {
        if (orEmpty(reader.getNamespacePrefix(i)).isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }

  public int attributeCount() {
    return reader.getAttributeCount();
  }

  /** An attribute's name without prefix. */
  public String attributeName(int index) {
    return local(reader.getAttributeLocalName(index));
  }

  /**
   * Whether this is none: a declaration that only a reader without namespaces takes for one, or one
   * that repeats an earlier name once its prefix is cut.
   */
  public boolean isNoAttribute(int index) {
    if (namespaces) {
      return false;
    }
    for (int i = 0; i < index; i++) {
      if (attributeName(i).equals(attributeName(index))) {
        return true;
      }
    }
    return reader.getAttributeLocalName(index).startsWith("xmlns");
  }

  public String attributeNamespace(int index) {
    return namespaces ? orEmpty(reader.getAttributeNamespace(index)) : "";
  }

  public String attributePrefix(int index) {
    return namespaces ? orEmpty(reader.getAttributePrefix(index)) : "";
  }

  public String attributeValue(int index) {
    return reader.getAttributeValue(index);
  }

  public Location location() {
    return reader.getLocation();
  }

  private void checkNames() throws XMLStreamException {
    checkName(reader.getLocalName());
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      checkName(reader.getAttributeLocalName(i));
    }
  }

  private void checkName(String name) throws XMLStreamException {
    if (name.length() > MAX_NAME) {
      throw refused("a name has more than " + MAX_NAME + " characters");
    }
    if (!namespaces && !canStartName(local(name))) {
      throw refused("a name has nothing usable behind its prefix");
    }
  }

  /** The common part of what XML 1.0 section 2.3 allows as the first character of a name. */
  private static boolean canStartName(String local) {
    if (local.isEmpty()) {
      return false;
    }
    char c = local.charAt(0);
    return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0xC0 && c <= 0x2FF;
  }

  private XMLStreamException refused(String what) {
    return new XMLStreamException(what, reader.getLocation());
  }

  private String local(String name) {
    return namespaces ? name : name.substring(name.lastIndexOf(':') + 1);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
