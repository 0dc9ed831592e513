package io.herald.execution.collect.soap;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.collect.Doors;
import io.herald.execution.collect.RecordingCollector;
import io.herald.platform.soap.SoapRouter;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Element;

/** Answers have the bytes that existing clients compare (client contract A.5, A.8). */
@Timeout(120)
class AnswersTest {
  private static Doors doors;

  @BeforeAll
  static void open() throws Exception {
    doors = new Doors();
  }

  @AfterAll
  static void close() {
    doors.close();
  }

  @BeforeEach
  void forget() {
    doors.collector.reset();
  }

  private static String logonCall(String login, String password) {
    return SoapClient.call(
        "xtk:session",
        "Logon",
        "<sessiontoken/><login>"
            + login
            + "</login><password>"
            + password
            + "</password><parameters rememberMe=\"true\"/>");
  }

  @Test
  void aPushIsAnsweredToTheLetter() throws Exception {
    HttpResponse<String> response =
        SoapClient.post(doors, SoapClient.push(SoapClient.event("rtEvent")));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .isEqualToIgnoringWhitespace("text/xml;charset=utf-8");
    assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
    assertThat(response.body())
        .isEqualTo(
            "<?xml version='1.0'?>\n"
                + "<SOAP-ENV:Envelope xmlns:xsd='http://www.w3.org/2001/XMLSchema'"
                + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
                + " xmlns:ns='http://xml.apache.org/xml-soap'"
                + " xmlns:SOAP-ENV='http://schemas.xmlsoap.org/soap/envelope/'><SOAP-ENV:Body>\n"
                + "<PushEventResponse xmlns='urn:nms:rtEvent'"
                + " SOAP-ENV:encodingStyle='http://schemas.xmlsoap.org/soap/encoding/'>"
                + "<plId xsi:type='xsd:long'>72057594037935966</plId></PushEventResponse>\n"
                + "</SOAP-ENV:Body></SOAP-ENV:Envelope>");
  }

  @Test
  void logonGivesTokensAndWhatClientsReadAboutServerAndUser() throws Exception {
    HttpResponse<String> response = SoapClient.post(doors, logonCall("mc", Doors.PASSWORD));
    Element answer = SoapClient.body(response);

    assertThat(answer.getTagName()).isEqualTo("LogonResponse");
    assertThat(answer.getAttribute("xmlns")).isEqualTo("urn:xtk:session");
    String sessionToken = SoapClient.text(answer, "pstrSessionToken");
    String securityToken = SoapClient.text(answer, "pstrSecurityToken");
    assertThat(sessionToken).startsWith("___");
    assertThat(securityToken).startsWith("@");
    Element info =
        SoapClient.firstElement((Element) answer.getElementsByTagName("pSessionInfo").item(0));
    assertThat(info.getTagName()).isEqualTo("sessionInfo");
    Element server = (Element) info.getElementsByTagName("serverInfo").item(0);
    assertThat(server.getParentNode()).isEqualTo(info);
    assertThat(server.getAttribute("buildNumber")).isNotEmpty();
    assertThat(server.getAttribute("majNumber")).isNotEmpty();
    assertThat(server.getAttribute("minNumber")).isNotEmpty();
    assertThat(server.getAttribute("servicePack")).isNotEmpty();
    assertThat(server.getAttribute("instanceName")).isEqualTo("mc1");
    assertThat(server.getAttribute("serverDate")).isEqualTo("2026-01-31 10:00:00.000Z");
    assertThat(server.getAttribute("sessionTimeOut")).isEqualTo("86400");
    Element user = (Element) info.getElementsByTagName("userInfo").item(0);
    assertThat(user.getParentNode()).isEqualTo(info);
    assertThat(user.getAttribute("login")).isEqualTo("mc");
    assertThat(user.getAttribute("timezone")).isEqualTo("Europe/Paris");
    assertThat(((Element) user.getElementsByTagName("login-right").item(0)).getAttribute("right"))
        .isEqualTo("mcExec");
    assertThat(
            ((Element) user.getElementsByTagName("installed-package").item(0)).getAttribute("name"))
        .isEqualTo("messageCenter");
    assertThat(response.headers().firstValue("X-Security-Token")).contains(securityToken);
    assertThat(response.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("__sessiontoken=" + sessionToken)
        .contains("HttpOnly")
        .contains("SameSite=Strict");
  }

  @Test
  void aSessionWorksUntilItsLogoff() throws Exception {
    String token =
        SoapClient.text(
            SoapClient.body(SoapClient.post(doors, logonCall("mc", Doors.PASSWORD))),
            "pstrSessionToken");
    String push =
        SoapClient.call(
            "nms:rtEvent",
            "PushEvent",
            "<t>" + token + "</t><e>" + SoapClient.event("rtEvent") + "</e>");
    assertThat(SoapClient.body(SoapClient.post(doors, push)).getTagName())
        .isEqualTo("PushEventResponse");

    HttpResponse<String> logoff =
        SoapClient.post(
            doors,
            SoapClient.call("xtk:session", "Logoff", "<sessiontoken>" + token + "</sessiontoken>"));

    assertThat(SoapClient.body(logoff).getTagName()).isEqualTo("LogoffResponse");
    assertThat(SoapClient.body(logoff).hasChildNodes()).isFalse();
    assertThat(SoapClient.post(doors, push).body()).contains("XSV-350008");
    assertThat(doors.collector.accepted()).hasSize(1);
  }

  /** A.8: the wrapper again, one element per event. */
  @Test
  void aCollectionIsAnsweredWithOneElementPerEvent() throws Exception {
    Element answer =
        SoapClient.body(
            SoapClient.post(
                doors,
                SoapClient.call(
                    "nms:batchEvent",
                    "PushEvents",
                    "<t>"
                        + SoapClient.INLINE
                        + "</t><urn:domEventCollection><Events>"
                        + SoapClient.event("batchEvent")
                        + "<!-- and -->"
                        + "<batchEvent type='a&amp;b' mobilePhone='+33612345678'><ctx/></batchEvent>"
                        + "</Events></urn:domEventCollection>")));

    Element ids = (Element) answer.getElementsByTagName("pdomIds").item(0);
    assertThat(ids.getAttribute("xsi:type")).isEqualTo("ns:Element");
    Element wrapper = SoapClient.firstElement(ids);
    assertThat(wrapper.getTagName()).isEqualTo("Events");
    assertThat(wrapper.hasAttribute("xmlns")).isFalse();
    Element first = (Element) wrapper.getElementsByTagName("batchEvent").item(0);
    Element second = (Element) wrapper.getElementsByTagName("batchEvent").item(1);
    assertThat(first.getAttribute("id")).isEqualTo("" + RecordingCollector.FIRST_ID);
    assertThat(first.getAttribute("type")).isEqualTo("order_confirmation");
    assertThat(first.getAttribute("email")).isEqualTo("jack@example.com");
    assertThat(first.getAttribute("status")).isEqualTo("0");
    assertThat(second.getAttribute("id")).isEqualTo("" + (RecordingCollector.FIRST_ID + 1));
    assertThat(second.getAttribute("type")).isEqualTo("a&b");
  }

  /** API-22 [better]. */
  @Test
  void aPartialCollectionTakesTheGoodAndNamesWhatIsWrongWithTheBad() throws Exception {
    Element answer =
        SoapClient.body(
            SoapClient.post(
                doors,
                SoapClient.call(
                    "nms:rtEvent",
                    "PushEvents",
                    "<t>"
                        + SoapClient.INLINE
                        + "</t><e><Events partial='true'>"
                        + "<rtEvent type='a' email='nobody'><ctx/></rtEvent>"
                        + SoapClient.event("rtEvent")
                        + "<rtEvent email='a@example.com'><ctx/></rtEvent>"
                        + "</Events></e>")));

    var rows = answer.getElementsByTagName("rtEvent");
    assertThat(((Element) rows.item(0)).getAttribute("id")).isEqualTo("0");
    assertThat(((Element) rows.item(0)).getAttribute("error")).startsWith("email: has no @");
    assertThat(((Element) rows.item(1)).getAttribute("id"))
        .isEqualTo("" + RecordingCollector.FIRST_ID);
    assertThat(((Element) rows.item(2)).getAttribute("error")).startsWith("type: is missing");
    assertThat(doors.collector.accepted()).hasSize(1);
  }

  @Test
  void otherMethodsOfHttpAreNotAllowed() throws Exception {
    assertThat(doors.send(doors.to(SoapRouter.PATH).GET()).statusCode()).isEqualTo(405);
    assertThat(
            doors
                .send(doors.to(SoapRouter.PATH).PUT(HttpRequest.BodyPublishers.ofString("<a/>")))
                .statusCode())
        .isEqualTo(405);
  }
}
