package io.herald.execution.collect.soap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.collect.Collected;
import io.herald.execution.collect.Doors;
import io.herald.platform.soap.SoapRouter;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** Bad input gets the fault of the contract, names the field, and stores nothing (A.7, API-26). */
@Timeout(120)
class FaultsTest {
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

  /** A fault as the known client reads it. */
  private record Fault(String code, String text, String detail) {}

  private static Fault fault(HttpResponse<String> response) throws Exception {
    assertThat(response.statusCode()).isEqualTo(200);
    Element fault = SoapClient.body(response);
    assertThat(fault.getTagName()).as(response.body()).isEqualTo("SOAP-ENV:Fault");
    return new Fault(
        SoapClient.text(fault, "faultcode"),
        SoapClient.text(fault, "faultstring"),
        SoapClient.text(fault, "detail"));
  }

  private static Fault faultOf(String envelope) throws Exception {
    Fault fault = fault(SoapClient.post(doors, envelope));
    assertThat(doors.collector.accepted()).isEmpty();
    return fault;
  }

  private static Fault refusalOf(String event) throws Exception {
    Fault fault = faultOf(SoapClient.push(event));
    assertThat(fault.code()).isEqualTo("SOAP-ENV:Client");
    assertThat(fault.text())
        .isEqualTo(
            "SOP-330011 Error while executing the method 'PushEvent' of service 'nms:rtEvent'.");
    return fault;
  }

  private static String withToken(String token) {
    return SoapClient.call(
        "nms:rtEvent",
        "PushEvent",
        "<t>" + token + "</t><e>" + SoapClient.event("rtEvent") + "</e>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mc/wrong", "nobody/secret", "", "mc/", "reader/correct horse"})
  void wrongOrMissingCredentialsAndAMissingRightSoundAlike(String token) throws Exception {
    assertThat(faultOf(withToken(token)))
        .isEqualTo(
            new Fault(
                "SOAP-ENV:Client",
                "Error while reading parameters of method 'PushEvent' of service 'nms:rtEvent'.",
                "Invalid login or password. Connection denied."));
  }

  @Test
  void aDeadSessionAsksForANewLogonAndNothingElseDoes() throws Exception {
    assertThat(faultOf(withToken("___921f9b38-72ac-49ad-b481-ab32973efc50")).text())
        .startsWith("XSV-350008 ");
    assertThat(faultOf(withToken("mc/wrong")).toString()).doesNotContain("XSV-350008");
  }

  @Test
  void aRefusedLogonDoesNotSayWhatWasWrong() throws Exception {
    for (String login : new String[] {"mc", "nobody"}) {
      Fault fault =
          faultOf(
              SoapClient.call("xtk:session", "Logon", "<t/><l>" + login + "</l><p>wrong</p><e/>"));
      assertThat(fault.text())
          .isEqualTo("XSV-350012 Invalid login or password. Connection denied.");
    }
  }

  @Test
  void anUnknownMethodOrServiceIsNamed() throws Exception {
    assertThat(faultOf(SoapClient.call("xtk:session", "GetModifiedEntities", "<t/>")).text())
        .isEqualTo(
            "SOP-330006 The method 'GetModifiedEntities' is not defined in SOAP service"
                + " 'xtk:session'.");
    assertThat(faultOf(SoapClient.call("nms:nothing", "PushEvent", "<t/>")).text())
        .startsWith("SOP-330006 ");
  }

  @Test
  void malformedXmlIsLocatedWithoutRepeatingData() throws Exception {
    Fault fault =
        faultOf(
            "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\">\n"
                + "<soapenv:Body><a><sessiontoken>mc/pass&word;</sessiontoken></a>");

    assertThat(fault.code()).isEqualTo("SOAP-ENV:Client");
    assertThat(fault.text()).isEqualTo("The XML SOAP message is invalid.");
    assertThat(fault.detail()).matches("(?s)\\(2:\\d+\\) .+ near <sessiontoken");
    assertThat(fault.detail()).doesNotContain("pass").doesNotContain("word");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "<a/>",
        "{\"json\": true}",
        "<soapenv:Envelope xmlns:soapenv='http://schemas.xmlsoap.org/soap/envelope/'/>",
        "<S:Envelope xmlns:S='http://schemas.xmlsoap.org/soap/envelope/'><S:Body/></S:Envelope>",
        "<?xml version='1.1'?><S:Envelope"
            + " xmlns:S='http://schemas.xmlsoap.org/soap/envelope/'><S:Body/></S:Envelope>"
      })
  void whatIsNoEnvelopeIsInvalid(String body) throws Exception {
    assertThat(faultOf(body).text()).isEqualTo("The XML SOAP message is invalid.");
  }

  @Test
  void anotherVersionOfSoapIsSaidToBeSo() throws Exception {
    assertThat(
            faultOf(
                    SoapClient.push(SoapClient.event("rtEvent"))
                        .replace(
                            "http://schemas.xmlsoap.org/soap/envelope/",
                            "http://www.w3.org/2003/05/soap-envelope"))
                .code())
        .isEqualTo("SOAP-ENV:VersionMismatch");
  }

  /** API-4. */
  @Test
  void aDoctypeIsRefusedAndNoEntityIsResolved() throws Exception {
    String push = SoapClient.push(SoapClient.event("rtEvent"));
    assertThat(faultOf("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" + push).detail())
        .contains("DOCTYPE");
    assertThat(
            faultOf("<!DOCTYPE x SYSTEM 'http://127.0.0.1:" + doors.port() + "/x'>" + push)
                .detail())
        .contains("DOCTYPE");
    assertThat(faultOf(push.replace(">x<", ">&unknown;<")).text())
        .isEqualTo("The XML SOAP message is invalid.");
  }

  @Test
  void nothingIsCarriedOutBeforeTheEndOfTheMessageIsSeen() throws Exception {
    String push = SoapClient.push(SoapClient.event("rtEvent"));
    assertThat(faultOf(push.substring(0, push.length() - 1)).text())
        .isEqualTo("The XML SOAP message is invalid.");
    assertThat(faultOf(push + "<more/>").text()).isEqualTo("The XML SOAP message is invalid.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "email='a@example.com'                          | type: is missing",
        "type='' email='a@example.com'                  | type: is missing",
        "type='a'                                       | email: is missing",
        "type='a' email='nobody'                        | email: has no @",
        "type='a' email='a b@example.com'               | email: has a character",
        "type='a' email='a@localhost'                   | email: must end in a domain",
        "type='a' email='a@example.com' wishedChannel='pigeon' | wishedChannel: is not a channel",
        "type='a' email='a@example.com' wishedChannel='7' | wishedChannel: is not a channel",
        "type='a' email='a@example.com' wishedChannel='1' | mobilePhone: is missing",
        "type='a' email='a@example.com' wishedChannel='41' | registrationToken: is missing",
        "type='a' mobilePhone='call me'                 | mobilePhone: is not a telephone number",
        "type='a' email='a@example.com' emailFormat='3' | emailFormat: is not a format",
        "type='a' email='a@example.com' scheduled='soon' | scheduled: is not an ISO 8601",
        "type='a' email='a@example.com' expiration='2026-02-30T00:00:00Z' | expiration: is not an ISO",
        "type='a' email='a@example.com' expiration='2026-01-01' | expiration: is already past",
        "type='a' email='a@example.com' scheduled='2026-03-02' expiration='2026-03-01' | expiration: is not after scheduled",
      })
  void aBadAttributeIsNamed(String attributes, String detail) throws Exception {
    assertThat(refusalOf("<rtEvent " + attributes + "><ctx/></rtEvent>").detail())
        .startsWith(detail);
  }

  @Test
  void overlongFieldsAreNamedWithTheirLimit() throws Exception {
    assertThat(
            refusalOf(
                    "<rtEvent type='" + "x".repeat(65) + "' email='a@example.com'><ctx/></rtEvent>")
                .detail())
        .isEqualTo("type: has 65 characters; at most 64 are allowed");
    assertThat(
            refusalOf(
                    "<rtEvent type='a' email='a@example.com'><ctx>"
                        + "x".repeat(1 << 20)
                        + "</ctx></rtEvent>")
                .detail())
        .isEqualTo("ctx: has 1048587 bytes; at most 1048576 are allowed");
  }

  @Test
  void anEventNeedsAContextWhichMayBeEmpty() throws Exception {
    assertThat(refusalOf("<rtEvent type='a' email='a@example.com'/>").detail())
        .startsWith("ctx: is missing");
  }

  /** API-23. */
  @Test
  void theElementMustAgreeWithTheService() throws Exception {
    assertThat(refusalOf(SoapClient.event("batchEvent")).detail())
        .contains("call nms:batchEvent instead");
  }

  @Test
  void aParameterWithoutEventIsSaidToBeEmpty() throws Exception {
    assertThat(refusalOf(" <!-- nothing --> ").detail()).contains("no event element");
    assertThat(
            faultOf(SoapClient.call("nms:rtEvent", "PushEvent", "<t>" + SoapClient.INLINE + "</t>"))
                .detail())
        .contains("no event element");
  }

  /** API-22: all or nothing. */
  @Test
  void oneBadEventOfACollectionIsNamedAndNoneIsStored() throws Exception {
    for (String bad :
        new String[] {
          "<rtEvent type='a' email='nobody'><ctx/></rtEvent>",
          "<rtEvent type='a' email='a@example.com' scheduled='soon'><ctx/></rtEvent>"
        }) {
      Fault fault =
          faultOf(
              SoapClient.call(
                  "nms:rtEvent",
                  "PushEvents",
                  "<t>"
                      + SoapClient.INLINE
                      + "</t><e><Events>"
                      + SoapClient.event("rtEvent")
                      + bad
                      + "</Events></e>"));
      assertThat(fault.detail())
          .startsWith("Event 1 (counting from 0, of 2): ")
          .endsWith("None was stored.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<Events/>", "<rtEvent type='a' email='a@b.c'><ctx/></rtEvent>"})
  void aCollectionWithoutEventsIsRefused(String collection) throws Exception {
    assertThat(
            faultOf(
                    SoapClient.call(
                        "nms:rtEvent",
                        "PushEvents",
                        "<t>" + SoapClient.INLINE + "</t><e>" + collection + "</e>"))
                .detail())
        .contains("around one or more event elements");
  }

  @Test
  void moreEventsThanAllowedAreRefusedWithTheLimit() throws Exception {
    assertThat(
            faultOf(
                    SoapClient.call(
                        "nms:rtEvent",
                        "PushEvents",
                        "<t>"
                            + SoapClient.INLINE
                            + "</t><e><Events>"
                            + SoapClient.event("rtEvent").repeat(101)
                            + "</Events></e>"))
                .detail())
        .startsWith("More than 100 events");
  }

  @Test
  void aBodyOfTwoMebibytesIsRefusedWhetherItsLengthIsDeclaredOrNot() throws Exception {
    byte[] large = SoapClient.push("<a>" + "x".repeat(2 << 20) + "</a>").getBytes(UTF_8);

    Fault declared = fault(doors.send(SoapClient.request(doors, large)));
    Fault chunked =
        fault(
            doors.send(
                doors
                    .to(SoapRouter.PATH)
                    .POST(
                        HttpRequest.BodyPublishers.fromPublisher(
                            HttpRequest.BodyPublishers.ofByteArray(large)))));

    assertThat(declared).isEqualTo(chunked);
    assertThat(declared.detail()).contains("larger than the limit of 2097152 bytes");
  }

  @Test
  void bytesThatDoNotFitTheCharsetAreRefused() throws Exception {
    byte[] latin = SoapClient.push("<rtEvent><ctx>é</ctx></rtEvent>").getBytes(ISO_8859_1);

    assertThat(fault(doors.send(SoapClient.request(doors, latin))).detail())
        .contains("not written in UTF-8");
    assertThat(
            fault(
                    doors.send(
                        SoapClient.request(doors, latin)
                            .setHeader("Content-Type", "text/xml; charset=klingon")))
                .detail())
        .contains("not known here");
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 5_000})
  void deepNestingIsRefused(int depth) throws Exception {
    String context = "<a>".repeat(depth) + "</a>".repeat(depth);
    assertThat(
            faultOf(
                    SoapClient.push(
                        "<rtEvent type='a' email='a@b.c'><ctx>" + context + "</ctx></rtEvent>"))
                .detail())
        .contains("Depth");
  }

  @Test
  void tooManyAttributesAndTooLongNamesAreRefused() throws Exception {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      many.append(" a").append(i).append("=''");
    }
    assertThat(faultOf(SoapClient.push("<rtEvent" + many + "/>")).text())
        .isEqualTo("The XML SOAP message is invalid.");
    assertThat(faultOf(SoapClient.push("<" + "a".repeat(300) + "/>")).detail())
        .contains("more than 256 characters");
  }

  @Test
  void whenNothingCanBeStoredTheServerTakesTheBlame() throws Exception {
    doors.collector.answer(new Collected.Unavailable("the queue is full", Duration.ofSeconds(3)));

    HttpResponse<String> response = SoapClient.post(doors, withToken(SoapClient.INLINE));

    assertThat(fault(response).code()).isEqualTo("SOAP-ENV:Server");
    assertThat(fault(response).detail()).isEqualTo("the queue is full");
    assertThat(response.headers().firstValue("Retry-After")).contains("3");
  }
}
