package io.herald.control.design;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.ControlUnderTest.Answer;
import io.herald.control.Samples;
import io.herald.testkit.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** TPL-10, TPL-15, TPL-37, DM-43: templates as drafts over the API. */
@ControlTest
class TemplatesTest {
  private ControlUnderTest control;

  @BeforeEach
  void start(TestDatabase database) {
    control = ControlUnderTest.start(database.open(4));
    control.post("/v1/event-types", Samples.json(Samples.cartType()));
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void aDraftKeepsEveryCharacterAndGetsTheDefaults() {
    Answer created = control.post("/v1/templates", Samples.json(Samples.cartTemplate()));

    assertThat(created.status()).isEqualTo(201);
    Answer read = control.get("/v1/templates/RTEVTcartAbandonment");
    assertThat(read.json()).isEqualTo(created.json());
    assertThat(read.text("/subject"))
        .isEqualTo("<%= rtEvent.ctx.firstName %>, Ihr Warenkorb wartet 🛒");
    assertThat(read.text("/senderName")).isEqualTo("Beispiel-Laden “Größe”");
    assertThat(read.text("/state")).isEqualTo("draft");
    assertThat(read.json().at("/autoEscape").asBoolean()).isTrue();
    assertThat(read.text("/validity")).isEqualTo("5d");
    assertThat(read.text("/retries")).isEqualTo("standard");
    assertThat(read.text("/onUncertain")).isEqualTo("resend");
    assertThat(read.json().at("/findings").isEmpty()).isTrue();
  }

  @Test
  void aDraftThatCannotBePublishedIsSavedAndSaysWhy() {
    Answer created =
        control.post(
            "/v1/templates",
            Samples.json(
                Samples.cartTemplate(),
                "eventType",
                "EVTnobody",
                "subject",
                Samples.ABSENT,
                "senderAddress",
                "Shop <shop@example.com>",
                "html",
                "<p>\n  Dear <%= rtEvent.ctx.firstName"));

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().at("/findings").findValuesAsString("part"))
        .containsExactlyInAnyOrder("eventType", "subject", "senderAddress", "html");
    assertThat(created.json().at("/findings"))
        .filteredOn(finding -> finding.get("part").asString().equals("html"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.get("line").asInt()).isEqualTo(2);
              assertThat(finding.get("column").asInt()).isPositive();
              assertThat(finding.get("message").asString()).isNotBlank();
            });
  }

  @Test
  void aMessageNeedsHtmlOrText() {
    String onlyText = Samples.json(Samples.cartTemplate(), "html", Samples.ABSENT, "text", "Grüße");
    String neither = Samples.json(Samples.cartTemplate(), "html", " ", "name", "empty");

    assertThat(control.post("/v1/templates", onlyText).json().at("/findings").isEmpty()).isTrue();
    assertThat(control.post("/v1/templates", neither).text("/findings/0/part")).isEqualTo("html");
  }

  @Test
  void anAddressThatIsAnExpressionIsLeftToRendering() {
    Answer created =
        control.post(
            "/v1/templates",
            Samples.json(
                Samples.cartTemplate(), "senderAddress", "<%= rtEvent.ctx.firstName %>@shop.test"));

    assertThat(created.json().at("/findings").isEmpty()).isTrue();
  }

  @Test
  void replacingEmptiesWhatIsLeftOut() {
    control.post("/v1/templates", Samples.json(Samples.cartTemplate(), "replyTo", "a@b.example"));

    Answer replaced =
        control.put("/v1/templates/RTEVTcartAbandonment", Samples.json(Samples.cartTemplate()));

    assertThat(replaced.status()).isEqualTo(200);
    assertThat(replaced.json().has("replyTo")).isFalse();
    assertThat(replaced.json().at("/revision").asInt()).isEqualTo(2);
  }

  @Test
  void aNameCannotBeChanged() {
    control.post("/v1/templates", Samples.json(Samples.cartTemplate()));

    Answer refused =
        control.put(
            "/v1/templates/RTEVTcartAbandonment",
            Samples.json(Samples.cartTemplate(), "name", "other"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("/field")).isEqualTo("name");
  }

  @Test
  void valuesThatMakeNoSenseAreRefusedTogether() {
    Answer refused =
        control.post(
            "/v1/templates",
            Samples.json(
                Samples.cartTemplate(),
                "validity",
                "5 weeks",
                "retries",
                "often",
                "onUncertain",
                "guess",
                "subject",
                "two\nlines"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/findings").findValuesAsString("part"))
        .containsExactlyInAnyOrder("validity", "retries", "onUncertain", "subject");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    String template = Samples.json(Samples.cartTemplate());
    assertThat(control.get("/v1/templates/RTEVTcartAbandonment").status()).isEqualTo(404);
    assertThat(control.put("/v1/templates/RTEVTcartAbandonment", template).status()).isEqualTo(404);
    assertThat(control.delete("/v1/templates/RTEVTcartAbandonment").status()).isEqualTo(404);
    assertThat(control.post("/v1/templates/RTEVTcartAbandonment:publish", "").status())
        .isEqualTo(404);
    assertThat(control.post("/v1/templates/RTEVTcartAbandonment:unpublish", "").status())
        .isEqualTo(404);
    assertThat(control.post("/v1/templates/RTEVTcartAbandonment:preview", "{}").status())
        .isEqualTo(404);
    assertThat(control.get("/v1/templates/RTEVTcartAbandonment/versions/1").status())
        .isEqualTo(404);
  }

  @Test
  void aListTellsTheStateWithoutTheContent() {
    control.post("/v1/templates", Samples.json(Samples.cartTemplate()));

    Answer list = control.get("/v1/templates");

    assertThat(list.text("/items/0/name")).isEqualTo("RTEVTcartAbandonment");
    assertThat(list.text("/items/0/state")).isEqualTo("draft");
    assertThat(list.json().at("/items/0").has("html")).isFalse();
  }
}
