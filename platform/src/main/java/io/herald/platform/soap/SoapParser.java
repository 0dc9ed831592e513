package io.herald.platform.soap;

import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the call in an envelope: the method is the first element of the body, the service its
 * namespace, the SOAPAction a second source (client contract A.2, A.4). The SOAP header is passed
 * over. Safe for use by many threads.
 */
public final class SoapParser {
  private static final int MAX_COMPLAINT = 200;
  private static final int MAX_NEAR = 40;

  private final SoapMethods methods;

  public SoapParser(SoapMethods methods) {
    this.methods = methods;
  }

  /** What an envelope comes to. */
  public sealed interface Parsed {
    /**
     * A call of a method that is served here, read to its end.
     *
     * @param sessionToken the first parameter; empty when it was
     */
    record Call(SoapMethods.Served served, String sessionToken, SoapMethod.Invocation invocation)
        implements Parsed {
      /** Which method. */
      public MethodName name() {
        return served.name();
      }

      @Override
      public String toString() {
        return "Call[" + name() + "]";
      }
    }

    /** Nothing that can be carried out. */
    record Unusable(SoapAnswer.Fault fault) implements Parsed {}
  }

  /**
   * Reads an envelope.
   *
   * @param soapAction the header; null when there is none
   */
  public Parsed parse(String text, @Nullable String soapAction) {
    MethodName action = action(soapAction);
    try {
      return read(SoapXml.withNamespaces(text), action);
    } catch (XMLStreamException e) {
      return action != null && isUndeclaredPrefix(e)
          ? parseWithoutNamespaces(text, action)
          : malformed(text, e);
    }
  }

  /**
   * What the beginning of an envelope says about its caller.
   *
   * @param sessionToken the first parameter; empty when it was
   */
  public record Beginning(MethodName name, String sessionToken) {
    @Override
    public String toString() {
      return "Beginning[" + name + "]";
    }
  }

  /** Reads the beginning of an envelope as far as the session token; null when it is not there. */
  public @Nullable Beginning begin(String text, @Nullable String soapAction) {
    MethodName action = action(soapAction);
    try {
      return begin(SoapXml.withNamespaces(text), action);
    } catch (XMLStreamException e) {
      if (action != null && isUndeclaredPrefix(e)) {
        try {
          return begin(SoapXml.withoutNamespaces(text), action);
        } catch (XMLStreamException again) {
          return null;
        }
      }
      return null;
    }
  }

  private static @Nullable Beginning begin(SoapXml xml, @Nullable MethodName action)
      throws XMLStreamException {
    if (xml.nextChild()) {
      while (xml.nextChild()) {
        if (xml.name().equals("Body") && xml.nextChild()) {
          MethodName name = new MethodName(service(xml.namespace(), action), xml.name());
          return new Beginning(name, new Parameters(xml).text());
        }
        xml.skip();
      }
    }
    return null;
  }

  private Parsed parseWithoutNamespaces(String text, MethodName action) {
    try {
      return read(SoapXml.withoutNamespaces(text), action);
    } catch (XMLStreamException e) {
      return malformed(text, e);
    }
  }

  private Parsed read(SoapXml xml, @Nullable MethodName action) throws XMLStreamException {
    if (!xml.nextChild() || !xml.name().equals("Envelope")) {
      return unusable("The root element is not Envelope.");
    }
    // read without namespaces, the version cannot be told
    if (!xml.namespace().isEmpty() && !xml.namespace().equals(SoapXml.ENVELOPE)) {
      return new Parsed.Unusable(SoapAnswer.Fault.wrongVersion());
    }
    Parsed parsed = null;
    while (xml.nextChild()) {
      if (parsed == null && xml.name().equals("Body")) {
        parsed = readBody(xml, action);
      } else {
        xml.skip();
      }
    }
    while (xml.next() != SoapXml.Step.DOCUMENT_END) {
      // nothing is carried out before the end has been seen
    }
    return parsed != null ? parsed : unusable("The envelope has no Body.");
  }

  private Parsed readBody(SoapXml xml, @Nullable MethodName action) throws XMLStreamException {
    if (!xml.nextChild()) {
      return unusable("The Body is empty; expected the element of a method.");
    }
    MethodName asked = new MethodName(service(xml.namespace(), action), xml.name());
    Parsed parsed;
    SoapMethods.Served served = methods.find(asked);
    if (served == null) {
      xml.skip();
      parsed = new Parsed.Unusable(SoapAnswer.Fault.unknownMethod(asked));
    } else {
      Parameters parameters = new Parameters(xml);
      String sessionToken = parameters.text();
      SoapMethod.Invocation invocation = served.method().read(parameters);
      parameters.finish();
      parsed = new Parsed.Call(served, sessionToken, invocation);
    }
    while (xml.nextChild()) {
      xml.skip();
    }
    return parsed;
  }

  private static String service(String namespace, @Nullable MethodName action) {
    if (namespace.startsWith("urn:")) {
      return namespace.substring("urn:".length());
    }
    return action == null ? namespace : action.service();
  }

  /** Reads {@code nms:rtEvent#PushEvent}, with or without quotes. */
  private static @Nullable MethodName action(@Nullable String header) {
    if (header == null) {
      return null;
    }
    String text = header.strip();
    if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
      text = text.substring(1, text.length() - 1);
    }
    int hash = text.indexOf('#');
    return hash <= 0 ? null : new MethodName(text.substring(0, hash), text.substring(hash + 1));
  }

  /** Says so in its message only. */
  private static boolean isUndeclaredPrefix(XMLStreamException e) {
    String message = e.getMessage();
    return message != null && message.contains("Undeclared namespace prefix");
  }

  private static Parsed unusable(String detail) {
    return new Parsed.Unusable(SoapAnswer.Fault.invalidMessage(detail));
  }

  /** Line, column, the parser's complaint, and the tag it is near to (API-26). */
  private static Parsed malformed(String text, XMLStreamException e) {
    Location location = e.getLocation();
    String where = "";
    String near = "";
    if (location != null) {
      where = "(" + location.getLineNumber() + ":" + location.getColumnNumber() + ") ";
      near = near(text, location.getCharacterOffset());
    }
    return unusable(where + complaint(e) + near);
  }

  /** What the parser says, without its own account of the place and without the caller's data. */
  private static String complaint(XMLStreamException e) {
    String message = e.getMessage() == null ? "not well-formed" : e.getMessage();
    // some put the place first, some last
    String first = message.replaceFirst("(?s)^ParseError at .*?Message: ", "");
    String line = first.lines().findFirst().orElse("not well-formed").strip();
    String masked = line.replaceAll("\"[^\"]*\"|'[^']{2,}'", "…");
    return masked.length() <= MAX_COMPLAINT ? masked : masked.substring(0, MAX_COMPLAINT) + "…";
  }

  /** The name of the last tag before the place: an excerpt that holds no text and no attribute. */
  private static String near(String text, int offset) {
    int end = Math.max(0, Math.min(offset, text.length()));
    int tag = end == 0 ? -1 : text.lastIndexOf('<', end - 1);
    if (tag < 0) {
      return "";
    }
    int stop = tag + 1;
    while (stop < end && stop - tag < MAX_NEAR && isNamePart(text.charAt(stop))) {
      stop++;
    }
    return stop == tag + 1 ? "" : " near " + text.substring(tag, stop);
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || ":_-./!?".indexOf(c) >= 0;
  }
}
