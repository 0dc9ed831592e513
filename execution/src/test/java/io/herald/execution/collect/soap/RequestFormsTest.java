package io.herald.execution.collect.soap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.collect.Doors;
import io.herald.execution.collect.RecordingCollector;
import io.herald.message.channel.Channel;
import io.herald.message.channel.EmailFormat;
import io.herald.message.event.NewEvent;
import io.herald.message.event.Queue;
import io.herald.message.event.ReceivedBy;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Element;

/**
 * Every documented form of a request is understood (client contract A.4, A.11; API-23 to API-25).
 */
@Timeout(120)
class RequestFormsTest {
  private static final String ENVELOPE =
      "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
          + " xmlns:urn=\"urn:nms:rtEvent\">";

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

  private static NewEvent accepted(HttpResponse<String> response) throws Exception {
    Element answer = SoapClient.body(response);
    assertThat(answer.getTagName()).as(response.body()).isEqualTo("PushEventResponse");
    assertThat(SoapClient.text(answer, "plId"))
        .isEqualTo(Long.toString(RecordingCollector.FIRST_ID));
    return doors.collector.onlyAccepted();
  }

  private static NewEvent pushed(String envelope) throws Exception {
    return accepted(SoapClient.post(doors, envelope));
  }

  private static void isTheOrder(NewEvent event) {
    assertThat(event.type()).isEqualTo("order_confirmation");
    assertThat(event.address().email()).isEqualTo("jack@example.com");
    assertThat(event.context().text()).isEqualTo("<ctx><title>x</title></ctx>");
    assertThat(event.queue()).isEqualTo(Queue.REAL_TIME);
    assertThat(event.receivedBy()).isEqualTo(ReceivedBy.SOAP);
  }

  /** A.11 form 1. */
  @Test
  void allPrefixedWithACommentBeforeTheEvent() throws Exception {
    isTheOrder(
        pushed(
            ENVELOPE
                + "<soapenv:Header/><soapenv:Body><urn:PushEvent><urn:sessiontoken>"
                + SoapClient.INLINE
                + "</urn:sessiontoken><urn:domEvent>\n <!-- the order -->\n "
                + SoapClient.event("rtEvent")
                + "\n</urn:domEvent></urn:PushEvent></soapenv:Body></soapenv:Envelope>"));
  }

  /** A.11 form 2. */
  @Test
  void aPlainTokenAndAPrefixedEvent() throws Exception {
    isTheOrder(
        pushed(
            ENVELOPE
                + "<soapenv:Body><urn:PushEvent><sessiontoken>"
                + SoapClient.INLINE
                + "</sessiontoken><urn:domEvent>"
                + SoapClient.event("rtEvent")
                + "</urn:domEvent></urn:PushEvent></soapenv:Body></soapenv:Envelope>"));
  }

  /** A.11 form 3. */
  @Test
  void theMethodInTheDefaultNamespaceWithAndWithoutReset() throws Exception {
    for (String reset : new String[] {" xmlns=\"\"", ""}) {
      doors.collector.reset();
      isTheOrder(
          pushed(
              "<?xml version='1.0' encoding='UTF-8'?>\n"
                  + "<Envelope xmlns=\"http://schemas.xmlsoap.org/soap/envelope/\"><Body>"
                  + "<PushEvent xmlns=\"urn:nms:rtEvent\"><sessiontoken>"
                  + SoapClient.INLINE
                  + "</sessiontoken><domEvent><rtEvent type=\"order_confirmation\""
                  + " email=\"jack@example.com\""
                  + reset
                  + "><ctx><title>x</title></ctx></rtEvent></domEvent></PushEvent>"
                  + "</Body></Envelope>"));
    }
  }

  /** A.11 form 4. */
  @Test
  void smallLettersAndLabels() throws Exception {
    NewEvent event =
        pushed(
            ENVELOPE
                + "<soapenv:Body><urn:PushEvent><urn:sessiontoken>"
                + SoapClient.INLINE
                + "</urn:sessiontoken><urn:domevent><rtevent wishedChannel=\"email\""
                + " emailFormat=\"2\" type=\"order_confirmation\" email=\"jack@example.com\">"
                + "<ctx><title>x</title></ctx></rtevent></urn:domevent></urn:PushEvent>"
                + "</soapenv:Body></soapenv:Envelope>");
    isTheOrder(event);
    assertThat(event.address().wishedChannel()).isEqualTo(Channel.EMAIL);
    assertThat(event.attributes().emailFormat()).isEqualTo(EmailFormat.HTML);
  }

  /** A.4, the request of the SDK byte for byte but for the token; A.11 forms 6 and 8. */
  @Test
  void theRequestOfTheSdkWithItsHeaders() throws Exception {
    String token = logon();
    String envelope =
        "<SOAP-ENV:Envelope xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\""
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
            + " xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\""
            + " xmlns:ns=\"http://xml.apache.org/xml-soap\">"
            + "<SOAP-ENV:Header><Cookie>__sessiontoken=TOKEN</Cookie>"
            + "<X-Security-Token></X-Security-Token></SOAP-ENV:Header><SOAP-ENV:Body>"
            + "<m:PushEvent xmlns:m=\"urn:nms:rtEvent\""
            + " SOAP-ENV:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\">"
            + "<sessiontoken xsi:type=\"xsd:string\">TOKEN</sessiontoken>"
            + "<event xsi:type=\"\""
            + " SOAP-ENV:encodingStyle=\"http://xml.apache.org/xml-soap/literalxml\">"
            + "<rtEvent type=\"order_confirmation\" email=\"jack@example.com\">"
            + "<ctx><title>x</title></ctx></rtEvent></event></m:PushEvent>"
            + "</SOAP-ENV:Body></SOAP-ENV:Envelope>";
    for (String inBody : new String[] {token, ""}) {
      doors.collector.reset();
      isTheOrder(
          accepted(
              doors.send(
                  doors
                      .to("//nl/jsp/soaprouter.jsp?soapAction=nms%3ArtEvent%23PushEvent")
                      .header("Content-Type", "application/soap+xml;charset=UTF-8")
                      .header("SoapAction", "nms:rtEvent#PushEvent")
                      .header("Accept", "application/json, text/plain, */*")
                      .header("X-Security-Token", "")
                      .header("X-Session-Token", token)
                      .header("Cookie", "__sessiontoken=" + token)
                      .POST(
                          HttpRequest.BodyPublishers.ofString(
                              envelope.replace("TOKEN", inBody))))));
    }
  }

  private static String logon() throws Exception {
    Element answer =
        SoapClient.body(
            SoapClient.post(
                doors,
                SoapClient.call(
                    "xtk:session",
                    "Logon",
                    "<sessiontoken/><strLogin>mc</strLogin><strPassword>"
                        + Doors.PASSWORD
                        + "</strPassword><elemParameters/>")));
    return SoapClient.text(answer, "pstrSessionToken");
  }

  /** A.4 rule 6: with JSON input the SDK names the event after the parameter. */
  @Test
  void theServiceDecidesWhenTheElementsNameSaysNothing() throws Exception {
    String envelope =
        SoapClient.call(
            "nms:batchEvent",
            "PushEvent",
            "<sessiontoken>"
                + SoapClient.INLINE
                + "</sessiontoken><event>"
                + SoapClient.event("event")
                + "</event>");
    assertThat(pushed(envelope).queue()).isEqualTo(Queue.BATCH);
  }

  @Test
  void anXtkschemaAttributeAndUnknownOnesAreIgnored() throws Exception {
    isTheOrder(
        pushed(
            SoapClient.push(
                "<rtEvent xtkschema=\"nms:rtEvent\" mood=\"good\" type=\"order_confirmation\""
                    + " email=\"jack@example.com\"><ctx><title>x</title></ctx>"
                    + "<unknown><deep/></unknown></rtEvent>")));
  }

  /** A.4 rule 9: the push sample of the guide. */
  @Test
  void anUndeclaredPrefixIsUnderstoodWithTheHelpOfTheSoapAction() throws Exception {
    String envelope =
        "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\">"
            + "<soapenv:Body><urn:PushEvent><urn:sessiontoken>"
            + SoapClient.INLINE
            + "</urn:sessiontoken><urn:domEvent><rtEvent wishedChannel=\"41\""
            + " type=\"order_confirmation\" registrationToken=\"abc123\">"
            + "<ctx><urn:title lang='de'>x &amp; y</urn:title></ctx>"
            + "<mobileApp _operation=\"none\" uuid=\"com.example.app\"/></rtEvent>"
            + "</urn:domEvent></urn:PushEvent></soapenv:Body></soapenv:Envelope>";
    NewEvent event =
        accepted(
            doors.send(
                SoapClient.request(doors, envelope.getBytes(UTF_8))
                    .header("SOAPAction", "\"nms:rtEvent#PushEvent\"")));
    assertThat(event.address().channel()).isEqualTo(Channel.IOS);
    assertThat(event.address().registrationToken()).isEqualTo("abc123");
    assertThat(event.address().mobileApp()).isEqualTo("com.example.app");
    assertThat(event.context().text()).isEqualTo("<ctx><title lang=\"de\">x &amp; y</title></ctx>");
  }

  /** C.8. */
  @Test
  void theServicesLetterCaseDoesNotMatter() throws Exception {
    assertThat(
            pushed(
                    SoapClient.call(
                        "nms:BatchEvent",
                        "PushEvent",
                        "<t>"
                            + SoapClient.INLINE
                            + "</t><e>"
                            + SoapClient.event("batchevent")
                            + "</e>"))
                .queue())
        .isEqualTo(Queue.BATCH);
  }

  /** A.4 rule 7. */
  @Test
  void otherCharsetsAreReadAsTheRequestSays() throws Exception {
    String event =
        "<rtEvent type=\"order_confirmation\" email=\"jack@example.com\"><ctx>é</ctx></rtEvent>";
    String declared = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + SoapClient.push(event);
    byte[] latin = SoapClient.push(event).getBytes(ISO_8859_1);

    HttpRequest.Builder byDeclaration = SoapClient.request(doors, declared.getBytes(ISO_8859_1));
    assertThat(accepted(doors.send(byDeclaration)).context().text()).isEqualTo("<ctx>é</ctx>");

    doors.collector.reset();
    HttpRequest.Builder byMediaType =
        SoapClient.request(doors, latin)
            .setHeader("Content-Type", "text/xml; charset=\"iso-8859-1\"");
    assertThat(accepted(doors.send(byMediaType)).context().text()).isEqualTo("<ctx>é</ctx>");

    doors.collector.reset();
    HttpRequest.Builder byMark = SoapClient.request(doors, SoapClient.push(event).getBytes(UTF_16));
    assertThat(accepted(doors.send(byMark)).context().text()).isEqualTo("<ctx>é</ctx>");
  }

  @Test
  void everyAttributeArrives() throws Exception {
    NewEvent event =
        pushed(
            SoapClient.push(
                "<rtEvent type=\"order_confirmation\" email=\"jack@example.com\""
                    + " mobilePhone=\"+33 6 12 34 56 78\" wishedChannel=\"0\" emailFormat=\"text\""
                    + " origin=\"shop\" externalId=\"A-1\" correlationId=\"c\" hashlpId=\"h\""
                    + " language=\"fr\" country=\"FR\" scheduled=\"2026-02-01 10:00:00.5\""
                    + " expiration=\"2026-02-02T10:00:00.000Z\"><ctx/></rtEvent>"));
    assertThat(event.address().mobilePhone()).isEqualTo("+33 6 12 34 56 78");
    assertThat(event.attributes())
        .isEqualTo(new NewEvent.Attributes(EmailFormat.TEXT, "shop", "A-1", "c", "h", "fr", "FR"));
    // DM-5: without offset in the instance's zone, which is an hour ahead of UTC
    assertThat(event.scheduled()).isEqualTo(Instant.parse("2026-02-01T09:00:00.500Z"));
    assertThat(event.expiration()).isEqualTo(Instant.parse("2026-02-02T10:00:00Z"));
    assertThat(event.context().text()).isEqualTo("<ctx></ctx>");
  }

  /** A.11 form 9. */
  @Test
  void anAccessTokenInTheHeaderAndAnEmptySessionToken() throws Exception {
    String envelope =
        ENVELOPE
            + "<soapenv:Body><urn:PushEvent><urn:sessiontoken/><urn:domEvent>"
            + SoapClient.event("rtEvent")
            + "</urn:domEvent></urn:PushEvent></soapenv:Body></soapenv:Envelope>";

    isTheOrder(
        accepted(
            doors.send(
                SoapClient.request(doors, envelope.getBytes(UTF_8))
                    .header("Authorization", "Bearer " + doors.accessToken))));
  }

  /** A.4 rule 4: types are neither checked nor looked at. */
  @Test
  void whateverTypesAreDeclaredMeanNothing() throws Exception {
    isTheOrder(
        pushed(
            ENVELOPE
                + "<soapenv:Body><urn:PushEvent"
                + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>"
                + "<sessiontoken xsi:type='xsd:int'>"
                + SoapClient.INLINE
                + "</sessiontoken><domEvent xsi:type='nobody:knows-this'>"
                + SoapClient.event("rtEvent").replaceFirst(" ", " xsi:type='' ")
                + "</domEvent></urn:PushEvent></soapenv:Body></soapenv:Envelope>"));
  }

  /** A.4 rule 6: the service says which queue is meant, whatever the element is called. */
  @Test
  void theElementMayBeCalledAsTheParameterAndNameItsSchema() throws Exception {
    for (String element : new String[] {"event", "batchEvent xtkschema='nms:batchEvent'"}) {
      doors.collector.reset();
      String name = element.split(" ")[0];
      String event =
          SoapClient.event("x")
              .replaceFirst("<x", "<" + element)
              .replace("</x>", "</" + name + ">");
      NewEvent accepted =
          pushed(
              ENVELOPE.replace("urn:nms:rtEvent", "urn:nms:batchEvent")
                  + "<soapenv:Body><urn:PushEvent><t>"
                  + SoapClient.INLINE
                  + "</t><event>"
                  + event
                  + "</event></urn:PushEvent></soapenv:Body></soapenv:Envelope>");

      assertThat(accepted.queue()).isEqualTo(Queue.BATCH);
      assertThat(accepted.type()).isEqualTo("order_confirmation");
    }
  }
}
