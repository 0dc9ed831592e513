package io.herald.control.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.ControlUnderTest.Answer;
import io.herald.control.Samples;
import io.herald.control.publish.FakeExecutionInstance;
import io.herald.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** TPL-20, TPL-43: a publication carries what it took in, and keeps it until the next one. */
@ControlTest
class PublishedBlocksTest {
  private static final String TEMPLATE = "RTEVTcartAbandonment";
  private static final String HTML =
      "<p><%@ include view='Footer' %><%@ include option='Url' %><%@ include view='PoweredBy' %></p>";

  private ControlUnderTest control;
  private FakeExecutionInstance instance;

  @BeforeEach
  void start(TestDatabase database) throws Exception {
    start(database, Map.of());
  }

  private void start(TestDatabase database, Map<String, String> settings) throws Exception {
    control = ControlUnderTest.start(database.open(6), settings);
    instance = new FakeExecutionInstance(1);
    control.instance().register("one", instance.url());
    control.post("/v1/event-types", Samples.json(Samples.cartType()));
    block("POST", "/v1/blocks", "first");
    control.post("/v1/options", "{\"name\": \"Url\", \"value\": \"https://one.example\"}");
    template("POST", "/v1/templates", TEMPLATE, HTML);
  }

  @AfterEach
  void stop() {
    control.close();
    instance.close();
  }

  @Test
  void aPublicationCarriesWhatItTookIn() {
    publish();

    var supplies = instance.live(TEMPLATE).supplies();
    assertThat(footer(TEMPLATE)).isEqualTo("first");
    assertThat(supplies.blocks()).containsOnlyKeys("Footer", "PoweredBy");
    assertThat(supplies.options()).containsOnly(Map.entry("Url", "https://one.example"));
    // as it was when it was compiled first, directives and all
    assertThat(instance.live(TEMPLATE).content().html()).isEqualTo(HTML);
  }

  @Test
  void aLaterEditIsSaidAndChangesNothingUntilItIsPublishedAgain() {
    publish();
    assertThat(modified()).isFalse();
    block("PUT", "/v1/blocks/Footer", "second");

    assertThat(modified()).isTrue();
    assertThat(footer(TEMPLATE)).isEqualTo("first");
    Answer block = control.get("/v1/blocks/Footer");
    assertThat(block.text("/liveTemplates/0/template")).isEqualTo(TEMPLATE);
    assertThat(block.json().at("/liveTemplates/0/upToDate").asBoolean()).isFalse();

    publish();
    assertThat(modified()).isFalse();
    assertThat(footer(TEMPLATE)).isEqualTo("second");
    control.put("/v1/options/Url", "{\"value\": \"https://two.example\"}");
    assertThat(modified()).isTrue();
  }

  @Test
  void otherBytesUnderThePathOfAnAttachedFileAreAnEdit() {
    assertThat(control.put("/v1/resources/terms.txt", "first").status()).isEqualTo(200);
    control.put(
        "/v1/templates/" + TEMPLATE,
        Samples.json(
            Samples.cartTemplate(),
            "attachments",
            List.of(Map.of("kind", "file", "name", "terms.txt", "source", "terms.txt"))));
    publish();
    assertThat(modified()).isFalse();

    control.put("/v1/resources/terms.txt", "second");

    assertThat(modified()).isTrue();
  }

  @Test
  void hidingABuiltInBlockIsAnEdit() {
    publish();
    assertThat(control.get("/v1/blocks/PoweredBy").text("/liveTemplates/0/template"))
        .isEqualTo(TEMPLATE);

    control.post("/v1/blocks", "{\"name\": \"PoweredBy\", \"html\": \"By us\"}");

    assertThat(modified()).isTrue();
  }

  @Test
  @DisplayName("TPL-24: a rollback brings back what was taken in then, even when it is deleted")
  void aRollbackUsesWhatWasFrozenThen() {
    publish();
    template("PUT", "/v1/templates/" + TEMPLATE, TEMPLATE, "<p>without</p>");
    publish();
    assertThat(control.delete("/v1/blocks/Footer").status()).isEqualTo(204);

    Answer back = control.post("/v1/templates/" + TEMPLATE + ":rollback", "{\"version\": 1}");

    assertThat(back.status()).isEqualTo(200);
    assertThat(instance.live(TEMPLATE).version()).isEqualTo(3);
    assertThat(footer(TEMPLATE)).isEqualTo("first");
    assertThat(modified()).isTrue();
  }

  @Test
  void templatesThatUseABlockArePublishedAgainTogether() {
    publish();
    another("second", HTML, true);
    another("changedSince", HTML, true);
    another("draftOnly", HTML, false);
    another("without", "<p>none</p>", true);
    template("PUT", "/v1/templates/changedSince", "changedSince", HTML + "<p>half a sente</p>");
    block("PUT", "/v1/blocks/Footer", "second");

    Answer done = control.post("/v1/blocks/Footer:republish", "");

    assertThat(done.status()).isEqualTo(200);
    assertThat(done.json().at("/items").size()).isEqualTo(3);
    assertThat(done.json().at("/items").findValuesAsString("template"))
        .containsExactly(TEMPLATE, "changedSince", "second");
    assertThat(done.json().at("/items").findValuesAsString("outcome"))
        .containsExactly("published", "refused", "published");
    assertThat(done.text("/items/1/why")).contains("changedSince:publish");
    assertThat(done.json().at("/items/0/version").asInt()).isEqualTo(2);
    assertThat(footer("second")).isEqualTo("second");
    assertThat(instance.live("changedSince").version()).isEqualTo(1);
    assertThat(instance.live("without").version()).isEqualTo(1);
    assertThat(
            control
                .post("/v1/blocks/Footer:republish", "")
                .json()
                .at("/items")
                .findValuesAsString("outcome"))
        .containsExactly("unchanged", "refused", "unchanged");
    assertThat(control.post("/v1/blocks/Nobody:republish", "").status()).isEqualTo(404);
  }

  @Test
  void aBlockThatIsWrongNowLeavesThePublishedOnesAsTheyAre() {
    publish();
    block("PUT", "/v1/blocks/Footer", "<% if (");

    Answer done = control.post("/v1/blocks/Footer:republish", "");

    assertThat(done.text("/items/0/outcome")).isEqualTo("refused");
    assertThat(done.text("/items/0/findings/0/message")).contains("In the block 'Footer'");
    assertThat(instance.live(TEMPLATE).version()).isEqualTo(1);
  }

  @Test
  @DisplayName("TPL-29: publishing together takes the second person, too")
  void publishingTogetherRespectsApproval(TestDatabase database) throws Exception {
    publish();
    control.close();
    control = ControlUnderTest.start(database.open(6), Map.of("control.publish.approval", "true"));
    block("PUT", "/v1/blocks/Footer", "second");

    Answer done = control.post("/v1/blocks/Footer:republish", "");

    assertThat(done.text("/items/0/outcome")).isEqualTo("requested");
    assertThat(control.get("/v1/templates/" + TEMPLATE).text("/publicationRequest/requestedBy"))
        .isEqualTo("marketer");
    assertThat(instance.live(TEMPLATE).version()).isEqualTo(1);
  }

  private void another(String name, String html, boolean published) {
    template("POST", "/v1/templates", name, html);
    if (published) {
      assertThat(control.post("/v1/templates/" + name + ":publish", "").status()).isEqualTo(200);
    }
  }

  private void block(String method, String path, String html) {
    assertThat(
            control
                .call(method, path, Samples.json(Map.of("name", "Footer", "html", html)), Map.of())
                .status())
        .isIn(200, 201);
  }

  private void template(String method, String path, String name, String html) {
    assertThat(
            control
                .call(
                    method,
                    path,
                    Samples.json(Samples.cartTemplate(), "name", name, "html", html),
                    Map.of())
                .status())
        .isIn(200, 201);
  }

  private void publish() {
    Answer published = control.post("/v1/templates/" + TEMPLATE + ":publish", "");
    assertThat(published.status()).as(published.http().body()).isEqualTo(200);
  }

  /** The block as the live version has it. */
  private String footer(String template) {
    return Objects.requireNonNull(instance.live(template).supplies().blocks().get("Footer")).html();
  }

  private boolean modified() {
    return control
        .get("/v1/templates/" + TEMPLATE)
        .json()
        .at("/modifiedSincePublication")
        .asBoolean();
  }
}
