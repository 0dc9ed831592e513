package io.herald.platform.soap.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes WSDL 1.1 (document/literal, SOAP 1.1 over HTTP) for the methods of a schema (client
 * contract A.10). Pure functions.
 */
public final class WsdlDocument {
  private WsdlDocument() {}

  /** An element of a request or answer. */
  private record Field(String name, String type) {}

  /**
   * The document, with declaration.
   *
   * @param address where the calls go, for example {@code
   *     https://example.com/nl/jsp/soaprouter.jsp}
   */
  public static String of(Schema schema, String address) {
    StringBuilder out = new StringBuilder(8192);
    out.append("<?xml version='1.0' encoding='UTF-8'?>\n<definitions");
    out.append(" xmlns='http://schemas.xmlsoap.org/wsdl/'");
    out.append(" xmlns:soap='http://schemas.xmlsoap.org/wsdl/soap/'");
    out.append(" xmlns:s='http://www.w3.org/2001/XMLSchema'");
    out.append(XmlText.attribute("xmlns:tns", urn(schema)));
    out.append(XmlText.attribute("targetNamespace", urn(schema))).append(">\n");
    types(out, schema);
    schema.methods().forEach(method -> messages(out, method));
    portType(out, schema);
    binding(out, schema);
    service(out, schema, address);
    return out.append("</definitions>\n").toString();
  }

  private static String urn(Schema schema) {
    return "urn:" + schema.name();
  }

  private static String port(Schema schema) {
    return schema.localName() + "MethodsSoap";
  }

  private static void types(StringBuilder out, Schema schema) {
    out.append("<types>\n<s:schema elementFormDefault='qualified'");
    out.append(XmlText.attribute("targetNamespace", urn(schema))).append(">\n");
    // an XML parameter may be empty: then it holds no element
    out.append("<s:complexType name='Element'><s:sequence>");
    out.append("<s:any processContents='lax' minOccurs='0'/>");
    out.append("</s:sequence></s:complexType>\n");
    for (Method method : schema.methods()) {
      element(out, method.name(), inputs(method));
      element(
          out,
          method.name() + "Response",
          method.outputs().stream().map(WsdlDocument::field).toList());
    }
    out.append("</s:schema>\n</types>\n");
  }

  /** The session token comes first; a method on a document gets that document next. */
  private static List<Field> inputs(Method method) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("sessiontoken", ParameterType.STRING.wsdlType()));
    if (method.onDocument()) {
      fields.add(new Field("entity", ParameterType.ANY_ELEMENT));
    }
    method.inputs().forEach(input -> fields.add(field(input)));
    return fields;
  }

  private static Field field(Parameter parameter) {
    return new Field(parameter.wireName(), parameter.type().wsdlType());
  }

  private static void element(StringBuilder out, String name, List<Field> fields) {
    out.append("<s:element").append(XmlText.attribute("name", name));
    out.append("><s:complexType><s:sequence>");
    for (Field field : fields) {
      out.append("<s:element minOccurs='1' maxOccurs='1'");
      out.append(XmlText.attribute("name", field.name()));
      out.append(XmlText.attribute("type", field.type())).append("/>");
    }
    out.append("</s:sequence></s:complexType></s:element>\n");
  }

  private static void messages(StringBuilder out, Method method) {
    message(out, method.name() + "In", method.name());
    message(out, method.name() + "Out", method.name() + "Response");
  }

  private static void message(StringBuilder out, String name, String element) {
    out.append("<message").append(XmlText.attribute("name", name));
    out.append("><part name='parameters'").append(XmlText.attribute("element", "tns:" + element));
    out.append("/></message>\n");
  }

  private static void portType(StringBuilder out, Schema schema) {
    out.append("<portType").append(XmlText.attribute("name", port(schema))).append(">\n");
    for (Method method : schema.methods()) {
      out.append("<operation").append(XmlText.attribute("name", method.name()));
      out.append("><input").append(XmlText.attribute("message", "tns:" + method.name() + "In"));
      out.append("/><output").append(XmlText.attribute("message", "tns:" + method.name() + "Out"));
      out.append("/></operation>\n");
    }
    out.append("</portType>\n");
  }

  private static void binding(StringBuilder out, Schema schema) {
    out.append("<binding").append(XmlText.attribute("name", port(schema)));
    out.append(XmlText.attribute("type", "tns:" + port(schema))).append(">\n");
    out.append("<soap:binding style='document'");
    out.append(" transport='http://schemas.xmlsoap.org/soap/http'/>\n");
    for (Method method : schema.methods()) {
      String service = method.alsoServedBy() == null ? method.service() : method.alsoServedBy();
      out.append("<operation").append(XmlText.attribute("name", method.name()));
      out.append("><soap:operation style='document'");
      out.append(XmlText.attribute("soapAction", service + "#" + method.name()));
      out.append("/><input><soap:body use='literal'/></input>");
      out.append("<output><soap:body use='literal'/></output></operation>\n");
    }
    out.append("</binding>\n");
  }

  private static void service(StringBuilder out, Schema schema, String address) {
    out.append("<service").append(XmlText.attribute("name", serviceName(schema)));
    out.append("><port").append(XmlText.attribute("name", port(schema)));
    out.append(XmlText.attribute("binding", "tns:" + port(schema)));
    out.append("><soap:address").append(XmlText.attribute("location", address));
    out.append("/></port></service>\n");
  }

  /** {@code NmsRtEvent} for {@code nms:rtEvent}. */
  private static String serviceName(Schema schema) {
    return capitalised(schema.namespace()) + capitalised(schema.localName());
  }

  private static String capitalised(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
