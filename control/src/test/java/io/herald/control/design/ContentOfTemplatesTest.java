package io.herald.control.design;

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

/** DM-43: what a message has beside sender, subject and body is kept with it. */
@ControlTest
class ContentOfTemplatesTest {
  private static final String TEMPLATE = "/v1/templates/RTEVTcartAbandonment";
  private static final List<String> PARTS =
      List.of("preheader", "headers", "mjml", "brand", "language", "variants", "attachments");

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

  private static String full(Object... changes) {
    Map<String, Object> template = Samples.cartTemplate();
    template.put("preheader", "Ihr Warenkorb 🛒");
    template.put(
        "headers", List.of(Map.of("name", "X-Cart", "value", "<%= rtEvent.externalId %>")));
    template.put("mjml", "<mjml><mj-body></mj-body></mjml>");
    template.put("brand", "shop");
    template.put("language", "de");
    template.put("variants", List.of(Map.of("language", "fr_CA", "subject", "Votre panier")));
    template.put(
        "attachments",
        List.of(
            Map.of(
                "kind", "url",
                "name", "terms.pdf",
                "source", "https://shop.example/terms.pdf",
                "condition", "rtEvent.ctx.cartAmount > 0")));
    return Samples.json(template, changes);
  }

  @Test
  void everyPartComesBackAsItWasSaved() {
    Answer created = control.post("/v1/templates", full());

    assertThat(created.status()).as(created.http().body()).isEqualTo(201);
    Answer read = control.get(TEMPLATE);
    assertThat(read.json()).isEqualTo(created.json());
    assertThat(read.text("/preheader")).isEqualTo("Ihr Warenkorb 🛒");
    assertThat(read.text("/headers/0/name")).isEqualTo("X-Cart");
    assertThat(read.text("/variants/0/language")).isEqualTo("fr-ca");
    assertThat(read.text("/variants/0/subject")).isEqualTo("Votre panier");
    assertThat(read.text("/attachments/0/condition")).isEqualTo("rtEvent.ctx.cartAmount > 0");
    assertThat(control.put(TEMPLATE, read.http().body()).json().at("/attachments"))
        .isEqualTo(read.json().at("/attachments"));
  }

  @Test
  void aCopyHasThemAll() {
    Answer original = control.post("/v1/templates", full());

    Answer copy = control.post(TEMPLATE + ":duplicate", "{\"name\":\"second\"}");
    control.post(
        "/v1/event-types/EVTcartAbandonment:duplicate",
        "{\"name\":\"EVTcart2\",\"template\":\"RTEVTcart2\"}");

    for (String part : PARTS) {
      assertThat(copy.json().at("/" + part)).as(part).isEqualTo(original.json().at("/" + part));
      assertThat(control.get("/v1/templates/RTEVTcart2").json().at("/" + part))
          .as(part)
          .isEqualTo(original.json().at("/" + part));
    }
  }

  @Test
  void whatCannotBeIsRefusedWithItsPlace() {
    Answer refused =
        control.post(
            "/v1/templates",
            full(
                "headers",
                List.of(
                    Map.of("name", "Subject", "value", "x"),
                    Map.of("name", "X Order", "value", "x"),
                    Map.of("name", "X-A", "value", "a\r\nBcc: b@example.com")),
                "variants",
                List.of(Map.of("language", "de"), Map.of("language", "klingon")),
                "attachments",
                List.of(Map.of("kind", "fax", "name", "a", "source", "b"), Map.of("kind", "url"))));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/findings").findValuesAsString("part"))
        .containsExactlyInAnyOrder(
            "headers[0].name",
            "headers[1].name",
            "headers[2].value",
            "variants[0].language",
            "variants[1].language",
            "attachments[0].kind",
            "attachments[1].name",
            "attachments[1].source");
  }
}
