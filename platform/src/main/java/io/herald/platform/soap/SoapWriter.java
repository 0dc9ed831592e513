package io.herald.platform.soap;

import io.herald.platform.soap.schema.XmlText;

/**
 * Writes answers the way existing clients read them (client contract A.5): they compare prefixes as
 * text, want the response element without one and need {@code xsi:type} on every value. Pure
 * functions.
 */
public final class SoapWriter {
  private static final String OPENING =
      "<?xml version='1.0'?>\n"
          + "<SOAP-ENV:Envelope xmlns:xsd='http://www.w3.org/2001/XMLSchema'"
          + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
          + " xmlns:ns='http://xml.apache.org/xml-soap'"
          + " xmlns:SOAP-ENV='"
          + SoapXml.ENVELOPE
          + "'><SOAP-ENV:Body>\n";

  private static final String CLOSING = "\n</SOAP-ENV:Body></SOAP-ENV:Envelope>";

  private SoapWriter() {}

  /** The whole answer. */
  public static String envelope(SoapAnswer answer) {
    return OPENING
        + switch (answer) {
          case SoapAnswer.Success(MethodName name, String values) -> response(name, values);
          case SoapAnswer.Fault fault -> fault(fault);
        }
        + CLOSING;
  }

  private static String response(MethodName name, String values) {
    String element = name.method() + "Response";
    return "<"
        + element
        + " xmlns='urn:"
        + name.service()
        + "' SOAP-ENV:encodingStyle='http://schemas.xmlsoap.org/soap/encoding/'>"
        + values
        + "</"
        + element
        + ">";
  }

  private static String fault(SoapAnswer.Fault fault) {
    return "<SOAP-ENV:Fault><faultcode>SOAP-ENV:"
        + fault.code().label()
        + "</faultcode>"
        + value("faultstring", "xsd:string", fault.text())
        + value("detail", "xsd:string", fault.detail())
        + "</SOAP-ENV:Fault>";
  }

  /** An output parameter with a text. */
  public static String value(String name, String type, String text) {
    return "<" + name + " xsi:type='" + type + "'>" + XmlText.escape(text) + "</" + name + ">";
  }

  /** An output parameter with a document: finished XML of one element. */
  public static String document(String name, String element) {
    return "<"
        + name
        + " xsi:type='ns:Element'"
        + " SOAP-ENV:encodingStyle='http://xml.apache.org/xml-soap/literalxml'>"
        + element
        + "</"
        + name
        + ">";
  }
}
