package io.herald.execution.collect.soap;

import io.herald.platform.soap.SoapXml;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/**
 * Copies one element of a message as text that can be parsed alone: the event's context.
 *
 * <p>Elements of the method's own namespace, and those that merely inherit a default namespace from
 * outside the context, belong to no namespace in the copy: templates address them by plain names,
 * and clients differ in whether they reset {@code xmlns=""}. Every other namespace is kept and
 * declared where it is needed. Character references and CDATA sections become plain text of the
 * same meaning; comments and processing instructions are left out; white space is kept.
 *
 * <p>For one copy, by one thread.
 */
final class ContextCopy {
  private final SoapXml xml;
  private final String methodNamespace;
  private final StringBuilder out = new StringBuilder(1024);
  // the open elements, innermost first
  private final Deque<Scope> open = new ArrayDeque<>();

  /**
   * An open element of the copy.
   *
   * @param name as written, with prefix
   * @param bound what each prefix means inside it
   * @param defaultDeclared whether the context itself says what the default namespace is here
   */
  private record Scope(String name, Map<String, String> bound, boolean defaultDeclared) {}

  private ContextCopy(SoapXml xml, String methodNamespace) {
    this.xml = xml;
    this.methodNamespace = methodNamespace;
  }

  /** Standing on the start of an element: its copy; goes to its end. */
  static String of(SoapXml xml, String methodNamespace) throws XMLStreamException {
    return new ContextCopy(xml, methodNamespace).copy();
  }

  private String copy() throws XMLStreamException {
    start();
    while (!open.isEmpty()) {
      switch (xml.next()) {
        case START -> start();
        case TEXT -> text();
        case END, DOCUMENT_END -> out.append("</").append(open.pop().name()).append('>');
      }
    }
    return out.toString();
  }

  private void start() {
    Scope outer = open.peek();
    boolean defaultDeclared =
        xml.declaresDefaultNamespace() || (outer != null && outer.defaultDeclared());
    Map<String, String> bound = outer == null ? Map.of() : outer.bound();
    boolean plain =
        xml.namespace().equals(methodNamespace) || (xml.prefix().isEmpty() && !defaultDeclared);
    String prefix = plain ? "" : xml.prefix();
    String name = qualified(prefix, xml.name());
    out.append('<').append(name);
    bound = bind(prefix, plain ? "" : xml.namespace(), bound);
    for (int i = 0; i < xml.attributeCount(); i++) {
      if (xml.isNoAttribute(i)) {
        continue;
      }
      String attributePrefix = xml.attributePrefix(i);
      if (!attributePrefix.isEmpty()) {
        bound = bind(attributePrefix, xml.attributeNamespace(i), bound);
      }
      attribute(qualified(attributePrefix, xml.attributeName(i)), xml.attributeValue(i));
    }
    out.append('>');
    open.push(new Scope(name, bound, defaultDeclared));
  }

  /** Declares a prefix where it does not yet mean this. */
  private Map<String, String> bind(String prefix, String namespace, Map<String, String> bound) {
    if (prefix.equals("xml") || namespace.equals(bound.getOrDefault(prefix, ""))) {
      return bound;
    }
    attribute(prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix, namespace);
    Map<String, String> more = new HashMap<>(bound);
    more.put(prefix, namespace);
    return more;
  }

  private static String qualified(String prefix, String name) {
    return prefix.isEmpty() ? name : prefix + ":" + name;
  }

  private void attribute(String name, String value) {
    out.append(' ').append(name).append("=\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '"' -> out.append("&quot;");
        // as characters a parser would read them as blanks
        case '\t', '\n', '\r' -> out.append("&#").append((int) c).append(';');
        default -> out.append(c);
      }
    }
    out.append('"');
  }

  private void text() {
    int from = out.length();
    xml.appendText(out);
    String added = out.substring(from);
    if (needsEscaping(added)) {
      out.setLength(from);
      for (int i = 0; i < added.length(); i++) {
        char c = added.charAt(i);
        switch (c) {
          case '&' -> out.append("&amp;");
          case '<' -> out.append("&lt;");
          case '>' -> out.append("&gt;");
          case '\r' -> out.append("&#13;"); // as a character it would become a line feed
          default -> out.append(c);
        }
      }
    }
  }

  private static boolean needsEscaping(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '&' || c == '<' || c == '>' || c == '\r') {
        return true;
      }
    }
    return false;
  }
}
