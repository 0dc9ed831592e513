package io.herald.control.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.ControlUnderTest.Answer;
import io.herald.control.Samples;
import io.herald.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** TPL-60, TPL-66: previews of a message that is written in several languages, or in MJML. */
@ControlTest
class PreviewInLanguagesTest {
  private static final String TEMPLATE = "/v1/templates/RTEVTcartAbandonment";
  private static final String PREVIEW = TEMPLATE + ":preview";
  private static final String MJML =
      "<mjml>\n<mj-body><mj-section><mj-column><mj-text>Bonjour <%= rtEvent.ctx.firstName"
          + " %></mj-text></mj-column></mj-section></mj-body></mjml>";

  private ControlUnderTest control;

  @BeforeEach
  void start(TestDatabase database) {
    control = ControlUnderTest.start(database.open(4));
    control.post("/v1/event-types", Samples.json(Samples.cartType()));
    save(
        "language",
        "de",
        "preheader",
        "Für <%= rtEvent.ctx.firstName %>",
        "headers",
        List.of(Map.of("name", "X-Cart", "value", "<%= rtEvent.ctx.cartAmount %>")),
        "variants",
        List.of(
            Map.of("language", "fr", "subject", "Votre panier", "mjml", MJML),
            Map.of("language", "en", "subject", "Your cart")));
  }

  private Answer save(Object... changes) {
    Answer created = control.post("/v1/templates", Samples.json(Samples.cartTemplate(), changes));
    return created.status() == 409
        ? control.put(TEMPLATE, Samples.json(Samples.cartTemplate(), changes))
        : created;
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void theLanguageOfTheRecipientPicksTheVariant() {
    Answer french =
        control.post(PREVIEW, "{\"language\": \"fr-CA\", \"ctx\": {\"firstName\": \"Zoë\"}}");

    assertThat(french.text("/language")).isEqualTo("fr");
    assertThat(french.text("/subject")).isEqualTo("Votre panier");
    assertThat(french.text("/html")).contains(">Bonjour Zoë</div>").contains(">Für Zoë</div>");
    assertThat(french.text("/text")).contains("Bonjour Zoë");

    Answer other = control.post(PREVIEW, "{\"ctx\": {\"firstName\": \"Zoë\", \"cartAmount\": 7}}");
    assertThat(other.text("/language")).isEqualTo("de");
    assertThat(other.text("/headers/0/name")).isEqualTo("X-Cart");
    assertThat(other.text("/headers/0/value")).isEqualTo("7");
  }

  @Test
  void aSeedIsShownInItsLanguageOrInAnother() {
    control.post(
        "/v1/seeds",
        """
        {"name": "paris", "language": "fr_FR", "eventType": "EVTcartAbandonment",
         "ctx": {"firstName": "Zoë"}}
        """);

    assertThat(control.post(PREVIEW, "{\"seed\": \"paris\"}").text("/language")).isEqualTo("fr");
    assertThat(
            control.post(PREVIEW, "{\"seed\": \"paris\", \"language\": \"en\"}").text("/subject"))
        .isEqualTo("Your cart");
  }

  @Test
  void whatIsTooLongForALanguageIsRefusedWhateverTheSource() {
    control.post(
        "/v1/seeds", "{\"name\": \"any\", \"eventType\": \"EVTcartAbandonment\", \"ctx\": {}}");
    for (String source : List.of("\"ctx\": {}", "\"seed\": \"any\"")) {
      Answer refused =
          control.post(PREVIEW, "{\"language\": \"" + "-".repeat(33) + "\", " + source + "}");

      assertThat(refused.status()).as(source).isEqualTo(422);
      assertThat(refused.text("/field")).isEqualTo("language");
    }
  }

  @Test
  void allLanguagesCanBeSeenAtOnce() {
    Answer all =
        control.post(PREVIEW, "{\"allLanguages\": true, \"ctx\": {\"firstName\": \"Zoë\"}}");

    assertThat(all.json().at("/languages").size()).isEqualTo(3);
    assertThat(all.text("/languages/0/language")).isEqualTo("de");
    assertThat(all.text("/languages/1/language")).isEqualTo("fr");
    assertThat(all.text("/languages/2/subject")).isEqualTo("Your cart");
    assertThat(all.text("/language")).isEqualTo("de");
  }

  @Test
  void aLanguageNobodyWroteIsAWarning() {
    Answer japanese =
        control.post(
            PREVIEW,
            "{\"language\": \"ja\", \"ctx\": {\"firstName\": \"Zoë\", \"cartAmount\": 7}}");

    assertThat(japanese.text("/language")).isEqualTo("de");
    assertThat(japanese.text("/warnings/0/part")).isEqualTo("variants");
  }

  @Test
  void whatIsWrongWithAVariantIsSaidOfIt() {
    Answer saved =
        save(
            "variants",
            List.of(
                Map.of("language", "fr", "mjml", MJML.replace("mj-column", "mj-colonne")),
                Map.of("language", "en", "html", "<p>\n<%= if %>"),
                Map.of("language", "it", "html", "<a href='<%= ctx.a %>.example'>x</a>"),
                Map.of("language", "es", "text", "Hola")));

    assertThat(saved.json().at("/findings").findValuesAsString("part"))
        .contains("variants.fr.mjml", "variants.it.html");
    assertThat(saved.json().at("/warnings").findValuesAsString("part"))
        .contains("language", "variants.es.text");
    Answer preview = control.post(PREVIEW, "{\"ctx\": {}}");
    assertThat(preview.text("/status")).isEqualTo("failed");
    assertThat(preview.text("/errors/0/part")).isEqualTo("variants.fr.mjml");

    Answer again = save("variants", List.of(Map.of("language", "en", "html", "<p>\n<%= if %>")));
    assertThat(again.text("/findings/0/part")).isEqualTo("variants.en.html");
    assertThat(again.json().at("/findings/0/line").asInt()).isEqualTo(2);
  }

  @Test
  void aPublishedVersionCarriesTheMjmlAndTheHtmlItGave() {
    save("html", Samples.ABSENT, "mjml", MJML);
    assertThat(control.post(TEMPLATE + ":publish", "").status()).isEqualTo(200);

    Answer version = control.get(TEMPLATE + "/versions/1");
    assertThat(version.http().body()).contains("\\n<mj-body>").contains("<!doctype html>");

    // what it was made into is no difference to what was written
    assertThat(control.get(TEMPLATE + "/diff?from=1&to=draft").json().at("/changes").isEmpty())
        .isTrue();
    save("html", Samples.ABSENT, "mjml", MJML.replace("Bonjour", "Salut"));
    assertThat(control.post(TEMPLATE + ":publish", "").status()).isEqualTo(200);
    assertThat(control.post(TEMPLATE + ":rollback", "{\"version\": 1}").status()).isEqualTo(200);
    assertThat(control.get(TEMPLATE + "/versions/3").http().body()).contains(">Bonjour ");
  }
}
