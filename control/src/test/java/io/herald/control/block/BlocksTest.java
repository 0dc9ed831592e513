package io.herald.control.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.ControlUnderTest.Answer;
import io.herald.control.Samples;
import io.herald.testkit.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** TPL-50 to TPL-52: pieces of content are kept by name, and drafts take them in. */
@ControlTest
class BlocksTest {
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
  void whatIsSavedIsReadBackAndCountsItsRevisions() {
    Answer created =
        control.post(
            "/v1/blocks",
            """
            {"name": "Footer", "label": "Fuß – 金", "html": "<p>Größe</p>", "text": "Größe",
             "inMenus": false, "dimension": "event"}
            """);

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("Location")).isEqualTo("/v1/blocks/Footer");
    Answer read = control.get("/v1/blocks/Footer");
    assertThat(read.json()).isEqualTo(created.json());
    assertThat(read.text("/label")).isEqualTo("Fuß – 金");
    assertThat(read.text("/text")).isEqualTo("Größe");
    assertThat(read.json().at("/inMenus").asBoolean()).isFalse();
    assertThat(read.text("/dimension")).isEqualTo("event");
    assertThat(read.json().at("/builtIn").asBoolean()).isFalse();

    Answer sentBack = control.put("/v1/blocks/Footer", read.http().body());
    assertThat(sentBack.json().at("/revision").asInt()).isEqualTo(2);
    assertThat(control.put("/v1/blocks/Footer", read.http().body()).status()).isEqualTo(409);
    assertThat(
            control.call("DELETE", "/v1/blocks/Footer", null, Map.of("If-Match", "\"1\"")).status())
        .isEqualTo(412);
    assertThat(control.delete("/v1/blocks/Footer").status()).isEqualTo(204);
    assertThat(control.delete("/v1/blocks/Footer").status()).isEqualTo(404);
  }

  @Test
  void everythingWrongIsNamedAtOnce() {
    Answer refused = control.post("/v1/blocks", "{\"name\": \"a b\", \"dimension\": \"planet\"}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/findings").findValuesAsString("part"))
        .containsExactlyInAnyOrder("name", "html", "dimension");
    block("Footer", "a");
    assertThat(control.post("/v1/blocks", "{\"name\": \"Footer\", \"html\": \"\"}").status())
        .isEqualTo(409);
  }

  @Test
  @DisplayName("TPL-51: built-in blocks are listed, cannot be changed, and can be hidden")
  void builtInBlocks() {
    Answer builtIn = control.get("/v1/blocks/Greetings");
    assertThat(builtIn.json().at("/builtIn").asBoolean()).isTrue();
    assertThat(builtIn.json().has("revision")).isFalse();
    assertThat(control.put("/v1/blocks/Greetings", "{\"html\": \"x\"}").status()).isEqualTo(409);
    assertThat(control.delete("/v1/blocks/Greetings").text("/detail")).contains("built in");
    assertThat(preview("<p><%@ include view='Greetings' %></p>").text("/html")).contains("Hello,");

    block("Greetings", "Ahoy,");

    assertThat(control.get("/v1/blocks/Greetings").json().at("/hidesBuiltIn").asBoolean()).isTrue();
    Answer list = control.get("/v1/blocks");
    assertThat(list.json().at("/items").findValuesAsString("name"))
        .contains("Greetings", "PoweredBy")
        .doesNotHaveDuplicates();
    Answer page = control.get("/v1/blocks?after=EmailUrlBase&limit=1");
    assertThat(page.text("/items/0/html")).isEqualTo("Ahoy,");
    assertThat(page.text("/next")).isEqualTo("Greetings");
    assertThat(preview("<p><%@ include view='Greetings' %></p>").text("/html")).contains("Ahoy,");
  }

  @Test
  void htmlTakesInTheHtmlAndEverythingElseTheText() {
    control.post(
        "/v1/blocks", "{\"name\": \"Sign\", \"html\": \"<b>Shop</b>\", \"text\": \"the shop\"}");
    control.post("/v1/options", "{\"name\": \"Shop_Url\", \"value\": \"https://shop.example/\"}");

    Answer shown = preview("<p><%@ include view='Sign' %> <%@ include option='Shop_Url' %></p>");

    assertThat(shown.text("/html")).contains("<b>Shop</b> https://shop.example/");
    control.put(
        "/v1/templates/RTEVTcartAbandonment",
        Samples.json(
            Samples.cartTemplate(), "subject", "From <%@ include view='Sign' %>", "text", "-"));
    assertThat(control.post("/v1/templates/RTEVTcartAbandonment:preview", "{}").text("/subject"))
        .isEqualTo("From the shop");
  }

  @Test
  @DisplayName("TPL-37: whether a value in a block is safe is judged where the block is included")
  void escapingIsJudgedAtThePlaceOfInclusion() {
    block("Name", "<%= rtEvent.ctx.firstName %>");

    assertThat(control.get("/v1/blocks/Name").json().at("/findings").size()).isZero();
    assertThat(preview("<p title='<%@ include view='Name' %>'>x</p>").text("/html"))
        .contains("title='A&#39;&lt;b&gt;'");
    Answer tag = template("<p <%@ include view='Name' %>>x</p>");
    assertThat(tag.text("/findings/0/part")).isEqualTo("html");
    assertThat(tag.text("/findings/0/message")).contains("In the block 'Name', line 1, column 5");
    assertThat(tag.json().at("/findings/0/column").asInt()).isEqualTo(4);
  }

  @Test
  @DisplayName("TPL-50, TPL-52: cycles, blocks that are not there, and those that need a profile")
  void whatCannotBeIncludedIsAFindingWithItsPlace() {
    block("A", "a <%@ include view='B' %>");
    block("B", "b <%@ include view='A' %>");

    assertThat(control.get("/v1/blocks/A").text("/findings/0/message")).contains("includes itself");
    Answer cycle = template("<p>\n<%@ include view='A' %></p>");
    assertThat(cycle.json().at("/findings/0/line").asInt()).isEqualTo(2);
    assertThat(cycle.text("/findings/0/message")).contains("In the block 'B'", "includes itself");
    Answer unknown = template("<p><%@ include view='Nobody' %></p>");
    assertThat(unknown.text("/findings/0/message")).contains("There is no block 'Nobody'");
    Answer profile = template("<p><%@ include view='UnsubscriptionLink' %></p>");
    assertThat(profile.text("/findings/0/message")).contains("needs a profile");
    assertThat(control.post("/v1/templates/RTEVTcartAbandonment:publish", "").status())
        .isEqualTo(422);
  }

  @Test
  @DisplayName("TPL-50: ten levels deep, and not one more")
  void blocksIncludeEachOtherTenLevelsDeep() {
    block("L1", "end");
    for (int level = 2; level <= 11; level++) {
      block("L" + level, "<%@ include view='L" + (level - 1) + "' %>");
    }

    assertThat(control.get("/v1/blocks/L10").json().at("/findings").size()).isZero();
    assertThat(control.get("/v1/blocks/L11").text("/findings/0/message")).contains("10 levels");
  }

  @Test
  void whatADraftOrAnotherBlockIncludesCannotBeDeleted() {
    block("Inner", "i");
    block("Outer", "<%@ include\n view = \"Inner\" %>");
    control.post("/v1/options", "{\"name\": \"Url\", \"value\": \"x\"}");
    block("WithOption", "<%= getOption( 'Url' ) %>");
    template("<p><%@ include view='Outer' %></p>");

    assertThat(control.delete("/v1/blocks/Inner").text("/detail")).contains("block Outer");
    assertThat(control.delete("/v1/blocks/Outer").text("/detail"))
        .contains("template RTEVTcartAbandonment");
    assertThat(control.delete("/v1/options/Url").text("/detail")).contains("block WithOption");
    template("<p>no more</p>");
    assertThat(control.delete("/v1/blocks/Outer").status()).isEqualTo(204);
    assertThat(control.delete("/v1/blocks/Inner").status()).isEqualTo(204);
    assertThat(control.delete("/v1/blocks/WithOption").status()).isEqualTo(204);
    assertThat(control.delete("/v1/options/Url").status()).isEqualTo(204);
  }

  @Test
  void optionsAreKeptByName() {
    assertThat(control.post("/v1/options", "{\"name\": \"Url\"}").text("/field"))
        .isEqualTo("value");
    control.post("/v1/options", "{\"name\": \"Url\", \"value\": \"one\"}");
    Answer changed = control.put("/v1/options/Url", "{\"value\": \"two\", \"revision\": 1}");

    assertThat(changed.text("/value")).isEqualTo("two");
    assertThat(control.put("/v1/options/Url", "{\"value\": \"3\", \"revision\": 1}").status())
        .isEqualTo(409);
    assertThat(control.get("/v1/options").text("/items/0/value")).isEqualTo("two");
    assertThat(control.put("/v1/options/Other", "{\"value\": \"3\"}").status()).isEqualTo(404);
    assertThat(control.post("/v1/options", "{\"name\": \"Url\", \"value\": \"\"}").status())
        .isEqualTo(409);
  }

  private void block(String name, String html) {
    assertThat(
            control.post("/v1/blocks", Samples.json(Map.of("name", name, "html", html))).status())
        .isEqualTo(201);
  }

  private Answer template(String html) {
    String body = Samples.json(Samples.cartTemplate(), "html", html);
    Answer created = control.post("/v1/templates", body);
    return created.status() == 201
        ? created
        : control.put("/v1/templates/RTEVTcartAbandonment", body);
  }

  private Answer preview(String html) {
    template(html);
    return control.post(
        "/v1/templates/RTEVTcartAbandonment:preview", "{\"ctx\": {\"firstName\": \"A'<b>\"}}");
  }
}
