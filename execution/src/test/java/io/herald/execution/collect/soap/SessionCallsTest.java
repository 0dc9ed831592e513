package io.herald.execution.collect.soap;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.collect.Doors;
import io.herald.platform.soap.SoapRouter;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Element;

@Timeout(120)
@DisplayName("Calls of xtk:session (client contract A.8, Optional; API-28)")
class SessionCallsTest {
  private static Doors doors;

  @BeforeAll
  static void open() throws Exception {
    doors = new Doors();
  }

  @AfterAll
  static void close() {
    doors.close();
  }

  private static Element answer(String method, String parameters) throws Exception {
    return answerTo(method, "<t>" + SoapClient.INLINE + "</t>" + parameters);
  }

  private static Element answerTo(String method, String parameters) throws Exception {
    return SoapClient.body(
        SoapClient.post(doors, SoapClient.call("xtk:session", method, parameters)));
  }

  private static Element value(Element answer, String name) {
    return (Element) answer.getElementsByTagName(name).item(0);
  }

  @Test
  void getUserInfoTellsWhoIsLoggedOn() throws Exception {
    Element info = value(answer("GetUserInfo", ""), "pUserInfo");
    assertThat(info.getAttribute("xsi:type")).isEqualTo("ns:Element");
    Element user = SoapClient.firstElement(info);
    assertThat(user.getTagName()).isEqualTo("userInfo");
    assertThat(user.getAttribute("login")).isEqualTo("mc");
    assertThat(user.getAttribute("loginId")).matches("\\d+");
  }

  @Test
  void testCnxIsEmptyWhenTheCredentialsAreRight() throws Exception {
    Element answer = answer("TestCnx", "");
    assertThat(answer.getTagName()).isEqualTo("TestCnxResponse");
    assertThat(answer.hasChildNodes()).isFalse();
    assertThat(answerTo("TestCnx", "<t>mc/wrong</t>").getTagName()).isEqualTo("SOAP-ENV:Fault");
  }

  /** Being logged on is enough for these; pushing takes a right. */
  @Test
  void anOperatorWithoutRightsMayAskWhoItIs() throws Exception {
    String reader = "<t>reader/" + Doors.PASSWORD + "</t>";
    assertThat(answerTo("GetUserInfo", reader).getTagName()).isEqualTo("GetUserInfoResponse");
    assertThat(
            SoapClient.body(
                    SoapClient.post(
                        doors, SoapClient.call("xtk:queryDef", "ExecuteQuery", reader + "<e/>")))
                .getTagName())
        .isEqualTo("SOAP-ENV:Fault");
  }

  @Test
  void getServerTimeIsUtc() throws Exception {
    Element time = value(answer("GetServerTime", ""), "ptmServerTime");
    assertThat(time.getAttribute("xsi:type")).isEqualTo("xsd:dateTime");
    assertThat(time.getTextContent()).isEqualTo("2026-01-31T10:00:00.000Z");
  }

  @Test
  void getOptionKnowsTheDatabaseAndLeavesOthersEmpty() throws Exception {
    Element known = answer("GetOption", "<name>XtkDatabaseId</name>");
    assertThat(SoapClient.text(known, "pstrValue")).isEqualTo("mc1");
    assertThat(SoapClient.text(known, "pbtType")).isEqualTo("6");
    Element unknown = answer("GetOption", "<name>NmsNothing</name>");
    assertThat(SoapClient.text(unknown, "pstrValue")).isEmpty();
    assertThat(SoapClient.text(unknown, "pbtType")).isEqualTo("0");
    assertThat(value(unknown, "pbtType").getAttribute("xsi:type")).isEqualTo("xsd:byte");
  }

  @Test
  void anAccessTokenOpensASessionThatWorks() throws Exception {
    Element logon = answerTo("BearerTokenLogon", "<t/><bearer>" + doors.accessToken + "</bearer>");
    assertThat(logon.getTagName()).isEqualTo("BearerTokenLogonResponse");
    String token = SoapClient.text(logon, "pstrSessionToken");
    assertThat(SoapClient.text(logon, "pstrSecurityToken")).startsWith("@");
    assertThat(
            SoapClient.firstElement(value(logon, "pSessionInfo"))
                .getElementsByTagName("serverInfo"))
        .extracting(list -> list.getLength())
        .isEqualTo(1);
    assertThat(answerTo("TestCnx", "<t>" + token + "</t>").getTagName())
        .isEqualTo("TestCnxResponse");
  }

  @Test
  void aWrongAccessTokenOpensNone() throws Exception {
    for (String token : new String[] {"", "wrong"}) {
      Element fault = answerTo("BearerTokenLogon", "<t/><bearer>" + token + "</bearer>");
      assertThat(SoapClient.text(fault, "faultstring")).startsWith("XSV-350012 ");
    }
  }

  @Test
  @DisplayName("a bearer header wins over the token in the body (A.3)")
  void theBearerHeaderWins() throws Exception {
    var response =
        doors.send(
            doors
                .to(SoapRouter.PATH)
                .header("Authorization", "Bearer " + doors.accessToken)
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        SoapClient.call("xtk:session", "GetUserInfo", "<t>mc/wrong</t>"))));
    assertThat(SoapClient.body(response).getTagName()).isEqualTo("GetUserInfoResponse");
  }

  /** SEC-13: a browser sends a cookie for whoever asks. */
  @Test
  void aCookieAloneEndsNoSession() throws Exception {
    Element logon = answerTo("BearerTokenLogon", "<t/><bearer>" + doors.accessToken + "</bearer>");
    String token = SoapClient.text(logon, "pstrSessionToken");
    String proof = SoapClient.text(logon, "pstrSecurityToken");

    logoffByCookie(token);
    logoffByCookie(token, "X-Security-Token", "@" + "A".repeat(proof.length() - 1));
    assertThat(answerTo("TestCnx", "<t>" + token + "</t>").getTagName())
        .isEqualTo("TestCnxResponse");

    logoffByCookie(token, "X-Security-Token", proof);
    assertThat(SoapClient.text(answerTo("TestCnx", "<t>" + token + "</t>"), "faultstring"))
        .contains("XSV-350008");
  }

  private static void logoffByCookie(String token, String... headers) throws Exception {
    HttpRequest.Builder request =
        doors
            .to(SoapRouter.PATH)
            .header("Cookie", "__sessiontoken=" + token)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    SoapClient.call("xtk:session", "Logoff", "<t/>")));
    if (headers.length > 0) {
      request.headers(headers);
    }
    assertThat(SoapClient.body(doors.send(request)).getTagName()).isEqualTo("LogoffResponse");
  }

  /** SEC-14, client contract A.8. */
  @Test
  void aCallerThatAsksToBeRememberedIs() throws Exception {
    String asked = "<t/><l>mc</l><p>" + Doors.PASSWORD + "</p><parameters>%s</parameters>";
    String longer =
        SoapClient.text(
            answerTo("Logon", asked.formatted("<parameters rememberMe='true'/>")),
            "pstrSessionToken");
    String usual = SoapClient.text(answerTo("Logon", asked.formatted("")), "pstrSessionToken");

    doors.clock.advance(Duration.ofDays(2));

    assertThat(answerTo("TestCnx", "<t>" + longer + "</t>").getTagName())
        .isEqualTo("TestCnxResponse");
    assertThat(SoapClient.text(answerTo("TestCnx", "<t>" + usual + "</t>"), "faultstring"))
        .contains("XSV-350008");
    doors.clock.advance(Duration.ofDays(14));
    assertThat(SoapClient.text(answerTo("TestCnx", "<t>" + longer + "</t>"), "faultstring"))
        .contains("XSV-350008");
  }
}
