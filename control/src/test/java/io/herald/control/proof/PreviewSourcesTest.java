package io.herald.control.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.ControlUnderTest.Answer;
import io.herald.control.Samples;
import io.herald.message.link.EventData;
import io.herald.testkit.TestDatabase;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** TPL-66: a preview with a seed, or with what somebody was really sent. */
@ControlTest
class PreviewSourcesTest {
  private static final String PREVIEW = "/v1/templates/RTEVTcartAbandonment:preview";
  private static final long EVENT = (3L << 56) + 4711;

  private FakeProofInstance instance;
  private ControlUnderTest control;

  @BeforeEach
  void start(TestDatabase database) throws IOException {
    instance = new FakeProofInstance(3);
    instance.hasEvent(
        EVENT,
        new EventData(
            "EVTcartAbandonment",
            "zoe@example.com",
            null,
            "fr",
            null,
            "shop",
            null,
            null,
            "json",
            "{\"firstName\": \"Zoë\"}"));
    control = ControlUnderTest.start(database.open(4));
    instance.register(control, "emea-1");
    control.getUntil("/v1/execution-instances/emea-1", there -> there.json().has("instanceId"));
    control.post("/v1/event-types", Samples.json(Samples.cartType()));
    control.post("/v1/templates", Samples.json(Samples.cartTemplate()));
  }

  @AfterEach
  void stop() {
    control.close();
    instance.close();
  }

  @Test
  void aSeedsDataFillsTheDraftIn() {
    control.post(
        "/v1/seeds",
        """
        {"template": "RTEVTcartAbandonment", "email": "ada@example.com", "ctx": {"firstName": "Ada"}}
        """);

    Answer preview = control.post(PREVIEW, "{\"seed\": \"SDM1\"}");

    assertThat(preview.text("/subject")).startsWith("Ada, ");
    assertThat(preview.text("/html")).contains("Grüße, Ada!");
    assertThat(preview.text("/text")).contains("Grüße, Ada!");
    assertThat(preview.json().at("/size").asInt()).isGreaterThan(20);
    assertThat(control.post(PREVIEW, "{\"seed\": \"nobody\"}").text("/field")).isEqualTo("seed");
  }

  @Test
  void whatTheSeedDoesNotHaveIsAWarningWithItsPlace() {
    control.post("/v1/seeds", "{\"template\": \"RTEVTcartAbandonment\", \"ctx\": {}}");

    Answer preview = control.post(PREVIEW, "{\"seed\": \"SDM1\"}");

    assertThat(preview.text("/status")).isEqualTo("rendered");
    assertThat(preview.json().at("/warnings").findValuesAsString("part"))
        .contains("subject", "html");
    assertThat(preview.json().at("/warnings/0/line").asInt()).isEqualTo(1);
  }

  @Test
  void htmlThatMailProgramsCutOffIsAWarning() {
    control.put(
        "/v1/templates/RTEVTcartAbandonment",
        Samples.json(Samples.cartTemplate(), "html", "<p>" + "größer ".repeat(15_000) + "</p>"));

    Answer preview = control.post(PREVIEW, "{\"ctx\": {\"firstName\": \"Ada\"}}");

    assertThat(preview.json().at("/warnings").toString()).contains("cut messages off");
  }

  @Test
  void aPastEventFillsTheDraftInForThoseWhoMaySeeIt() {
    Answer mayNot = control.post(PREVIEW, "{\"event\": \"" + EVENT + "\"}");
    Answer may =
        control.call(
            "POST",
            PREVIEW,
            "{\"event\": \"" + EVENT + "\"}",
            Map.of("Authorization", ControlUnderTest.basic("admin", ControlUnderTest.PASSWORD)));

    assertThat(mayNot.status()).isEqualTo(403);
    assertThat(mayNot.text("/detail")).contains("PRIVATE DATA VIEW");
    assertThat(mayNot.http().body()).doesNotContain("Zoë");
    assertThat(may.text("/subject")).startsWith("Zoë, ");
  }

  @Test
  void aPastEventThatCannotBeHadSaysWhy() {
    assertThat(past(Long.toString(EVENT + 1)).text("/detail")).contains("emea-1", "no event");
    assertThat(past(Long.toString(4L << 56)).text("/detail")).contains("instance 4");
    assertThat(past("9999999999999999999").status()).isEqualTo(422);
    assertThat(past("x").text("/field")).isEqualTo("event");
    instance.switchOff();
    assertThat(past(Long.toString(EVENT)).status()).isEqualTo(503);
  }

  @Test
  void whoseDataItIsMustBeSaidOnce() {
    Answer both = control.post(PREVIEW, "{\"seed\": \"SDM1\", \"ctx\": {}}");

    assertThat(both.status()).isEqualTo(422);
    assertThat(both.text("/field")).isEqualTo("ctx");
  }

  private Answer past(String id) {
    return control.call(
        "POST",
        PREVIEW,
        "{\"event\": \"" + id + "\"}",
        Map.of("Authorization", ControlUnderTest.basic("admin", ControlUnderTest.PASSWORD)));
  }
}
