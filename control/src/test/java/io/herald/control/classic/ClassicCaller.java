package io.herald.control.classic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlUnderTest;
import io.herald.platform.soap.SoapRouter;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A script that configures a control instance over SOAP. */
record ClassicCaller(ControlUnderTest control, String login) {
  /** Somebody who designs. */
  static ClassicCaller marketer(ControlUnderTest control) {
    return new ClassicCaller(control, "marketer");
  }

  /** Somebody who may do everything. */
  static ClassicCaller admin(ControlUnderTest control) {
    return new ClassicCaller(control, "admin");
  }

  /** Writes one entity. */
  Element write(String entity) throws Exception {
    return call("xtk:session", "Write", "<domDoc>" + entity + "</domDoc>");
  }

  /** Writes one entity and expects that it worked. */
  void wrote(String entity) throws Exception {
    assertThat(write(entity).getTagName()).isEqualTo("WriteResponse");
  }

  /** Writes many. */
  Element writeAll(String wrapper) throws Exception {
    return call("xtk:persist", "WriteCollection", "<domDoc>" + wrapper + "</domDoc>");
  }

  /** Calls a method with inline credentials; the only child of the answer's body. */
  Element call(String service, String method, String parameters) throws Exception {
    return body(
        send(
            "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body><m:"
                + method
                + " xmlns:m='urn:"
                + service
                + "'><sessiontoken>"
                + login
                + "/"
                + ControlUnderTest.PASSWORD
                + "</sessiontoken>"
                + parameters
                + "</m:"
                + method
                + "></e:Body></e:Envelope>"));
  }

  /** Sends a message as it is. */
  String send(String envelope) {
    ControlUnderTest.Answer answer =
        control.send(
            "POST",
            SoapRouter.PATH,
            HttpRequest.BodyPublishers.ofString(envelope),
            Map.of("Content-Type", "text/xml; charset=utf-8"));
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    return answer.http().body();
  }

  static Element body(String answer) throws Exception {
    Element envelope =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(answer.getBytes(UTF_8)))
            .getDocumentElement();
    Node node = envelope.getElementsByTagName("SOAP-ENV:Body").item(0).getFirstChild();
    while (!(node instanceof Element)) {
      node = node.getNextSibling();
    }
    return (Element) node;
  }

  /** The reason a call was refused for. */
  static String detail(Element fault) {
    assertThat(fault.getTagName()).as(fault.getTextContent()).isEqualTo("SOAP-ENV:Fault");
    return fault.getElementsByTagName("detail").item(0).getTextContent();
  }

  /** The text of a refusal. */
  static String text(Element fault) {
    return fault.getElementsByTagName("faultstring").item(0).getTextContent();
  }

  /** An event type. */
  static String eventType(String name) {
    return "<enumValue xtkschema='xtk:enumValue' name='"
        + name
        + "' label='Label of "
        + name
        + "'><enum _operation='none' name='eventType'/></enumValue>";
  }

  /** A template that can be published. */
  static String template(String name, String eventType) {
    return "<delivery xtkschema='nms:delivery' _key='@internalName' internalName='"
        + name
        + "' label='Grüße 放棄 🛒' eventType='"
        + eventType
        + "' messageType='0' isModel='1' deliveryMode='4'>"
        + "<folder _operation='none' name='nmsTransactional'/>"
        + "<mailParameters mirrorPagePolicy='default'><senderName>Beispiel-Laden</senderName>"
        + "<senderAddress><![CDATA[shop@example.com]]></senderAddress>"
        + "<subject>Hallo &lt;%= rtEvent.ctx.name %&gt;</subject></mailParameters>"
        + "<content><html><source><![CDATA[<p>Grüße, <%= rtEvent.ctx.name %> 🛒</p>]]></source>"
        + "</html></content><scenario validityDuration='3600'/></delivery>";
  }
}
