package io.herald.control.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.ControlUnderTest.Answer;
import io.herald.platform.soap.WsdlServlet;
import io.herald.testkit.TestDatabase;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** API-28, API-30, API-31: clients log on at control and learn what they can call there. */
@ControlTest
class SchemasTest {
  private ControlUnderTest control;
  private ClassicCaller marketer;

  @BeforeEach
  void start(TestDatabase database) throws Exception {
    control = ControlUnderTest.withOperators(database.open(4), Map.of());
    marketer = ClassicCaller.marketer(control);
  }

  @AfterEach
  void stop() {
    control.close();
  }

  private Element schema(String name) throws Exception {
    return marketer.call(
        "xtk:session",
        "GetEntityIfMoreRecent",
        "<pk>xtk:schema|" + name + "</pk><md5/><mustExist>false</mustExist>");
  }

  private String wsdl(String query, String authorization, int status) {
    Answer answer =
        control.send(
            "GET",
            WsdlServlet.PATH + query,
            HttpRequest.BodyPublishers.noBody(),
            Map.of("Authorization", authorization));
    assertThat(answer.status()).isEqualTo(status);
    return answer.http().body();
  }

  @Test
  void schemasNameTheirMethodsAndAttributes() throws Exception {
    Element delivery = schema("nms:delivery");
    assertThat(delivery.getElementsByTagName("method").getLength()).isEqualTo(4);
    assertThat(((Element) delivery.getElementsByTagName("method").item(0)).getAttribute("static"))
        .isEqualTo("true");
    assertThat(
            ((Element) schema("xtk:operator").getElementsByTagName("attribute").item(0))
                .getAttribute("name"))
        .isEqualTo("name");
    assertThat(schema("nms:rtEvent").getElementsByTagName("schema").getLength()).isZero();
  }

  @Test
  void aSessionOpenedHereWritesHere() throws Exception {
    Element opened =
        ClassicCaller.body(
            marketer.send(
                "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body><Logon"
                    + " xmlns='urn:xtk:session'><t/><l>marketer</l><p>"
                    + ControlUnderTest.PASSWORD
                    + "</p><x/></Logon></e:Body></e:Envelope>"));
    String session = opened.getElementsByTagName("pstrSessionToken").item(0).getTextContent();
    String security = opened.getElementsByTagName("pstrSecurityToken").item(0).getTextContent();

    Answer written =
        control.send(
            "POST",
            "/nl/jsp/soaprouter.jsp",
            HttpRequest.BodyPublishers.ofString(
                "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body><Write"
                    + " xmlns='urn:xtk:session'><t>"
                    + session
                    + "</t><d>"
                    + ClassicCaller.eventType("order")
                    + "</d></Write></e:Body></e:Envelope>"),
            Map.of("X-Security-Token", security));

    assertThat(written.http().body()).contains("<WriteResponse xmlns='urn:xtk:session'");
    assertThat(control.get("/v1/event-types/order").status()).isEqualTo(200);
  }

  @Test
  void toolkitsReadTheWsdlOnceTheyAreLoggedOn() {
    String basic = ControlUnderTest.basic("marketer", ControlUnderTest.PASSWORD);
    assertThat(wsdl("?schema=nms:delivery", basic, 200))
        .contains("DeployTriggerMessageSingleResponse", "/nl/jsp/soaprouter.jsp");
    assertThat(wsdl("?schema=xtk:persist", basic, 200)).contains("WriteCollection");
    assertThat(wsdl("?schema=nms:rtEvent", basic, 404)).contains("nms:delivery, xtk:persist");
    wsdl("?schema=nms:delivery", ControlUnderTest.basic("marketer", "wrong"), 401);
  }

  /** The rights of the configuration API do not open this door, nor the other way round. */
  @Test
  void theConfigurationApiTakesNoSessionOfThisDoor() {
    assertThat(
            control
                .send(
                    "GET",
                    "/v1/templates",
                    HttpRequest.BodyPublishers.noBody(),
                    Map.of("X-Session-Token", "marketer/" + "x"))
                .status())
        .isEqualTo(401);
  }
}
