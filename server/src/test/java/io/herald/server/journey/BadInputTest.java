package io.herald.server.journey;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.herald.platform.access.ApiClient;
import io.herald.platform.access.ApiClients;
import io.herald.platform.config.Settings;
import io.herald.platform.database.Database;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.smtp.FakeSmtpServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * EV-1, API-8, API-44: what cannot be accepted is answered with the field that is wrong, leaves
 * nothing in the database, and one line in the log that names nobody.
 */
class BadInputTest {
  /** Stands in every request where personal data does, and must stand nowhere in the log. */
  private static final String PERSON = "hedwig.perkins";

  private static final String EMAIL = PERSON + "@example.com";
  private static final String CTX = "<ctx><name>" + PERSON + "</name></ctx>";
  private static final String TOO_LONG = PERSON.repeat(10);
  private static final String ORDER = "order_confirmation";
  private static final String CART = "EVTcartAbandonment";

  @TempDir private static Path folder;
  private static TestDatabase database;
  private static FakeSmtpServer relay;
  private static Product product;
  private static Access access;
  private static Caller caller;
  private static Stored stored;

  @BeforeAll
  static void start() throws Exception {
    database = RunningExecution.emptyDatabase();
    relay = FakeSmtpServer.start();
    product =
        Product.start(folder, relay.port(), "execution.database.url=" + database.address().toUrl());
    access = product.access();
    caller = product.caller();
    Messages.publish(product.url(), access, Messages.ORDER, Messages.CART);
    stored = new Stored(database.address());
  }

  @AfterAll
  static void close() throws Exception {
    stored.close();
    product.close();
    relay.close();
    database.close();
  }

  @AfterEach
  void nothingIsStoredAndNobodyIsNamed() throws Exception {
    assertThat(stored.count()).isZero();
    assertThat(stored.number("SELECT count(*) FROM event_transition")).isZero();
    assertThat(product.log()).noneMatch(line -> line.contains(PERSON));
    assertThat(relay.mails()).isEmpty();
  }

  static Stream<Arguments> badOrders() {
    return Stream.of(
        arguments("no type", "", "email='%s'".formatted(EMAIL), CTX, "type: is missing"),
        arguments("no address", ORDER, "", CTX, "email: is missing"),
        arguments("no @", ORDER, "email='" + PERSON + "'", CTX, "email: has no @"),
        arguments(
            "two dots", ORDER, "email='" + PERSON + "@example..com'", CTX, "email: must end in"),
        arguments(
            "an address that is too long",
            ORDER,
            "email='" + TOO_LONG + "@example.com'",
            CTX,
            "email: has 152 characters; at most 128 are allowed"),
        arguments(
            "an origin that is too long",
            ORDER,
            "email='%s' origin='%s'".formatted(EMAIL, TOO_LONG),
            CTX,
            "origin: has 140 characters; at most 64 are allowed"),
        arguments(
            "an unknown channel",
            ORDER,
            "email='%s' wishedChannel='%s'".formatted(EMAIL, PERSON),
            CTX,
            "wishedChannel: is not a channel"),
        arguments(
            "an unknown format",
            ORDER,
            "email='%s' emailFormat='7'".formatted(EMAIL),
            CTX,
            "emailFormat: is not a format"),
        arguments(
            "no instant",
            ORDER,
            "email='%s' scheduled='%s'".formatted(EMAIL, PERSON),
            CTX,
            "scheduled: "),
        arguments(
            "an expiration that is past",
            ORDER,
            "email='%s' expiration='2017-12-31 08:00:00.768Z'".formatted(EMAIL),
            CTX,
            "expiration: is already past"),
        arguments("no context", ORDER, "email='%s'".formatted(EMAIL), "", "ctx: is missing"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badOrders")
  void anOrderThatIsWrongIsRefusedByTheNameOfItsField(
      String what, String type, String attributes, String ctx, String complaint) throws Exception {
    String order = "<rtEvent type='%s' %s>%s</rtEvent>".formatted(type, attributes, ctx);

    assertFault(caller.soap(Requests.soap(access, order)), "SOP-330011", complaint);
  }

  static Stream<Arguments> badCarts() {
    String ctx = "\"ctx\": {\"firstName\": \"" + PERSON + "\"}";
    String email = "\"email\": \"" + EMAIL + "\"";
    return Stream.of(
        arguments("no address", "{%s}".formatted(ctx), "email: is missing"),
        arguments("no @", "{\"email\": \"%s\", %s}".formatted(PERSON, ctx), "email: has no @"),
        arguments(
            "a number for an address",
            "{\"email\": 4711, %s}".formatted(ctx),
            "email: must be a string"),
        arguments(
            "an address that is too long",
            "{\"email\": \"%s@example.com\", %s}".formatted(TOO_LONG, ctx),
            "email: has 152 characters; at most 128 are allowed"),
        arguments(
            "an external id that is too long",
            "{%s, \"externalId\": \"%s\", %s}".formatted(email, TOO_LONG, ctx),
            "externalId: has 140 characters; at most 128 are allowed"),
        arguments(
            "an unknown channel",
            "{%s, \"wishedChannel\": \"%s\", %s}".formatted(email, PERSON, ctx),
            "wishedChannel: is not a channel"),
        arguments(
            "no instant",
            "{%s, \"scheduled\": \"%s\", %s}".formatted(email, PERSON, ctx),
            "scheduled: "),
        arguments(
            "an expiration that is past",
            "{%s, \"expiration\": \"2017-12-31 08:00:00.768Z\", %s}".formatted(email, ctx),
            "expiration: is already past"),
        arguments(
            "a list for a context",
            "{%s, \"ctx\": [\"%s\"]}".formatted(email, PERSON),
            "ctx: must be an object"),
        arguments(
            "a number for a declared string",
            "{%s, \"ctx\": {\"cartAmount\": 125, \"firstName\": \"%s\"}}".formatted(email, PERSON),
            "ctx.cartAmount: must be a string"),
        arguments(
            "half an object",
            "{%s, \"ctx\": {".formatted(email),
            "the body is not well-formed JSON ("),
        arguments(
            "a field twice", "{%1$s, %1$s}".formatted(email), "a field occurs twice in one object"),
        arguments("nothing", "", "the body is empty"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badCarts")
  void aCartThatIsWrongIsRefusedByTheNameOfItsField(String what, String body, String complaint)
      throws Exception {
    assertError(caller.rest(CART, body), 400, "400000", complaint);
  }

  @Test
  void brokenXmlIsRefusedWithItsPlace() throws Exception {
    String envelope = Requests.soap(access, "<rtEvent email='" + EMAIL + "'><ctx></rtEvent>");

    assertFault(caller.soap(envelope), "The XML SOAP message is invalid.", "(5:", "ctx");
  }

  @Test
  void aDocumentTypeIsRefusedAndItsEntitiesAreNotRead() throws Exception {
    String envelope =
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
            + Requests.soap(
                access,
                "<rtEvent type='" + ORDER + "' email='" + EMAIL + "'><ctx>&e;</ctx></rtEvent>");

    assertFault(caller.soap(envelope), "The XML SOAP message is invalid.", "DOCTYPE");
  }

  @Test
  void bytesThatAreNotInTheCharsetTheyClaimAreRefusedAtBothDoors() throws Exception {
    String envelope = Requests.soap(access, Requests.order(EMAIL).replace("Anna", "Zoë"));
    String cart = Requests.cart(EMAIL).replace("Jack", "Zoë");

    assertFault(
        caller.soap(
            caller
                .soapRequest()
                .header("Content-Type", "text/xml; charset=utf-8")
                .POST(BodyPublishers.ofString(envelope, ISO_8859_1))),
        "The XML SOAP message is invalid.",
        "not written in UTF-8");
    assertError(
        caller.rest(caller.restRequest(CART).POST(BodyPublishers.ofString(cart, ISO_8859_1))),
        400,
        "400000",
        "not written in UTF-8");
  }

  @Test
  void wrongCredentialsAreRefusedWithoutSayingWhatIsWrong() throws Exception {
    String denied = "Invalid login or password. Connection denied.";
    for (String credentials : List.of("mc/" + PERSON, PERSON + "/x", "", "mc/")) {
      assertFault(
          caller.soap(Requests.soap(credentials, Requests.order(EMAIL))),
          "Error while reading parameters of method",
          denied);
    }
    assertError(pushCart(PERSON, access.apiKey()), 401, "401013", "Oauth token is not valid");
    assertError(pushCart(access.accessToken(), PERSON), 403, "403000", "X-Api-Key");
    Access elsewhere = new Access("", "", "othershop", access.apiKey(), access.accessToken(), "");
    assertError(
        new Caller(product.url(), elsewhere).rest(CART, Requests.cart(EMAIL)),
        403,
        "403023",
        "Profile is not valid");
  }

  @Test
  void anExpiredTokenIsRefusedAtBothDoorsInTheWordsTheirClientsWaitFor() throws Exception {
    String expired = expiredToken();

    assertError(pushCart(expired, access.apiKey()), 401, "401013", "Oauth token is not valid");
    assertFault(
        caller.soap(
            caller
                .soapRequest()
                .header("Authorization", "Bearer " + expired)
                .POST(BodyPublishers.ofString(Requests.soap("", Requests.order(EMAIL))))),
        "XSV-350008");
    assertFault(
        caller.soap(
            Requests.soap("___b1f0c0de-0000-4000-8000-000000000000", Requests.order(EMAIL))),
        "XSV-350008");
  }

  @Test
  void anEventTypeNobodyPublishedHasNoAddress() throws Exception {
    assertError(
        caller.rest("EVTunheardOf", Requests.cart(EMAIL)), 404, "404000", "no event of this name");
  }

  /** Twice the memory the process has goes by and leaves nothing behind. */
  @Test
  void bodiesOfTwoMebibytesAreRefusedForAsLongAsTheyCome() throws Exception {
    String filling = (PERSON + " ").repeat((2 << 20) / (PERSON.length() + 1) + 1);
    byte[] order = bytes(Requests.soap(access, "<rtEvent><ctx>" + filling + "</ctx></rtEvent>"));
    byte[] cart = bytes("{\"email\": \"" + EMAIL + "\", \"ctx\": {\"x\": \"" + filling + "\"}}");
    String barely = filling.substring(0, 1 << 20);
    byte[] nearly = bytes("{\"email\": \"" + EMAIL + "\", \"ctx\": {\"x\": \"" + barely + "\"}}");
    try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
      List<Future<Void>> refused = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        refused.add(callers.submit(() -> tooLargeOrder(order)));
        refused.add(callers.submit(() -> tooLargeCart(cart)));
        refused.add(callers.submit(() -> nearlyTooLargeCart(nearly)));
      }
      for (Future<Void> each : refused) {
        each.get();
      }
    }
    assertFault(caller.soap(Requests.soap(access, "<rtEvent/>")), "SOP-330011", "type: is missing");
  }

  /** Does not say how long it is, so that it is read up to the limit. */
  private static Void tooLargeOrder(byte[] envelope) throws Exception {
    assertFault(
        caller.soap(
            caller
                .soapRequest()
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(envelope)))),
        "The XML SOAP message is invalid.",
        "the body is larger than the limit of 2097152 bytes");
    return null;
  }

  private static Void tooLargeCart(byte[] cart) throws Exception {
    assertError(
        caller.rest(caller.restRequest(CART).POST(BodyPublishers.ofByteArray(cart))),
        413,
        "413000",
        "the body is larger than the limit of 1114112 bytes");
    return null;
  }

  /** Within the limit of the body, so that it is parsed as a whole, and refused for its context. */
  private static Void nearlyTooLargeCart(byte[] cart) throws Exception {
    assertError(
        caller.rest(caller.restRequest(CART).POST(BodyPublishers.ofByteArray(cart))),
        400,
        "400000",
        "ctx: has 1048585 bytes; at most 1048576 are allowed");
    return null;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static Response pushCart(String token, String apiKey) throws Exception {
    return caller.rest(
        caller
            .restRequestWithout(CART)
            .header("Authorization", "Bearer " + token)
            .header("X-Api-Key", apiKey)
            .POST(BodyPublishers.ofString(Requests.cart(EMAIL))));
  }

  /** Issued to the client of the product a day ago, for an hour. */
  private static String expiredToken() throws SQLException {
    Clock yesterday = Clock.offset(Clock.systemUTC(), Duration.ofDays(-1));
    try (Database database = Database.open(BadInputTest.database.address(), 1)) {
      ApiClients clients =
          new io.herald.platform.access.Access(
                  database.dataSource(), Settings.of(Map.of()), yesterday, new SecureRandom())
              .clients();
      ApiClient client =
          clients.create(
              "first client", BadInputTest.access.apiKey(), BadInputTest.access.organization());
      return clients.issueToken(client, Duration.ofHours(1));
    }
  }

  private static void assertFault(Response response, String... words) throws Exception {
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text())
        .contains("<faultcode>SOAP-ENV:Client</faultcode>")
        .contains(words)
        .doesNotContain(PERSON);
    assertOneLine(response);
  }

  private static void assertError(Response response, int status, String code, String message)
      throws Exception {
    assertThat(response.status()).as(response.text()).isEqualTo(status);
    assertThat(response.text())
        .contains("\"error_code\":\"" + code + "\"")
        .contains(message)
        .doesNotContain(PERSON);
    assertOneLine(response);
  }

  private static void assertOneLine(Response response) throws Exception {
    assertThat(response.requestId()).isNotEmpty();
    assertThat(product.log()).filteredOn(line -> line.contains(response.requestId())).hasSize(1);
  }
}
