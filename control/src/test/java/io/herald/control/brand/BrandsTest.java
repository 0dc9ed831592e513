package io.herald.control.brand;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.ControlUnderTest.Answer;
import io.herald.control.Samples;
import io.herald.testkit.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** DM-51, TPL-12, TPL-13: brands, and the messages that are sent for them. */
@ControlTest
class BrandsTest {
  private static final String TEMPLATE = "/v1/templates/RTEVTcartAbandonment";
  private static final String ACME =
      """
      {"name": "acme", "usualName": "Acme", "senderName": "Acme Shop",
       "senderAddress": "shop@acme.example", "webSiteUrl": "https://acme.example"}
      """;

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
  void aBrandIsSavedReadChangedAndDeleted() {
    Answer created = control.post("/v1/brands", ACME);
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.text("/id")).startsWith("BRD");
    assertThat(created.text("/label")).isEqualTo("acme");
    assertThat(control.post("/v1/brands", ACME).status()).isEqualTo(409);

    // what was read can be sent back
    String read = control.get("/v1/brands/acme").http().body();
    assertThat(control.put("/v1/brands/acme", read.replace("\"Acme\"", "\"Acme Ltd\"")).status())
        .isEqualTo(200);
    assertThat(control.put("/v1/brands/acme", read).status()).isEqualTo(409);
    assertThat(control.get("/v1/brands/acme").text("/usualName")).isEqualTo("Acme Ltd");
    assertThat(control.get("/v1/brands").text("/items/0/name")).isEqualTo("acme");

    assertThat(control.delete("/v1/brands/acme").status()).isEqualTo(204);
    assertThat(control.get("/v1/brands/acme").status()).isEqualTo(404);
    assertThat(control.delete("/v1/brands/acme").status()).isEqualTo(404);
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    Answer refused =
        control.post(
            "/v1/brands",
            """
            {"name": "no way", "senderAddress": "shop", "errorAddress": "a@b c", "usualName": "<%= x %>",
             "logoUrl": "javascript:alert(1)", "webSiteUrl": "acme.example",
             "emailUrlBase": "https:///x"}
            """);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/findings").findValuesAsString("part"))
        .containsExactlyInAnyOrder(
            "name",
            "senderAddress",
            "errorAddress",
            "usualName",
            "logoUrl",
            "webSiteUrl",
            "emailUrlBase");
  }

  @Test
  void aMessageOfABrandNeedsNoSenderOfItsOwn() {
    control.post("/v1/brands", ACME);
    Answer draft = save("acme");

    assertThat(draft.json().at("/findings").isEmpty()).isTrue();
    assertThat(draft.json().at("/warnings").isEmpty()).isTrue();
    Answer preview = control.post(TEMPLATE + ":preview", "{\"ctx\": {\"firstName\": \"Zoë\"}}");
    assertThat(preview.text("/senderAddress")).isEqualTo("shop@acme.example");
    assertThat(preview.text("/html")).isEqualTo("<p>Acme</p>");

    Answer inUse = control.delete("/v1/brands/acme");
    assertThat(inUse.status()).isEqualTo(409);
    assertThat(inUse.text("/detail")).contains("RTEVTcartAbandonment");
  }

  @Test
  void aBrandThatIsNotThereKeepsAMessageFromBeingPublished() {
    Answer draft = save("acne");

    assertThat(draft.json().at("/findings").findValuesAsString("part")).contains("brand");
    assertThat(control.post(TEMPLATE + ":publish", "").status()).isEqualTo(422);
  }

  @Test
  void brandsWithoutAnAddressAreNamedBeforeAnEventChoosesOne() {
    control.post("/v1/brands", ACME);
    control.post("/v1/brands", "{\"name\": \"bare\"}");

    Answer draft = save("<%= rtEvent.ctx.firstName %>");

    assertThat(draft.json().at("/findings").isEmpty()).isTrue();
    assertThat(draft.json().at("/warnings").findValuesAsString("message"))
        .anySatisfy(warning -> assertThat(warning).contains("bare", "sender's address"));
    assertThat(save("bare").json().at("/findings").findValuesAsString("part"))
        .containsExactly("senderAddress");
  }

  @Test
  void aVersionKeepsTheBrandAsItWasAndSaysWhenItIsAnotherNow() {
    control.post("/v1/brands", ACME);
    save("acme");
    assertThat(control.post(TEMPLATE + ":publish", "").status()).isEqualTo(200);
    assertThat(control.get(TEMPLATE).json().at("/modifiedSincePublication").asBoolean()).isFalse();

    control.put("/v1/brands/acme", ACME.replace("Acme Shop", "Acme Store"));

    assertThat(control.get(TEMPLATE).json().at("/modifiedSincePublication").asBoolean()).isTrue();
    assertThat(control.get(TEMPLATE + "/versions/1").http().body())
        .contains("Acme Shop")
        .doesNotContain("Acme Store");
    assertThat(control.post(TEMPLATE + ":publish", "").status()).isEqualTo(200);
    assertThat(control.get(TEMPLATE + "/versions/2").http().body()).contains("Acme Store");
    assertThat(control.post(TEMPLATE + ":rollback", "{\"version\": 1}").status()).isEqualTo(200);
    assertThat(control.get(TEMPLATE + "/versions/3").http().body()).contains("Acme Shop");
  }

  private Answer save(String brand) {
    String body =
        Samples.json(
            Samples.cartTemplate(),
            "brand",
            brand,
            "senderName",
            Samples.ABSENT,
            "senderAddress",
            Samples.ABSENT,
            "html",
            "<p><%= brand.usualName %></p>");
    Answer created = control.post("/v1/templates", body);
    return created.status() == 409 ? control.put(TEMPLATE, body) : created;
  }
}
