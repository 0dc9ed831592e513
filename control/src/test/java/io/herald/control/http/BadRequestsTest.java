package io.herald.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.ControlUnderTest.Answer;
import io.herald.testkit.TestDatabase;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** API-2, API-4, API-8: bad requests get an answer that helps, and nothing is stored. */
@ControlTest
class BadRequestsTest {
  private static final String MARKETER =
      ControlUnderTest.basic("marketer", ControlUnderTest.PASSWORD);

  private ControlUnderTest control;

  @BeforeEach
  void start(TestDatabase database) {
    control = ControlUnderTest.start(database.open(4));
  }

  @AfterEach
  void nothingIsStored() {
    assertThat(control.get("/v1/event-types").json().at("/items").isEmpty()).isTrue();
    assertThat(control.get("/v1/templates").json().at("/items").isEmpty()).isTrue();
    control.close();
  }

  @Test
  void anUnknownPropertyNamesTheNearestKnownOne() {
    Answer answer = control.post("/v1/templates", "{\"name\":\"x\",\"sendrAddress\":\"a@b\"}");

    assertRefused(answer, 400);
    assertThat(answer.text("/field")).isEqualTo("sendrAddress");
    assertThat(answer.text("/detail")).contains("did you mean 'senderAddress'?");
  }

  @Test
  void anUnknownPropertyFarFromAllListsThemAll() {
    Answer answer =
        control.post("/v1/event-types", "{\"name\":\"x\",\"fields\":[{\"wxyzwxyz\":1}]}");

    assertRefused(answer, 400);
    assertThat(answer.text("/field")).isEqualTo("fields[0].wxyzwxyz");
    assertThat(answer.text("/detail")).contains("name, required, type");
  }

  @Test
  void aRepeatedPropertyIsRefused() {
    Answer answer = control.post("/v1/event-types", "{\"name\":\"x\",\n\"name\":\"y\"}");

    assertRefused(answer, 400);
    assertThat(answer.text("/detail")).contains("twice").contains("line 2");
  }

  @Test
  void valuesOfTheWrongTypeNameTheFieldAndTheType() {
    assertWrongType("{\"name\":7}", "name", "a text");
    assertWrongType("{\"name\":\"x\",\"fields\":\"none\"}", "fields", "an array");
    assertWrongType(
        "{\"name\":\"EVTx\",\"fields\":[{\"name\":\"a\",\"required\":\"yes\"}]}",
        "fields[0].required",
        "true or false");
    assertWrongType("{\"name\":\"x\",\"revision\":1.5}", "revision", "a whole number");
    assertWrongType("{\"name\":[\"x\"]}", "name", "a text");
  }

  private void assertWrongType(String body, String field, String wanted) {
    Answer answer = control.post("/v1/event-types", body);
    assertRefused(answer, 400);
    assertThat(answer.text("/field")).as(body).isEqualTo(field);
    assertThat(answer.text("/detail")).as(body).contains(wanted);
  }

  @Test
  void whatIsNoJsonObjectIsRefused() {
    for (String body :
        new String[] {
          "",
          "{",
          "{\"name\":\"x\"",
          "[]",
          "null",
          "\"x\"",
          "7",
          "{\"name\":\"x\"} {}",
          "<xml/>",
          "{'name':'x'}",
          "{\"name\":\"x\",}",
          "\uFEFF"
        }) {
      assertRefused(control.post("/v1/event-types", body), 400);
    }
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() {
    byte[] latin1 = "{\"name\":\"x\",\"label\":\"Grüße\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertRefused(sendBytes(latin1, "application/json"), 400);
    assertRefused(sendBytes(latin1, "application/json;charset=klingon"), 415);
  }

  @Test
  void anotherCharsetThatIsDeclaredIsRead() {
    byte[] latin1 = "{\"name\":\"x\",\"label\":\"Grüße\"}".getBytes(StandardCharsets.ISO_8859_1);

    Answer created = sendBytes(latin1, "application/json;charset=ISO-8859-1");

    assertThat(created.text("/label")).isEqualTo("Grüße");
    control.delete("/v1/event-types/x");
  }

  @Test
  void anythingButJsonIsRefused() {
    assertRefused(sendBytes("name=x".getBytes(StandardCharsets.UTF_8), "text/plain"), 415);
    assertRefused(
        sendBytes("name=x".getBytes(StandardCharsets.UTF_8), "application/x-www-form-urlencoded"),
        415);
    assertRefused(sendBytes("{}".getBytes(StandardCharsets.UTF_8), "no type at all"), 415);
  }

  @Test
  void deepNestingIsRefused() {
    String deep = "[".repeat(10_000) + "]".repeat(10_000);

    assertRefused(control.post("/v1/event-types", "{\"fields\":" + deep + "}"), 400);
  }

  @Test
  void moreThanTwoMebibytesAreRefusedDeclaredOrNot() {
    byte[] long1 =
        ("{\"name\":\"x\",\"label\":\"" + "x".repeat(2 << 20) + "\"}")
            .getBytes(StandardCharsets.UTF_8);

    assertRefused(sendBytes(long1, "application/json"), 413);
    assertRefused(
        control.send(
            "POST",
            "/v1/event-types",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(long1)),
            Map.of("Authorization", MARKETER, "Content-Type", "application/json")),
        413);
  }

  @Test
  void wrongPathsMethodsAndParametersAreExplained() {
    assertRefused(control.get("/v1/nothing"), 404);
    assertRefused(control.delete("/v1/event-types"), 405);
    assertThat(control.delete("/v1/event-types").header("Allow")).contains("POST");
    Answer parameter = control.get("/v1/event-types?limit=many");
    assertRefused(parameter, 400);
    assertThat(parameter.text("/field")).isEqualTo("limit");
    assertThat(control.get("/v1/event-types/a%2Fb").status()).isEqualTo(400);
    assertRefused(control.get("/v1/event-types/x;y=z"), 400);
  }

  private Answer sendBytes(byte[] body, String contentType) {
    return control.send(
        "POST",
        "/v1/event-types",
        BodyPublishers.ofByteArray(body),
        Map.of("Authorization", MARKETER, "Content-Type", contentType));
  }

  private static void assertRefused(Answer answer, int status) {
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().at("/status").asInt()).isEqualTo(status);
    assertThat(answer.text("/type")).startsWith("urn:herald:problem:");
    assertThat(answer.text("/detail"))
        .isNotBlank()
        .doesNotContain("io.herald", "java.", "Exception", "jackson");
  }
}
