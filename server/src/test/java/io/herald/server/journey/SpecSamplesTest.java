package io.herald.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.status.EventStatus;
import io.herald.server.StartedDemo;
import io.herald.testkit.Eventually;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.smtp.FakeSmtpServer;
import io.herald.testkit.smtp.ReceivedMail;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The requests of the client contracts, as their clients send them, end as personalised mails
 * (client contract A.4, A.11, B.2, B.4; API-20 to API-43). They go to a demo, which has messages
 * for both.
 */
class SpecSamplesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String CART = "EVTcartAbandonment";

  private static final String CTX =
      "<ctx><reference>CN23453</reference><client><firstname>Anna</firstname><lastname>Keller</lastname></client>"
          + "<articles><article><name>Post horn</name><quantity>2</quantity><price>$ 84</price></article>"
          + "<article><name>Sealing wax</name><quantity>3</quantity><price>$ 4</price></article></articles></ctx>";

  @TempDir private static Path folder;
  private static TestDatabase database;
  private static TestDatabase controlDatabase;
  private static FakeSmtpServer relay;
  private static StartedDemo demo;
  private static Access access;
  private static Caller caller;
  private static Stored stored;

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.create();
    controlDatabase = TestDatabase.create();
    relay = FakeSmtpServer.start();
    demo =
        StartedDemo.in(
            folder,
            "--no-sample",
            "--relay=127.0.0.1:" + relay.port(),
            "--set=execution.database.url=" + database.address().toUrl(),
            "--set=control.database.url=" + controlDatabase.address().toUrl());
    JsonNode file = JSON.readTree(Files.readAllBytes(folder.resolve("demo.json")));
    access =
        new Access(
            file.get("agentLogin").stringValue(),
            file.get("agentPassword").stringValue(),
            file.get("organization").stringValue(),
            file.get("apiKey").stringValue(),
            file.get("accessToken").stringValue(),
            "");
    caller = new Caller(URI.create(file.get("executionUrl").stringValue()), access);
    stored = new Stored(database.address());
  }

  @AfterAll
  static void closeTheBooks() throws Exception {
    try {
      stored.mustBalance();
    } finally {
      stored.close();
      demo.close();
      relay.close();
      controlDatabase.close();
      database.close();
    }
  }

  @Test
  void anOrderInTheFormOfTheGuidesWithPrefixesArrives() throws Exception {
    String email = "prefixed@example.com";
    assertOrderArrives(
        email,
        caller.soap(
            """
            <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:urn="urn:nms:rtEvent">
              <soapenv:Header/>
              <soapenv:Body>
                <urn:PushEvent>
                  <urn:sessiontoken>%s/%s</urn:sessiontoken>
                  <urn:domEvent>
                    <!-- the order -->
                    <rtEvent type="order_confirmation" email="%s" origin="eCommerce" wishedChannel="0" externalId="1242">
                      %s
                    </rtEvent>
                  </urn:domEvent>
                </urn:PushEvent>
              </soapenv:Body>
            </soapenv:Envelope>
            """
                .formatted(access.agentLogin(), access.agentPassword(), email, CTX)));
  }

  @Test
  void anOrderInTheDefaultNamespaceArrives() throws Exception {
    String email = "default-namespace@example.com";
    assertOrderArrives(
        email,
        caller.soap(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body>
              <PushEvent xmlns="urn:nms:rtEvent">
                <sessiontoken>%s/%s</sessiontoken>
                <domEvent><rtEvent type="order_confirmation" email="%s" xmlns="">%s</rtEvent></domEvent>
              </PushEvent>
            </Body></Envelope>
            """
                .formatted(access.agentLogin(), access.agentPassword(), email, CTX)));
  }

  /** Logs on first and then shows its tokens in four places, as client contract A.3 observed. */
  @Test
  void anOrderInTheFormOfTheKnownSdkArrives() throws Exception {
    Response logon =
        caller.soap(
            sdk(
                "xtk:session#Logon",
                "",
                "",
                "<m:Logon xmlns:m=\"urn:xtk:session\" SOAP-ENV:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\">"
                    + "<sessiontoken xsi:type=\"xsd:string\"/><login xsi:type=\"xsd:string\">"
                    + access.agentLogin()
                    + "</login><password xsi:type=\"xsd:string\">"
                    + access.agentPassword()
                    + "</password><parameters xsi:type=\"ns:Element\" SOAP-ENV:encodingStyle=\"http://xml.apache.org/xml-soap/literalxml\"/></m:Logon>"));
    String session = element(logon, "pstrSessionToken");
    String security = element(logon, "pstrSecurityToken");

    String email = "sdk@example.com";
    assertOrderArrives(
        email,
        caller.soap(
            sdk(
                "nms:rtEvent#PushEvent",
                session,
                security,
                "<m:PushEvent xmlns:m=\"urn:nms:rtEvent\" SOAP-ENV:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\">"
                    + "<sessiontoken xsi:type=\"xsd:string\">"
                    + session
                    + "</sessiontoken><event xsi:type=\"\" SOAP-ENV:encodingStyle=\"http://xml.apache.org/xml-soap/literalxml\">"
                    + "<rtEvent type=\"order_confirmation\" email=\""
                    + email
                    + "\">"
                    + CTX
                    + "</rtEvent></event></m:PushEvent>")));
  }

  @Test
  void aCartAsTheKnownSdkSendsItArrivesAndItsStatusCanBeReadBothWays() throws Exception {
    DateTimeFormatter sample =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);
    Instant now = Instant.now();
    String body =
        """
        {"email":"test@example.com","scheduled":"%s","expiration":"%s",\
        "ctx":{"cartAmount":"$ 125","lastProduct":"Leather motorbike jacket","firstName":"Jack"}}"""
            .formatted(
                sample.format(now.minus(1, ChronoUnit.DAYS)),
                sample.format(now.plus(30, ChronoUnit.DAYS)));

    Response accepted =
        caller.rest(
            caller
                .restRequest(CART)
                .header("Content-Type", "text/plain;charset=UTF-8")
                .header("Accept", "*/*")
                .header("User-Agent", "node-fetch/1.0 (+https://github.com/bitinn/node-fetch)")
                .POST(BodyPublishers.ofString(body)));

    assertThat(accepted.status()).isEqualTo(201);
    JsonNode created = JSON.readTree(accepted.text());
    assertThat(created.get("status").stringValue()).isEqualTo("pending");
    assertThat(created.get("type").stringValue()).isEqualTo(CART);
    assertThat(created.get("ctx").get("lastProduct").stringValue())
        .isEqualTo("Leather motorbike jacket");
    String key = created.get("PKey").stringValue();
    assertThat(created.get("href").stringValue())
        .isEqualTo("mc" + access.organization() + "/" + CART + "/" + key);
    assertThat(mailTo("test@example.com"))
        .contains("Jack", "Leather motorbike jacket", "$ 125")
        .doesNotContain("<%");
    Response asked =
        Eventually.see(
            "the status processed",
            () -> caller.rest(caller.restRequest(CART + "/" + key).GET()),
            answer -> answer.text().contains("\"status\":\"processed\""));
    assertThat(asked.status()).isEqualTo(200);
    Response askedByPost =
        caller.rest(
            caller.restRequest(CART + "/" + key.replace("@", "%40")).POST(BodyPublishers.noBody()));
    assertThat(JSON.readTree(askedByPost.text())).isEqualTo(JSON.readTree(asked.text()));
  }

  private static void assertOrderArrives(String email, Response response) throws Exception {
    long id = stored.id(response);
    stored.awaitStatus(id, EventStatus.PROCESSED);
    // the top byte is the execution instance (DM-2)
    assertThat(id >>> 56).isEqualTo(1);
    assertThat(mailTo(email))
        .contains("Your order CN23453", "Thank you, Anna.", "Post horn", "Sealing wax", "$ 84")
        .doesNotContain("<%");
  }

  /** The one mail to an address, all of its parts. */
  private static String mailTo(String email) throws Exception {
    ReceivedMail mail =
        Eventually.see(
                "the mail to " + email, () -> Mails.to(relay, email), mails -> !mails.isEmpty())
            .getFirst();
    assertThat(Mails.to(relay, email)).hasSize(1);
    return Mails.readable(mail);
  }

  private static HttpRequest.Builder sdk(
      String action, String session, String security, String method) {
    String envelope =
        "<SOAP-ENV:Envelope xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
            + " xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:ns=\"http://xml.apache.org/xml-soap\">"
            + "<SOAP-ENV:Header><Cookie>__sessiontoken="
            + session
            + "</Cookie><X-Security-Token>"
            + security
            + "</X-Security-Token></SOAP-ENV:Header><SOAP-ENV:Body>"
            + method
            + "</SOAP-ENV:Body></SOAP-ENV:Envelope>";
    HttpRequest.Builder request =
        caller
            .soapRequest()
            .setHeader("SoapAction", action)
            .header("Content-Type", "application/soap+xml;charset=UTF-8")
            .header("Accept", "application/json, text/plain, */*")
            .header("X-Security-Token", security)
            .header("X-Session-Token", session);
    if (!session.isEmpty()) {
      request.header("Cookie", "__sessiontoken=" + session);
    }
    return request.POST(BodyPublishers.ofString(envelope));
  }

  private static String element(Response response, String name) {
    Matcher element =
        Pattern.compile("<" + name + "[^>]*>([^<]+)</" + name + ">").matcher(response.text());
    assertThat(element.find()).as(response.text()).isTrue();
    return element.group(1);
  }
}
