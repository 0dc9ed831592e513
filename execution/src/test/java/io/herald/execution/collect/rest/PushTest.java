package io.herald.execution.collect.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.collect.Doors;
import io.herald.execution.collect.RecordingCollector;
import io.herald.message.channel.Channel;
import io.herald.message.channel.EmailFormat;
import io.herald.message.event.EventContext;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events come in as existing clients send them and are answered as those read it (B.2 to B.4). */
@Timeout(120)
class PushTest {
  private static final String PATH = "/geometrixx/campaign/mcgeometrixx/EVTcartAbandonment";

  /** The sample of the guides, with dates after this test's now. */
  private static final String CART =
      """
      {
        "email":"test@example.com",
        "scheduled":"2026-12-01 08:00:00.768Z",
        "expiration":"2026-12-31 08:00:00.768Z",
        "ctx": { "cartAmount": "$ 125", "lastProduct": "Leather motorbike jacket", "firstName": "Jack" }
      }""";

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

  private static HttpResponse<String> post(String path, String json) throws Exception {
    return doors.send(
        doors
            .asShop(path)
            .header("Content-Type", "text/plain;charset=UTF-8")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** B.4, to the letter and in this order; B.2.1: the label says text/plain. */
  @Test
  void theSampleIsAnsweredToTheLetter() throws Exception {
    HttpResponse<String> response = post(PATH, CART);

    String pkey = doors.pkeys.of(RecordingCollector.FIRST_ID);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .isEqualToIgnoringWhitespace("application/json;charset=utf-8");
    assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
    assertThat(response.body())
        .isEqualTo(
            """
            {"PKey":"%s",\
            "ctx":{ "cartAmount": "$ 125", "lastProduct": "Leather motorbike jacket", "firstName": "Jack" },\
            "email":"test@example.com",\
            "scheduled":"2026-12-01 08:00:00.768Z",\
            "expiration":"2026-12-31 08:00:00.768Z",\
            "href":"mcgeometrixx/EVTcartAbandonment/%s",\
            "serverUrl":"https://herald.example.com",\
            "status":"pending",\
            "type":"EVTcartAbandonment"}"""
                .formatted(pkey, pkey));
    NewEvent event = doors.collector.onlyAccepted();
    assertThat(event.type()).isEqualTo("EVTcartAbandonment");
    assertThat(event.queue()).isEqualTo(Queue.REAL_TIME);
    assertThat(event.receivedBy()).isEqualTo(ReceivedBy.REST);
    assertThat(event.address().email()).isEqualTo("test@example.com");
    assertThat(event.scheduled()).isEqualTo(Instant.parse("2026-12-01T08:00:00.768Z"));
    assertThat(event.context().format()).isEqualTo(EventContext.Format.JSON);
    assertThat(event.context().text()).startsWith("{ \"cartAmount\"").endsWith("\"Jack\" }");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        PATH + "/",
        PATH + ".json",
        "/geometrixx//campaign/mcgeometrixx/EVTcartAbandonment",
        "/geometrixx/campaign/mcgeometrixx%2FEVTcartAbandonment",
        "/geometrixx/campaign/mcgeometrixx%2fEVTcart%41bandonment%2F"
      })
  void thePathIsReadAsClientsWriteIt(String path) throws Exception {
    assertThat(post(path, CART).statusCode()).isEqualTo(201);
  }

  @Test
  void theContextIsKeptCharacterByCharacter() throws Exception {
    String context =
        "{\"firstName\":\"J\\u00e9 \uD83D\uDE00\",\"price\":1.10,\"big\":12345678901234567890,"
            + " \"deep\":[{\"a\":[]}],\"filler\":\""
            + "ä".repeat(20_000)
            + "\"}";
    post(PATH, "{\"x\":[{\"ctx\":{}}],\"ctx\":" + context + " ,\"email\":\"a@example.com\"}");

    assertThat(doors.collector.onlyAccepted().context().text()).isEqualTo(context);
  }

  @Test
  void everyFieldArrives() throws Exception {
    post(
        PATH,
        """
        {"email":"a@example.com","mobilePhone":"+33612345678","wishedChannel":0,
         "emailFormat":"html","origin":"shop","externalId":"A-1","correlationId":"c",
         "country":"FR","unknown":{"a":[1]},"scheduled":"2026-02-01T10:00:00",
         "registrationToken":null,
         "ctx":{"firstName":"J","AC_language":"fr","count":3,"price":1.5,"vip":true,
                "birthday":"2000-02-29","seen":"2026-01-01T00:00:00Z","items":[{"n":1},{}],
                "shop":{"city":"Paris"},"notDeclared":[1]}}""");

    NewEvent event = doors.collector.onlyAccepted();
    assertThat(event.address())
        .isEqualTo(
            new NewEvent.Address(Channel.EMAIL, "a@example.com", "+33612345678", null, null));
    assertThat(event.attributes())
        .isEqualTo(new NewEvent.Attributes(EmailFormat.HTML, "shop", "A-1", "c", null, "fr", "FR"));
    // DM-5: without offset in UTC, whatever the instance's zone
    assertThat(event.scheduled()).isEqualTo(Instant.parse("2026-02-01T10:00:00Z"));
  }

  /** EV-4: the configuration's channel counts when the caller names none. */
  @Test
  void theChannelIsThatOfTheConfiguration() throws Exception {
    post(
        "/geometrixx/campaign/mcgeometrixx/EVTcode",
        "{\"email\":\"a@example.com\",\"mobilePhone\":\"+33612345678\"}");

    assertThat(doors.collector.onlyAccepted().address().channel()).isEqualTo(Channel.SMS);
    assertThat(doors.collector.onlyAccepted().context().text()).isEqualTo("{}");
  }

  @Test
  void aPushEventNamesItsPlatform() throws Exception {
    post(
        PATH,
        """
        {"registrationToken":"abc","application":"com.example.app","pushPlatform":"gcm",
         "ctx":{"firstName":"J"}}""");

    assertThat(doors.collector.onlyAccepted().address())
        .isEqualTo(new NewEvent.Address(Channel.ANDROID, null, null, "abc", "com.example.app"));
  }

  @Test
  void whatTheEventDoesNotHaveIsAnEmptyText() throws Exception {
    assertThat(post(PATH, "{\"email\":\"a@example.com\",\"ctx\":{\"firstName\":\"J\"}}").body())
        .contains("\"scheduled\":\"\",\"expiration\":\"\"");
  }
}
