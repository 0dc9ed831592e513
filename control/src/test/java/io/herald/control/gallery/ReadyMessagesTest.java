package io.herald.control.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.ControlUnderTest.Answer;
import io.herald.testkit.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The messages that come with the product can be used as they are. */
@ControlTest
class ReadyMessagesTest {
  private static final String READY = "/v1/ready-messages";

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
  void theyAreListedWithWhatTheyAreGoodFor() {
    assertThat(control.get(READY).json().findValuesAsString("name"))
        .containsExactly(
            "welcome",
            "orderConfirmation",
            "invoice",
            "shipping",
            "passwordReset",
            "cartAbandonment");
    assertThat(control.get(READY).json().findValuesAsString("description"))
        .allSatisfy(text -> assertThat(text).hasSizeGreaterThan(40));
    assertThat(control.get(READY + "/christmas").status()).isEqualTo(404);
    assertThat(control.post(READY + "/christmas:install", "").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "welcome",
        "orderConfirmation",
        "invoice",
        "shipping",
        "passwordReset",
        "cartAbandonment"
      })
  void eachIsADraftWithoutFindingsThatItsSeedsFillInCompletely(String name) {
    Answer installed = control.post(READY + "/" + name + ":install", "");

    assertThat(installed.status()).as(installed.http().body()).isEqualTo(201);
    Answer draft = control.get(installed.header("Location"));
    assertThat(draft.text("/state")).isEqualTo("draft");
    assertThat(draft.json().at("/findings")).isEmpty();
    assertThat(draft.json().at("/eventType")).isEqualTo(installed.json().at("/eventType"));
    assertThat(installed.json().at("/seeds")).isNotEmpty();
    for (JsonNode seed : installed.json().at("/seeds")) {
      Answer preview =
          control.post(
              installed.header("Location") + ":preview",
              "{\"seed\": \"" + seed.stringValue() + "\"}");
      assertThat(preview.text("/status")).as(preview.http().body()).isEqualTo("rendered");
      assertThat(preview.json().at("/warnings")).as(seed.stringValue()).isEmpty();
      assertThat(preview.text("/html")).doesNotContain("undefined", "<%", "data-nl-");
      assertThat(preview.text("/text")).doesNotContain("undefined", "<%", "<");
    }
  }

  @Test
  void whatSomebodyChangedIsNotTouched() {
    control.post(READY + "/welcome:install", "");
    String changed =
        control.get("/v1/seeds/welcomeAda").http().body().replace("\"Ada\"", "\"Grace\"");
    assertThat(control.put("/v1/seeds/welcomeAda", changed).status()).isEqualTo(200);

    Answer again = control.post(READY + "/welcome:install", "");

    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text("/detail")).contains("RTEVTwelcome", "delete it");
    assertThat(control.delete("/v1/templates/RTEVTwelcome").status()).isEqualTo(204);
    assertThat(control.post(READY + "/welcome:install", "").status()).isEqualTo(201);
    assertThat(control.get("/v1/seeds/welcomeAda").text("/ctx/firstName")).isEqualTo("Grace");
  }
}
