package io.herald.execution.collect.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.collect.Doors;
import io.herald.execution.collect.RecordingCollector;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An event's status is read by its key, with GET or with an empty POST (API-43, B.2.2). */
@Timeout(120)
class StatusTest {
  private static final String BASE = "/geometrixx/campaign/mcgeometrixx/";

  private static Doors doors;
  private static String pkey;

  @BeforeAll
  static void open() throws Exception {
    doors = new Doors();
    pkey = doors.pkeys.of(RecordingCollector.FIRST_ID);
    HttpResponse<String> pushed =
        doors.send(
            doors
                .asShop(BASE + "EVTcartAbandonment")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"email\":\"a@example.com\",\"ctx\":{\"firstName\":\"J\"}}")));
    assertThat(pushed.body()).contains(pkey);
  }

  @AfterAll
  static void close() {
    doors.close();
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return doors.send(doors.asShop(path).GET());
  }

  /** DM-20: a cancelled event is shown as ignored. */
  @Test
  void theAnswerHasTheShapeOfThePushWithTheCurrentStatusAndItsReason() throws Exception {
    HttpResponse<String> response = get(BASE + "EVTcartAbandonment/" + pkey);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .startsWith("{\"PKey\":\"" + pkey + "\",\"ctx\":{\"firstName\":\"J\"}")
        .contains("\"status\":\"ignored\",\"type\":\"EVTcartAbandonment\"")
        .endsWith("\"reason\":\"cancelled by an operator\"}");
  }

  @Test
  void everyWayToAskGivesTheSameAnswer() throws Exception {
    String expected = get(BASE + "EVTcartAbandonment/" + pkey).body();
    String encoded = pkey.replace("@", "%40");

    HttpResponse<String> posted =
        doors.send(
            doors
                .asShop(BASE + "EVTcartAbandonment/" + encoded)
                .POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(posted.statusCode()).isEqualTo(200);
    assertThat(posted.body()).isEqualTo(expected);
    assertThat(get(BASE + "EVTcartAbandonment/" + encoded + ".json").body()).isEqualTo(expected);
    // B.2.4: the whole relative address as one segment
    assertThat(get("/geometrixx/campaign/mcgeometrixx%2FEVTcartAbandonment%2F" + encoded).body())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"@x", "x", "@AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "72057594037935966"})
  void aKeyNobodyMadeIsNotFound(String key) throws Exception {
    HttpResponse<String> response = get(BASE + "EVTcartAbandonment/" + key);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).startsWith("{\"error_code\":\"404000\",\"message\":\"");
  }

  @Test
  void aKeyOfAnotherTypeOrOfNoStoredEventIsNotFound() throws Exception {
    assertThat(get(BASE + "EVTcode/" + pkey).statusCode()).isEqualTo(404);
    assertThat(
            get(BASE + "EVTcartAbandonment/" + doors.pkeys.of(RecordingCollector.FIRST_ID + 99))
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void aMissingKeyIsSaidToBeMissing() throws Exception {
    HttpResponse<String> response = get(BASE + "EVTcartAbandonment/");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("key of the event is missing");
  }

  @Test
  void aBodyOnAStatusCallIsRefusedInsteadOfIgnored() throws Exception {
    assertThat(
            doors
                .send(
                    doors
                        .asShop(BASE + "EVTcartAbandonment/" + pkey)
                        .POST(HttpRequest.BodyPublishers.ofString("{}")))
                .statusCode())
        .isEqualTo(400);
  }

  /** API-46. */
  @Test
  void anEventTypeDescribesItself() throws Exception {
    HttpResponse<String> response = get(BASE + "metadata/EVTcartAbandonment");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains("{\"name\":\"firstName\",\"type\":\"string\",\"required\":true}")
        .contains("\"firstName\":\"string1\"")
        .contains("\"items\":[{},{}]");
    assertThat(get(BASE + "metadata/EVTnothing").statusCode()).isEqualTo(404);
  }
}
