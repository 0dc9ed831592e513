package io.herald.execution.collect.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.collect.Collected;
import io.herald.execution.collect.Doors;
import io.herald.platform.access.SecurityZones;
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

/** Every refusal is a JSON object with the status, a code and what is wrong (API-44, B.2). */
@Timeout(120)
class RefusalsTest {
  private static final String PATH = "/geometrixx/campaign/mcgeometrixx/EVTcartAbandonment";
  private static final String GOOD = "{\"email\":\"a@example.com\",\"ctx\":{\"firstName\":\"J\"}}";

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

  private static void isRefused(
      HttpRequest.Builder request, int status, String code, String message) throws Exception {
    HttpResponse<String> response = doors.send(request);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/json");
    assertThat(response.body())
        .startsWith("{\"error_code\":\"" + code + "\",\"message\":\"")
        .contains(message);
    assertThat(doors.collector.accepted()).isEmpty();
  }

  private static HttpRequest.Builder post(String path, String json) {
    return doors.asShop(path).POST(HttpRequest.BodyPublishers.ofString(json));
  }

  private static void isBad(String json, String message) throws Exception {
    isRefused(post(PATH, json), 400, "400000", message);
  }

  @Test
  void withoutAValidTokenNothingElseIsLookedAt() throws Exception {
    doors.clock.advance(Duration.ofMinutes(2));
    for (String token : new String[] {"wrong", doors.shortLivedToken}) {
      for (String path : new String[] {PATH, "/", "/nowhere", "/geometrixx/campaign"}) {
        isRefused(
            doors
                .to(path)
                .header("Authorization", "Bearer " + token)
                .header("X-Api-Key", Doors.API_KEY)
                .POST(HttpRequest.BodyPublishers.ofString("{")),
            401,
            "401013",
            "Oauth token is not valid");
      }
    }
    isRefused(doors.to(PATH).GET(), 401, "401013", "Oauth token is not valid");
  }

  @Test
  void aWrongApiKeyIsForbidden() throws Exception {
    for (String key : new String[] {"wrong", Doors.API_KEY + "x"}) {
      isRefused(
          doors
              .to(PATH)
              .header("Authorization", "Bearer " + doors.accessToken)
              .header("X-Api-Key", key)
              .POST(HttpRequest.BodyPublishers.ofString(GOOD)),
          403,
          "403000",
          "X-Api-Key");
    }
  }

  @Test
  void anotherOrganizationIsForbidden() throws Exception {
    for (String path :
        new String[] {
          "/acme/campaign/mcacme/EVTcartAbandonment",
          "/geometrixx/campaign/mcacme/EVTcartAbandonment",
          "/acme/campaign/mcgeometrixx/EVTcartAbandonment"
        }) {
      isRefused(post(path, GOOD), 403, "403023", "Profile is not valid");
    }
    isRefused(
        doors
            .to(PATH)
            .header("Authorization", "Bearer " + doors.foreignToken)
            .header("X-Api-Key", Doors.API_KEY + "x")
            .POST(HttpRequest.BodyPublishers.ofString(GOOD)),
        403,
        "403023",
        "Profile is not valid");
  }

  @Test
  void theStrictestZoneWantsHttps() throws Exception {
    try (Doors strict = new Doors(SecurityZones.of())) {
      HttpResponse<String> response = strict.send(strict.asShop(PATH).GET());
      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(response.body()).contains("accepts HTTPS only");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"EVTnothing", "cartAbandonment", "order_confirmation", "evtcartAbandonment"})
  void anEventThatIsNotPublishedHereIsNotFound(String type) throws Exception {
    isRefused(
        post("/geometrixx/campaign/mcgeometrixx/" + type, GOOD), 404, "404000", "no event of this");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/geometrixx/campaign/mcgeometrixx",
        "/geometrixx/campaign/mcgeometrixx/a/b/c",
        "/geometrixx/other/mcgeometrixx/EVTcartAbandonment",
        "/geometrixx/campaign/mcgeometrixx%252FEVTcartAbandonment",
        "/"
      })
  void anAddressThatIsNoneIsNotServed(String path) throws Exception {
    HttpResponse<String> response = doors.send(post(path, GOOD));
    assertThat(response.statusCode()).isBetween(403, 404);
    assertThat(response.body()).startsWith("{\"error_code\":\"40");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{                            | not well-formed JSON (1:",
        "{\"email\":\"a@b.c\",}       | not well-formed JSON (1:",
        "{'email':'a@b.c'}            | not well-formed JSON (1:",
        "nonsense                     | not well-formed JSON (1:",
        "[]                           | must be a JSON object",
        "[1,]                         | not well-formed JSON (1:",
        "[1] 2                        | more behind the JSON value",
        "\"text\"                     | must be a JSON object",
        "null                         | must be a JSON object",
        "{} {}                        | more behind the JSON object",
        "{\"email\":\"a\",\"email\":\"b\"} | occurs twice",
        "{\"ctx\":{\"a\":1,\"a\":2}}  | occurs twice",
        "{\"a\":" + "1" + "e}         | not well-formed JSON",
      })
  void whatIsNotOneJsonObjectIsLocated(String body, String message) throws Exception {
    isBad(body, message);
  }

  @Test
  void anEmptyBodyIsSaidToBeEmpty() throws Exception {
    isBad("", "the body is empty");
    isBad(" \n", "the body is empty");
  }

  @Test
  void syntaxErrorsDoNotRepeatTheCallersData() throws Exception {
    HttpResponse<String> response = doors.send(post(PATH, "{\"email\": topsecret}"));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).doesNotContain("topsecret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"email\":5                              | email: must be a string",
        "\"email\":[\"a@example.com\"]            | email: must be a string",
        "\"email\":\"nobody\"                     | email: has no @",
        "\"email\":\"\"                           | email: is missing",
        "\"mobilePhone\":\"+33612345678\",\"wishedChannel\":0 | email: is missing",
        "\"email\":\"a@example.com\",\"wishedChannel\":\"pigeon\" | wishedChannel: is not a channel",
        "\"email\":\"a@example.com\",\"wishedChannel\":true | wishedChannel: must be a number or a string",
        "\"email\":\"a@example.com\",\"emailFormat\":9 | emailFormat: is not a format",
        "\"email\":\"a@example.com\",\"pushPlatform\":\"x\" | pushPlatform: is not a platform",
        "\"email\":\"a@example.com\",\"scheduled\":\"soon\" | scheduled: is not an ISO 8601",
        "\"email\":\"a@example.com\",\"scheduled\":5 | scheduled: must be a string",
        "\"email\":\"a@example.com\",\"expiration\":\"2026-01-31T09:59:59Z\" | expiration: is already past",
        "\"email\":\"a\\u0000@example.com\"       | email: holds U+0000",
        "\"email\":\"a@example.com\",\"origin\":\"\\ud800\" | origin: holds U+0000 or half",
      })
  void aBadFieldIsNamed(String fields, String message) throws Exception {
    isBad("{" + fields + ",\"ctx\":{\"firstName\":\"J\"}}", message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]                                       | ctx: must be an object",
        "\"text\"                                 | ctx: must be an object",
        "{}                                       | ctx.firstName: is missing",
        "{\"firstName\":null}                     | ctx.firstName: is missing",
        "{\"firstName\":5}                        | ctx.firstName: must be a string",
        "{\"firstName\":\"J\",\"count\":1.5}      | ctx.count: must be a whole number",
        "{\"firstName\":\"J\",\"count\":\"1\"}    | ctx.count: must be a whole number",
        "{\"firstName\":\"J\",\"count\":12345678901234567890} | ctx.count: must be a whole number",
        "{\"firstName\":\"J\",\"price\":\"1\"}    | ctx.price: must be a number",
        "{\"firstName\":\"J\",\"vip\":\"true\"}   | ctx.vip: must be true or false",
        "{\"firstName\":\"J\",\"birthday\":\"2001-02-29\"} | ctx.birthday: must be a date",
        "{\"firstName\":\"J\",\"seen\":\"yesterday\"} | ctx.seen: must be a date and time",
        "{\"firstName\":\"J\",\"items\":{}}       | ctx.items: must be an array of objects",
        "{\"firstName\":\"J\",\"items\":[{},5]}   | ctx.items: must be an array of objects",
        "{\"firstName\":\"J\",\"items\":[[]]}     | ctx.items: must be an array of objects",
        "{\"firstName\":\"J\",\"shop\":[]}        | ctx.shop: must be an object",
        "{\"firstName\":\"J\",\"shop\":{\"a\":[\"\\u0000\"]}} | ctx.shop: holds U+0000",
        "{\"firstName\":\"J\",\"x\":{\"a\\udc00\":1}} | ctx.x: holds U+0000",
      })
  void aContextThatDoesNotFitItsTypeIsNamedByField(String context, String message)
      throws Exception {
    isBad("{\"email\":\"a@example.com\",\"ctx\":" + context + "}", message);
  }

  @Test
  void aMissingContextLacksWhatTheTypeRequires() throws Exception {
    isBad("{\"email\":\"a@example.com\"}", "ctx.firstName: is missing");
  }

  /** API-4. */
  @Test
  void depthNamesAndNumbersAreBounded() throws Exception {
    isBad("{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}", "more than 64 levels");
    isBad("{\"" + "a".repeat(300) + "\":1}", "more than 256 characters");
    isBad("{\"ctx\":{\"a\":" + "1".repeat(300) + "}}", "too many digits");
  }

  @Test
  void aContextOverItsLimitIsRefusedAndABodyOverItsLimitIsNotRead() throws Exception {
    String filler = "x".repeat(1 << 20);
    isBad(
        "{\"email\":\"a@example.com\",\"ctx\":{\"firstName\":\"" + filler + "\"}}",
        "ctx: has 1048592 bytes; at most 1048576 are allowed");
    isRefused(
        post(PATH, "{\"ctx\":{\"a\":\"" + filler + filler + "\"}}"),
        413,
        "413000",
        "larger than the limit of 1114112 bytes");
  }

  @Test
  void otherCharsetsAndEncodingsAreRefused() throws Exception {
    isRefused(
        doors
            .asShop(PATH)
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    "{\"email\":\"é@example.com\"}".getBytes(ISO_8859_1))),
        400,
        "400000",
        "not written in UTF-8");
    isRefused(post(PATH, GOOD).header("Content-Encoding", "gzip"), 415, "415000", "Content-Enc");
  }

  @Test
  void whenNothingCanBeStoredTheCallerIsToldWhenToComeBack() throws Exception {
    doors.collector.answer(new Collected.Unavailable("the queue is full", Duration.ofSeconds(3)));

    HttpResponse<String> response = doors.send(post(PATH, GOOD));

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).contains("3");
    assertThat(response.body())
        .isEqualTo("{\"error_code\":\"503000\",\"message\":\"the queue is full\"}");
  }
}
