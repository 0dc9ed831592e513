package io.herald.control.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.ControlUnderTest.Answer;
import io.herald.control.Samples;
import io.herald.control.publish.FakeExecutionInstance;
import io.herald.testkit.TestDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** DM-42: rows that enrichments look up are kept by resource, and previews show them. */
@ControlTest
class DataTest {
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
  void rowsComeAsJsonOrAsATableAndAreReplacedWhole() {
    Answer json =
        control.put(
            "/v1/data/shops",
            "{\"label\": \"Läden\", \"rows\": [{\"id\": \"p\", \"opens\": 9},"
                + " {\"id\": \"l\", \"open\": true}]}");

    assertThat(json.status()).as(json.http().body()).isEqualTo(200);
    assertThat(json.json().at("/rowCount").asInt()).isEqualTo(2);
    assertThat(json.json().at("/columns").toString()).isEqualTo("[\"id\",\"opens\",\"open\"]");
    Answer read = asAdmin("/v1/data/shops?limit=1");
    assertThat(read.json().at("/rows").toString()).isEqualTo("[{\"id\":\"p\",\"opens\":\"9\"}]");

    Answer table =
        control.put(
            "/v1/data/shops",
            "{\"csv\": \"id;city\\r\\np;\\\"Pa;\\\"\\\"ris\\\"\\n\\nl;\\n\", \"revision\": 1}");
    assertThat(table.json().at("/revision").asInt()).isEqualTo(2);
    assertThat(table.text("/digest")).isNotEqualTo(json.text("/digest"));
    assertThat(asAdmin("/v1/data/shops").json().at("/rows").toString())
        .isEqualTo("[{\"id\":\"p\",\"city\":\"Pa;\\\"ris\"},{\"id\":\"l\"}]");
    assertThat(control.put("/v1/data/shops", "{\"rows\": [], \"revision\": 1}").status())
        .isEqualTo(409);
    assertThat(control.put("/v1/data/new", "{\"rows\": [], \"revision\": 1}").status())
        .isEqualTo(404);
    assertThat(control.get("/v1/data").json().at("/items").findValuesAsString("name"))
        .containsExactly("shops");
  }

  @Test
  void eachMistakeIsNamedAndNothingIsStored() {
    assertThat(control.put("/v1/data/x", "{}").text("/field")).isEqualTo("rows");
    assertThat(control.put("/v1/data/x", "{\"rows\": [], \"csv\": \"a\"}").status()).isEqualTo(422);
    assertThat(control.put("/v1/data/x", "{\"csv\": \"a,b\\n1,\\\"2\"}").text("/detail"))
        .contains("Line 2", "never closed");
    assertThat(control.put("/v1/data/x", "{\"csv\": \"a,b\\n1,2,3\"}").text("/detail"))
        .contains("Row 1", "3 cells");
    assertThat(control.put("/v1/data/x", "{\"rows\": [{\"a\": [1]}]}").text("/field"))
        .isEqualTo("rows[0].a");
    assertThat(control.put("/v1/data/x", "{\"rows\": [{\"a b\": 1}]}").text("/field"))
        .isEqualTo("rows[0]");
    assertThat(control.get("/v1/data/x").status()).isEqualTo(404);
    assertThat(control.delete("/v1/data/x").status()).isEqualTo(404);
  }

  @Test
  void whatAnEventTypeNamesIsKeptAndAMissingResourceIsSaidBeforePublication() {
    control.post("/v1/event-types", type(null));
    Answer draft = control.post("/v1/templates", Samples.json(Samples.cartTemplate()));
    assertThat(draft.json().at("/warnings").findValuesAsString("message"))
        .anyMatch(warning -> warning.contains("PUT /v1/data/shops"));

    control.put("/v1/data/shops", "{\"rows\": []}");

    assertThat(
            control
                .get("/v1/templates/RTEVTcartAbandonment")
                .json()
                .at("/warnings")
                .findValuesAsString("message"))
        .noneMatch(warning -> warning.contains("/v1/data"));
    assertThat(control.delete("/v1/data/shops").text("/detail")).contains("EVTcartAbandonment");
    control.put("/v1/event-types/EVTcartAbandonment", Samples.json(Samples.cartType()));
    assertThat(control.delete("/v1/data/shops").status()).isEqualTo(204);
  }

  @Test
  void whatIsLiveKeepsItsResourceAndTheColumnItLooksIn() throws Exception {
    try (FakeExecutionInstance execution = new FakeExecutionInstance(1)) {
      control.instance().register("local", execution.url());
      control.put("/v1/data/shops", "{\"csv\": \"id,city\\nA,Paris\"}");
      control.post("/v1/event-types", type(null));
      control.post("/v1/templates", Samples.json(Samples.cartTemplate()));
      Answer draft = control.put("/v1/data/shops", "{\"csv\": \"city\\nParis\"}");
      assertThat(draft.status()).isEqualTo(422);
      assertThat(draft.text("/detail")).contains("column id", "EVTcartAbandonment");
      control.post("/v1/templates/RTEVTcartAbandonment:publish", "");
      assertThat(execution.live()).containsKey("RTEVTcartAbandonment");
      control.put("/v1/event-types/EVTcartAbandonment", Samples.json(Samples.cartType()));

      Answer deleted = control.delete("/v1/data/shops");
      assertThat(deleted.status()).isEqualTo(409);
      assertThat(deleted.text("/detail")).contains("RTEVTcartAbandonment (live)");
      Answer changed = control.put("/v1/data/shops", "{\"rows\": [{\"city\": \"Paris\"}]}");
      assertThat(changed.status()).isEqualTo(422);
      assertThat(changed.text("/detail")).contains("column id", "RTEVTcartAbandonment (live)");

      control.post("/v1/templates/RTEVTcartAbandonment:publish", "");
      assertThat(control.delete("/v1/data/shops").status()).isEqualTo(204);
    }
  }

  @Test
  @DisplayName("TPL-35: a preview shows the row that a message would have")
  void aPreviewShowsTheRow() {
    control.post("/v1/event-types", type("opens desc"));
    control.put(
        "/v1/data/shops", "{\"csv\": \"id,city,opens\\nA,early,8\\nA,late,10\\nB,other,11\\n\"}");
    control.post(
        "/v1/templates",
        Samples.json(
            Samples.cartTemplate(),
            "html",
            "<p><%= enrichment.shop.city %>/<%= context.shop.city %></p>"));

    assertThat(preview("A").text("/html")).contains("<p>late/late</p>");
    assertThat(preview("nobody").text("/html")).contains("<p>/</p>");
  }

  @Test
  void anOrderThatIsNoneIsRefused() {
    assertThat(control.post("/v1/event-types", type("the best one")).text("/field"))
        .isEqualTo("enrichments[0].order");
  }

  @Test
  @DisplayName("SEC-6: rows are shown to who may see data of real people, and to nobody else")
  void whoMayNotSeePrivateDataReadsNoRows() {
    control.put("/v1/data/people", "{\"csv\": \"email,name\\nada@x.example,Ada\"}");

    Answer marketer = control.get("/v1/data/people");

    assertThat(marketer.status()).isEqualTo(200);
    assertThat(marketer.json().at("/columns").toString()).isEqualTo("[\"email\",\"name\"]");
    assertThat(marketer.header("ETag")).isNotEmpty();
    assertThat(marketer.http().body()).doesNotContain("ada@x.example").doesNotContain("\"rows\"");
    assertThat(asAdmin("/v1/data/people").text("/rows/0/name")).isEqualTo("Ada");
  }

  private Answer asAdmin(String path) {
    return control.call(
        "GET",
        path,
        null,
        Map.of("Authorization", ControlUnderTest.basic("admin", ControlUnderTest.PASSWORD)));
  }

  private Answer preview(String firstName) {
    return control.post(
        "/v1/templates/RTEVTcartAbandonment:preview",
        "{\"ctx\": {\"firstName\": \"" + firstName + "\"}}");
  }

  private static String type(@Nullable String order) {
    Map<String, Object> shop =
        new HashMap<>(Map.of("id", "shop", "source", "shops", "key", "id", "field", "firstName"));
    if (order != null) {
      shop.put("order", order);
    }
    return Samples.json(Samples.cartType(), "enrichments", List.of(shop));
  }
}
