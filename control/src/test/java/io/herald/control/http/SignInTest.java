package io.herald.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.ControlUnderTest.Answer;
import io.herald.testkit.TestDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SEC-1, SEC-3, SEC-13: who may use the configuration API. */
@ControlTest
class SignInTest {
  private static final List<String> PATHS =
      List.of(
          "/v1/event-types",
          "/v1/templates",
          "/v1/execution-instances",
          "/v1/openapi.json",
          "/v1/unknown",
          "/");

  private ControlUnderTest control;

  @BeforeEach
  void start(TestDatabase database) {
    control = ControlUnderTest.start(database.open(4));
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void nobodyComesInWithoutTheRightPassword() {
    for (String credentials :
        List.of(
            "",
            ControlUnderTest.basic("marketer", "wrong"),
            ControlUnderTest.basic("nobody", ControlUnderTest.PASSWORD),
            ControlUnderTest.basic("marketer", ""),
            "Basic !!!",
            "Bearer abc")) {
      for (String path : PATHS) {
        Answer answer = get(path, credentials);

        assertThat(answer.status()).as(credentials + " " + path).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Basic ");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.http().body()).doesNotContain("wrong", ControlUnderTest.PASSWORD);
      }
    }
  }

  @Test
  void anOperatorWithoutTheRightIsTurnedAway() {
    for (String path : PATHS) {
      Answer answer = get(path, ControlUnderTest.basic("mc", ControlUnderTest.PASSWORD));

      assertThat(answer.status()).as(path).isEqualTo(403);
      assertThat(answer.text("/detail")).contains("PUBLISH TRANSACTIONAL");
    }
    Answer write =
        control.send(
            "POST",
            "/v1/event-types",
            BodyPublishers.ofString("{\"name\":\"x\"}"),
            Map.of(
                "Authorization",
                ControlUnderTest.basic("mc", ControlUnderTest.PASSWORD),
                "Content-Type",
                "application/json"));
    assertThat(write.status()).isEqualTo(403);
    assertThat(control.get("/v1/event-types/x").status()).isEqualTo(404);
  }

  @Test
  void marketersAndAdministratorsComeIn() {
    for (String login : List.of("marketer", "admin")) {
      Answer answer =
          get("/v1/templates", ControlUnderTest.basic(login, ControlUnderTest.PASSWORD));

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Set-Cookie")).isEmpty();
    }
  }

  @Test
  void theLivenessProbeIsOpenAndSaysNothingElse() {
    Answer answer = get("/healthz", "");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.http().body()).isEqualTo("{\"status\":\"up\"}");
  }

  @Test
  void everyAnswerHasAnIdOfItsOwn() {
    Set<String> ids = new HashSet<>();
    for (String path : PATHS) {
      ids.add(get(path, "").header("X-Request-Id"));
      ids.add(control.get(path).header("X-Request-Id"));
    }

    assertThat(ids).hasSize(2 * PATHS.size()).doesNotContain("");
  }

  private Answer get(String path, String authorization) {
    return control.send(
        "GET", path, BodyPublishers.noBody(), Map.of("Authorization", authorization));
  }
}
