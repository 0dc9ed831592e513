package io.herald.platform.http.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** API-2, API-4, API-5: what reaches a handler, and what every refusal says. */
class OperationsAreRoutedByTheTableTest {
  private static NotesServer server;

  @BeforeAll
  static void start() throws Exception {
    server = NotesServer.admitting(NotesServer.ALL::contains);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aBodyArrivesAsItsRecordAndFreeJsonAsItWasWritten() throws Exception {
    var got =
        server.post("/v1/notes", "{\"text\":\"a\",\"data\":{ \"n\": 1.10, \"ä\": [\"\\u00e9\"] }}");

    assertThat(got.status()).isEqualTo(201);
    assertThat(got.header("Location")).isEqualTo("/v1/notes/7");
    assertThat(got.response().body())
        .isEqualTo(
            "{\"id\":\"7\",\"note\":{\"text\":\"a\",\"data\":{ \"n\": 1.10, \"ä\": [\"\\u00e9\"] }}}");
  }

  @Test
  void aVerbBehindAColonIsAnAddressOfItsOwn() throws Exception {
    var torn = server.post("/v1/notes/12:tear", "");

    assertThat(torn.status()).isEqualTo(204);
    assertThat(torn.header("X-Torn")).isEqualTo("12");
    assertThat(
            server
                .get("/v1/notes:list?limit=3&ids=1,2&since=2026-01-31T11:00:00%2B01:00")
                .json()
                .get("id")
                .asString())
        .isEqualTo("3 [1, 2] 2026-01-31T10:00:00Z");
  }

  @Test
  void anUnknownAddressIsAnsweredWithTheNearestOne() throws Exception {
    assertThat(server.get("/v1/nots").problem(404, "not-found").get("detail").asString())
        .contains("/v1/notes");
  }

  @Test
  void anAddressNamesTheMethodsItKnows() throws Exception {
    var got = server.send(server.request("/v1/notes").PUT(HttpRequest.BodyPublishers.noBody()));

    got.problem(405, "method-not-allowed");
    assertThat(got.header("Allow")).isEqualTo("POST, DELETE");
  }

  @Test
  void aCallerThatRulesJsonOutGetsNone() throws Exception {
    server
        .send(server.request("/v1/notes/7").header("Accept", "text/html, application/json;q=0"))
        .problem(406, "not-acceptable");
    assertThat(
            server
                .send(server.request("/v1/notes/7").header("Accept", "text/html, */*;q=0.1"))
                .status())
        .isEqualTo(200);
  }

  @Test
  void aBodyThatIsNotJsonIsNotRead() throws Exception {
    server
        .send(
            server
                .request("/v1/notes")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"a\"}")))
        .problem(415, "unsupported-media-type");
  }

  @Test
  void aBodyBeyondTheLimitIsRefusedWithTheLimit() throws Exception {
    var got = server.post("/v1/notes", "{\"text\":\"" + "a".repeat(Notes.MAX_BYTES) + "\"}");

    assertThat(got.problem(413, "body-too-large").get("detail").asString()).contains("1000 bytes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"text":"a","text":"b"}         | occurs twice
          {"txt":"a"}                     | did you mean 'text'?
          {"text":5}                      | 'text' expects a text
          {"text":"a"} x                  | not well-formed
          {"text":"a","data":{"x":1,"x":2}} | occurs twice
          {"text":"a"                     | ends too early
          [1]                             | must be a JSON object
          null                            | must be a JSON object
          """)
  void jsonIsReadToTheLetter(String body, String complaint) throws Exception {
    assertThat(
            server.post("/v1/notes", body).problem(400, "unreadable-body").get("detail").asString())
        .contains(complaint)
        .doesNotContain("java");
  }

  @Test
  void nestingIsBounded() throws Exception {
    String deep = "{\"text\":\"a\",\"data\":" + "[".repeat(64) + "]".repeat(64) + "}";

    assertThat(
            server.post("/v1/notes", deep).problem(400, "unreadable-body").get("detail").asString())
        .contains("64 levels");
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() throws Exception {
    byte[] overlong = {
      '{', '"', 't', 'e', 'x', 't', '"', ':', '"', (byte) 0xC0, (byte) 0x80, '"', '}'
    };
    var got =
        server.send(
            server
                .request("/v1/notes")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(overlong)));

    assertThat(got.problem(400, "unreadable-body").get("detail").asString()).contains("UTF-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          limt=3       | query | did you mean 'limit'?
          limit=0      | limit | from 1 to 10
          limit=1&limit=2 | limit | more than once
          ids=1,2,3,4  | ids   | at most 3
          ids=1,9223372036854775808 | ids | number 2 must be an id
          since=yesterday | since | must be an instant
          """)
  void parametersAreHeldToTheirForms(String query, String field, String complaint)
      throws Exception {
    var problem = server.get("/v1/notes:list?" + query).problem(400, "bad-parameter");

    assertThat(problem.get("field").asString()).isEqualTo(field);
    assertThat(problem.get("detail").asString()).contains(complaint);
  }

  @Test
  void aHandlersRefusalIsPassedOnWithItsHeaders() throws Exception {
    var got = server.send(server.request("/v1/notes").DELETE());

    got.problem(503, "busy");
    assertThat(got.header("Retry-After")).isEqualTo("3");
  }
}
