package io.herald.execution.collect.soap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.collect.Doors;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

@Timeout(120)
@DisplayName("The WSDL of a schema (client contract A.10, API-20)")
class WsdlTest {
  private static final String WSDL = "http://schemas.xmlsoap.org/wsdl/";
  private static final String SOAP = "http://schemas.xmlsoap.org/wsdl/soap/";
  private static final String XSD = "http://www.w3.org/2001/XMLSchema";

  private static Doors doors;

  @BeforeAll
  static void open() throws Exception {
    doors = new Doors();
  }

  @AfterAll
  static void close() {
    doors.close();
  }

  private static HttpRequest.Builder ask(String schema) {
    return doors.to("/nl/jsp/schemawsdl.jsp?schema=" + schema);
  }

  private static HttpRequest.Builder signed(HttpRequest.Builder request, String login) {
    return request.header(
        "Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)));
  }

  private static Element wsdl(String schema) throws Exception {
    HttpResponse<String> response = doors.send(signed(ask(schema), "mc:" + Doors.PASSWORD).GET());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/xml");
    return DocumentBuilderFactory.newDefaultNSInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(response.body().getBytes(UTF_8)))
        .getDocumentElement();
  }

  private static Element named(Element within, String namespace, String tag, String name) {
    var list = within.getElementsByTagNameNS(namespace, tag);
    for (int i = 0; i < list.getLength(); i++) {
      Element element = (Element) list.item(i);
      if (element.getAttribute("name").equals(name)) {
        return element;
      }
    }
    throw new AssertionError("no " + tag + " " + name);
  }

  private static String fields(Element wsdl, String element) {
    var list = named(wsdl, XSD, "element", element).getElementsByTagNameNS(XSD, "element");
    StringBuilder found = new StringBuilder();
    for (int i = 0; i < list.getLength(); i++) {
      Element field = (Element) list.item(i);
      assertThat(field.getAttribute("minOccurs")).isEqualTo("1");
      assertThat(field.getAttribute("maxOccurs")).isEqualTo("1");
      found
          .append(i == 0 ? "" : ", ")
          .append(field.getAttribute("name"))
          .append(' ')
          .append(field.getAttribute("type").replaceFirst("^.*:", ""));
    }
    return found.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nms:rtEvent | PushEvent | sessiontoken string, domEvent Element | plId long",
        "nms:rtEvent | PushEvents | sessiontoken string, domEventCollection Element | pdomIds Element",
        "nms:batchEvent | PushEvent | sessiontoken string, domEvent Element | plId long",
        "xtk:session | Logon | sessiontoken string, strLogin string, strPassword string, elemParameters Element | pstrSessionToken string, pSessionInfo Element, pstrSecurityToken string",
        "xtk:session | Logoff | sessiontoken string | ''",
        "xtk:session | GetOption | sessiontoken string, strName string | pstrValue string, pbtType byte",
        "xtk:session | GetServerTime | sessiontoken string | ptmServerTime dateTime",
        "xtk:session | GetUserInfo | sessiontoken string | pUserInfo Element",
        "xtk:session | GetEntityIfMoreRecent | sessiontoken string, strPk string, strMd5 string, bMustExist boolean | pdomDoc Element",
        "xtk:queryDef | ExecuteQuery | sessiontoken string, entity Element | pdomOutput Element",
      })
  void operationsHaveTheFieldsOfTheContract(String schema, String method, String in, String out)
      throws Exception {
    Element wsdl = wsdl(schema);
    assertThat(fields(wsdl, method)).isEqualTo(in);
    assertThat(fields(wsdl, method + "Response")).isEqualTo(out);
  }

  @Test
  void namesAddressAndStyleAreThoseClientsKnow() throws Exception {
    Element wsdl = wsdl("nms:rtEvent");
    assertThat(wsdl.getAttribute("targetNamespace")).isEqualTo("urn:nms:rtEvent");
    assertThat(((Element) wsdl.getElementsByTagNameNS(XSD, "schema").item(0)))
        .extracting(
            s -> s.getAttribute("elementFormDefault"), s -> s.getAttribute("targetNamespace"))
        .containsExactly("qualified", "urn:nms:rtEvent");
    assertThat(
            ((Element)
                    named(wsdl, XSD, "complexType", "Element")
                        .getElementsByTagNameNS(XSD, "any")
                        .item(0))
                .getAttribute("processContents"))
        .isEqualTo("lax");
    named(wsdl, WSDL, "message", "PushEventIn");
    named(wsdl, WSDL, "message", "PushEventOut");
    named(wsdl, WSDL, "portType", "rtEventMethodsSoap");
    Element binding = named(wsdl, WSDL, "binding", "rtEventMethodsSoap");
    assertThat(
            ((Element) binding.getElementsByTagNameNS(SOAP, "binding").item(0))
                .getAttribute("style"))
        .isEqualTo("document");
    assertThat(
            ((Element)
                    named(binding, WSDL, "operation", "PushEvent")
                        .getElementsByTagNameNS(SOAP, "operation")
                        .item(0))
                .getAttribute("soapAction"))
        .isEqualTo("nms:rtEvent#PushEvent");
    Element service = named(wsdl, WSDL, "service", "NmsRtEvent");
    assertThat(
            ((Element) service.getElementsByTagNameNS(SOAP, "address").item(0))
                .getAttribute("location"))
        .isEqualTo("https://herald.example.com/nl/jsp/soaprouter.jsp");
  }

  @Test
  void onlyThoseWhoAreLoggedOnSeeIt() throws Exception {
    for (HttpRequest.Builder stranger :
        new HttpRequest.Builder[] {
          ask("nms:rtEvent"),
          signed(ask("nms:rtEvent"), "mc:wrong"),
          ask("nms:rtEvent").header("Authorization", "Basic ?"),
          ask("nms:rtEvent").header("Authorization", "Bearer wrong"),
          ask("nms:rtEvent").header("Cookie", "__sessiontoken=undefined"),
          ask("nms:nothing"),
        }) {
      HttpResponse<String> response = doors.send(stranger.GET());
      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
          .startsWith("Basic ");
      assertThat(response.body()).contains("X-Security-Token");
    }
    assertThat(
            doors
                .send(
                    ask("nms:rtEvent").header("Authorization", "Bearer " + doors.accessToken).GET())
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void aSessionAndAPostWillDo() throws Exception {
    Element logon =
        SoapClient.body(
            SoapClient.post(
                doors,
                SoapClient.call(
                    "xtk:session", "Logon", "<t/><l>mc</l><p>" + Doors.PASSWORD + "</p><e/>")));
    HttpRequest.Builder post =
        doors
            .to("//nl/jsp/schemawsdl.jsp")
            .header("Cookie", "__sessiontoken=" + SoapClient.text(logon, "pstrSessionToken"))
            .header("X-Security-Token", SoapClient.text(logon, "pstrSecurityToken"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("schema=nms%3ArtEvent"));
    assertThat(doors.send(post).statusCode()).isEqualTo(200);
  }

  @Test
  void whatHasNoMethodsIsNotFoundAndTheRestIsNamed() throws Exception {
    for (String schema : new String[] {"nms:recipient", "nms:broadLogRtEvent", ""}) {
      HttpResponse<String> response = doors.send(signed(ask(schema), "mc:" + Doors.PASSWORD).GET());
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.body())
          .contains("nms:rtEvent, nms:batchEvent, xtk:queryDef, xtk:session");
    }
  }
}
