package io.herald.control.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.ControlUnderTest.Answer;
import io.herald.control.Samples;
import io.herald.testkit.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** API-53, TPL-39: previews of drafts. */
@ControlTest
class PreviewTest {
  private static final String PREVIEW = "/v1/templates/RTEVTcartAbandonment:preview";

  private ControlUnderTest control;

  @BeforeEach
  void start(TestDatabase database) {
    control = ControlUnderTest.start(database.open(4));
    control.post("/v1/event-types", Samples.json(Samples.cartType()));
    control.post("/v1/templates", Samples.json(Samples.cartTemplate()));
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void aJsonContextFillsTheDraftIn() {
    Answer preview =
        control.post(
            PREVIEW,
            """
            {"type": "Standard", "email": "ada@example.com", "ctx": {"firstName": "Zoë"}}
            """);

    assertThat(preview.status()).isEqualTo(200);
    assertThat(preview.text("/status")).isEqualTo("rendered");
    assertThat(preview.text("/subject")).isEqualTo("Zoë, Ihr Warenkorb wartet 🛒");
    assertThat(preview.text("/html")).contains("Grüße, Zoë!");
    assertThat(preview.text("/senderAddress")).isEqualTo("shop@example.com");
    assertThat(preview.json().at("/errors").isEmpty()).isTrue();
  }

  @Test
  void anXmlContextFillsTheDraftIn() {
    Answer preview =
        control.post(
            PREVIEW,
            """
            {"type": "classic", "ctx": "<ctx><firstName>Zoë</firstName></ctx>"}
            """);

    assertThat(preview.text("/subject")).isEqualTo("Zoë, Ihr Warenkorb wartet 🛒");
  }

  @Test
  void aDraftThatDoesNotCompileShowsThePlaceOfTheError() {
    control.put(
        "/v1/templates/RTEVTcartAbandonment",
        Samples.json(Samples.cartTemplate(), "html", "<p>\n\n  <%= rtEvent.ctx.firstName"));

    Answer preview = control.post(PREVIEW, "{\"ctx\": {\"firstName\": \"Zoë\"}}");

    assertThat(preview.status()).isEqualTo(200);
    assertThat(preview.text("/status")).isEqualTo("failed");
    assertThat(preview.text("/errors/0/part")).isEqualTo("html");
    assertThat(preview.json().at("/errors/0/line").asInt()).isEqualTo(3);
    assertThat(preview.text("/errors/0/message")).isNotBlank();
    assertThat(preview.json().has("html")).isFalse();
  }

  @Test
  void aContextThatNoDoorWouldTakeIsRefused() {
    for (String ctx :
        new String[] {
          "\"<ctx>\"",
          "\"\"",
          "\"<a/><b/>\"",
          "\"<!DOCTYPE ctx [<!ENTITY x 'y'>]><ctx>&x;</ctx>\"",
          "\"<!DOCTYPE c SYSTEM 'file:///etc/passwd'><c/>\"",
          "\"" + "<a>".repeat(100) + "</a>".repeat(100) + "\"",
          "[1]",
          "7"
        }) {
      Answer preview = control.post(PREVIEW, "{\"ctx\": " + ctx + "}");

      assertThat(preview.status()).as(ctx).isEqualTo(422);
      assertThat(preview.text("/field")).isEqualTo("ctx");
      assertThat(preview.http().body()).doesNotContain("root:");
    }
    assertThat(control.post(PREVIEW, "{\"type\": \"telex\"}").text("/field")).isEqualTo("type");
  }
}
