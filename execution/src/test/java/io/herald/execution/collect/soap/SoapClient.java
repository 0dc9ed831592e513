package io.herald.execution.collect.soap;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.herald.execution.collect.Doors;
import io.herald.platform.soap.SoapRouter;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Calls the SOAP door and reads answers as strictly as the known client does. */
final class SoapClient {
  static final String INLINE = "mc/" + Doors.PASSWORD;

  private SoapClient() {}

  /** An event element that is acceptable. */
  static String event(String element) {
    return "<"
        + element
        + " type=\"order_confirmation\" email=\"jack@example.com\"><ctx><title>x</title></ctx></"
        + element
        + ">";
  }

  /** A call in a plain envelope. */
  static String call(String service, String method, String parameters) {
    return "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
        + " xmlns:urn=\"urn:"
        + service
        + "\"><soapenv:Header/><soapenv:Body><urn:"
        + method
        + ">"
        + parameters
        + "</urn:"
        + method
        + "></soapenv:Body></soapenv:Envelope>";
  }

  /** A PushEvent with inline credentials. */
  static String push(String eventElement) {
    return call(
        "nms:rtEvent",
        "PushEvent",
        "<urn:sessiontoken>"
            + INLINE
            + "</urn:sessiontoken><urn:domEvent>"
            + eventElement
            + "</urn:domEvent>");
  }

  static HttpRequest.Builder request(Doors doors, byte[] body) {
    return doors
        .to(SoapRouter.PATH)
        .header("Content-Type", "text/xml")
        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
  }

  static HttpResponse<String> post(Doors doors, String envelope) throws Exception {
    return doors.send(request(doors, envelope.getBytes(UTF_8)));
  }

  /** The only child of the body, found by the literal name {@code SOAP-ENV:Body}. */
  static Element body(HttpResponse<String> response) throws Exception {
    DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    Document document = builder.parse(new ByteArrayInputStream(response.body().getBytes(UTF_8)));
    return firstElement((Element) document.getElementsByTagName("SOAP-ENV:Body").item(0));
  }

  static Element firstElement(Element parent) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        return element;
      }
    }
    throw new AssertionError("no element inside " + parent.getTagName());
  }

  /** The text of the first element with this literal name. */
  static String text(Element parent, String tag) {
    Node node = parent.getElementsByTagName(tag).item(0);
    if (node == null) {
      throw new AssertionError("no " + tag + " in " + parent.getTextContent());
    }
    return node.getTextContent();
  }
}
