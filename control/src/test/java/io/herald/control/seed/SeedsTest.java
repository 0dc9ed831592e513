package io.herald.control.seed;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.ControlUnderTest.Answer;
import io.herald.control.Samples;
import io.herald.testkit.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** TPL-65: seeds are kept with the data somebody typed in, or with a sample to start from. */
@ControlTest
class SeedsTest {
  private ControlUnderTest control;

  @BeforeEach
  void start(TestDatabase database) {
    control = ControlUnderTest.start(database.open(4));
    control.post("/v1/event-types", Samples.json(Samples.cartType()));
    control.post("/v1/event-types", "{\"name\": \"order_confirmation\"}");
    control.post("/v1/templates", Samples.json(Samples.cartTemplate()));
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void whatIsSavedIsReadBack() {
    Answer created =
        control.post(
            "/v1/seeds",
            """
            {"name": "ada", "label": "Ada – 金", "email": "ada@example.com", "language": "fr",
             "mobilePhone": "+33612345678", "externalId": "c-1", "trap": true,
             "eventType": "EVTcartAbandonment", "ctx": {"firstName": "Zoë", "cartAmount": 49.90}}
            """);

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("Location")).isEqualTo("/v1/seeds/ada");
    Answer read = control.get("/v1/seeds/ada");
    assertThat(read.json()).isEqualTo(created.json());
    assertThat(read.text("/ctx/firstName")).isEqualTo("Zoë");
    assertThat(read.text("/label")).isEqualTo("Ada – 金");
    assertThat(read.json().at("/trap").asBoolean()).isTrue();
    assertThat(read.text("/createdBy")).isEqualTo("marketer");
    assertThat(read.header("ETag")).isEqualTo("\"1\"");
  }

  @Test
  void aSeedWithoutANameGetsTheNextFreeNumber() {
    control.post("/v1/seeds", seed("\"name\": \"SDM2\""));

    assertThat(control.post("/v1/seeds", seed("\"label\": \"a\"")).text("/name")).isEqualTo("SDM1");
    assertThat(control.post("/v1/seeds", seed("\"label\": \"b\"")).text("/name")).isEqualTo("SDM3");
    control.delete("/v1/seeds/SDM3");
    assertThat(control.post("/v1/seeds", seed("\"label\": \"c\"")).text("/name")).isEqualTo("SDM4");
  }

  @Test
  void aSeedWithoutDataStartsFromASampleOfTheFields() {
    Map<String, Object> type = Samples.cartType();
    type.put("name", "EVTorder");
    type.put(
        "fields",
        java.util.List.of(
            Map.of("name", "name"),
            Map.of("name", "items", "type", "collection"),
            Map.of("name", "paid", "type", "boolean")));
    control.post("/v1/event-types", Samples.json(type));

    Answer standard = control.post("/v1/seeds", "{\"eventType\": \"EVTorder\"}");
    Answer classic = control.post("/v1/seeds", "{\"eventType\": \"order_confirmation\"}");

    assertThat(standard.text("/ctx/name")).isEqualTo("string1");
    assertThat(standard.json().at("/ctx/items").size()).isEqualTo(2);
    assertThat(standard.json().at("/ctx/paid").asBoolean()).isTrue();
    assertThat(classic.text("/ctx")).isEqualTo("<ctx/>");
  }

  @Test
  void aSeedIsListedWithThoseOfItsEventTypeOrTemplate() {
    control.post("/v1/seeds", seed("\"name\": \"b\""));
    control.post("/v1/seeds", seed("\"name\": \"a\""));
    control.post("/v1/seeds", "{\"name\": \"c\", \"template\": \"RTEVTcartAbandonment\"}");

    assertThat(control.get("/v1/seeds").json().at("/items").size()).isEqualTo(3);
    Answer page = control.get("/v1/seeds?eventType=EVTcartAbandonment&limit=1");
    assertThat(page.text("/items/0/name")).isEqualTo("a");
    assertThat(page.text("/next")).isEqualTo("a");
    assertThat(control.get("/v1/seeds?template=RTEVTcartAbandonment").text("/items/0/name"))
        .isEqualTo("c");
  }

  @Test
  void aCopyKeepsRecipientAndDataForAnotherTemplate() {
    control.post(
        "/v1/seeds",
        seed("\"name\": \"ada\", \"email\": \"ada@example.com\", \"ctx\": {\"a\": 1}"));

    Answer copy = control.post("/v1/seeds/ada:copy", "{\"template\": \"RTEVTcartAbandonment\"}");

    assertThat(copy.status()).isEqualTo(201);
    assertThat(copy.text("/name")).isEqualTo("SDM1");
    assertThat(copy.text("/template")).isEqualTo("RTEVTcartAbandonment");
    assertThat(copy.json().has("eventType")).isFalse();
    assertThat(copy.text("/email")).isEqualTo("ada@example.com");
    assertThat(copy.json().at("/ctx/a").asInt()).isEqualTo(1);
    assertThat(control.post("/v1/seeds/ada:copy", "{}").text("/field")).isEqualTo("eventType");
    assertThat(control.post("/v1/seeds/nobody:copy", "{}").status()).isEqualTo(404);
  }

  @Test
  void twoPeopleDoNotOverwriteEachOther() {
    control.post("/v1/seeds", seed("\"name\": \"ada\""));

    Answer first = control.put("/v1/seeds/ada", seed("\"label\": \"first\", \"revision\": 1"));
    Answer second = control.put("/v1/seeds/ada", seed("\"label\": \"second\", \"revision\": 1"));
    Answer deletion = control.call("DELETE", "/v1/seeds/ada", null, Map.of("If-Match", "\"1\""));

    assertThat(first.json().at("/revision").asInt()).isEqualTo(2);
    assertThat(second.status()).isEqualTo(409);
    assertThat(deletion.status()).isEqualTo(412);
    assertThat(control.get("/v1/seeds/ada").text("/label")).isEqualTo("first");
    assertThat(control.delete("/v1/seeds/ada").status()).isEqualTo(204);
    assertThat(control.delete("/v1/seeds/ada").status()).isEqualTo(404);
  }

  @Test
  void everythingWrongWithASeedIsNamedAtOnceAndNothingIsStored() {
    Answer refused =
        control.post(
            "/v1/seeds",
            """
            {"name": "a b", "email": "nowhere", "eventType": "EVTnone", "ctx": "<ctx>",
             "mobilePhone": "123456789012345678901234567890123"}
            """);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/findings").findValuesAsString("part"))
        .containsExactlyInAnyOrder("name", "email", "eventType", "ctx", "mobilePhone");
    assertThat(
            control
                .post("/v1/seeds", seed("\"template\": \"RTEVTcartAbandonment\""))
                .text("/field"))
        .isEqualTo("template");
    assertThat(control.post("/v1/seeds", seed("\"name\": \"ada\"")).status()).isEqualTo(201);
    assertThat(control.post("/v1/seeds", seed("\"name\": \"ada\"")).status()).isEqualTo(409);
    assertThat(control.get("/v1/seeds").json().at("/items").size()).isEqualTo(1);
  }

  private static String seed(String properties) {
    return "{\"eventType\": \"EVTcartAbandonment\", " + properties + "}";
  }
}
