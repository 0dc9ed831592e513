package io.herald.control.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.ControlUnderTest.Answer;
import io.herald.control.Samples;
import io.herald.message.channel.Channel;
import io.herald.message.link.Publication;
import io.herald.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** TPL-20, TPL-22, TPL-23: from draft to live, and back. */
@ControlTest
class PublicationTest {
  private static final String TEMPLATE = "/v1/templates/RTEVTcartAbandonment";

  private ControlUnderTest control;
  private FakeExecutionInstance execution;

  @BeforeEach
  void start(TestDatabase database) throws Exception {
    control = ControlUnderTest.start(database.open(4));
    execution = new FakeExecutionInstance(1);
    control.instance().register("local", execution.url());
    control.post("/v1/event-types", Samples.json(Samples.cartType()));
    control.post("/v1/templates", Samples.json(Samples.cartTemplate()));
  }

  @AfterEach
  void stop() {
    control.close();
    execution.close();
  }

  @Test
  void whatIsPublishedIsLiveOnTheInstanceWhenTheAnswerComes() {
    Answer published = control.post(TEMPLATE + ":publish", "");

    assertThat(published.status()).as(published.http().body()).isEqualTo(200);
    assertThat(published.text("/state")).isEqualTo("published");
    assertThat(published.json().at("/version").asInt()).isEqualTo(1);
    assertThat(published.text("/instances/0/instance")).isEqualTo("local");
    assertThat(published.text("/instances/0/state")).isEqualTo("published");
    Publication live = execution.live("RTEVTcartAbandonment");
    assertThat(live.version()).isEqualTo(1);
    assertThat(live.channel()).isEqualTo(Channel.EMAIL);
    assertThat(live.eventType().name()).isEqualTo("EVTcartAbandonment");
    assertThat(live.eventType().fields())
        .containsExactly(
            new Publication.Field("cartAmount", "decimal", false),
            new Publication.Field("firstName", "string", true));
    assertThat(live.content().subject())
        .isEqualTo("<%= rtEvent.ctx.firstName %>, Ihr Warenkorb wartet 🛒");
    assertThat(live.delivery())
        .isEqualTo(new Publication.DeliverySettings(432_000, "standard", "resend"));
    assertThat(live.publishedAt().toString()).isEqualTo(published.text("/publishedAt"));
    Answer read = control.get(TEMPLATE);
    assertThat(read.text("/state")).isEqualTo("published");
    assertThat(read.json().at("/modifiedSincePublication").asBoolean(true)).isFalse();
  }

  @Test
  void whatIsLiveStaysAsItWasUntilTheNextPublication() {
    control.post(TEMPLATE + ":publish", "");

    control.put(TEMPLATE, Samples.json(Samples.cartTemplate(), "subject", "new"));
    Answer modified = control.get(TEMPLATE);
    String subjectBefore = execution.live("RTEVTcartAbandonment").content().subject();
    Answer again = control.post(TEMPLATE + ":publish", "");

    assertThat(modified.text("/state")).isEqualTo("published");
    assertThat(modified.json().at("/modifiedSincePublication").asBoolean()).isTrue();
    assertThat(subjectBefore).startsWith("<%= rtEvent");
    assertThat(again.json().at("/version").asInt()).isEqualTo(2);
    assertThat(execution.live("RTEVTcartAbandonment").content().subject()).isEqualTo("new");
  }

  @Test
  void aChangedEventTypeShowsAsModifiedToo() {
    control.post(TEMPLATE + ":publish", "");

    control.put("/v1/event-types/EVTcartAbandonment", Samples.json(Samples.cartType()));

    assertThat(control.get(TEMPLATE).json().at("/modifiedSincePublication").asBoolean()).isTrue();
  }

  @Test
  void versionsAreKeptAsTheyWere() {
    control.post(TEMPLATE + ":publish", "");
    control.put(TEMPLATE, Samples.json(Samples.cartTemplate(), "subject", "new"));
    control.post(TEMPLATE + ":publish", "");

    Answer versions = control.get(TEMPLATE + "/versions");
    Answer first = control.get(TEMPLATE + "/versions/1");

    assertThat(versions.json().at("/items").findValuesAsString("version"))
        .containsExactly("2", "1");
    assertThat(versions.json().at("/items").findValuesAsString("live"))
        .containsExactly("true", "false");
    assertThat(versions.text("/items/0/publishedBy")).isEqualTo("marketer");
    assertThat(first.text("/content/subject")).startsWith("<%= rtEvent");
    assertThat(control.get(TEMPLATE + "/versions/3").status()).isEqualTo(404);
  }

  @Test
  void unpublishingRemovesItAndTheDraftStays() {
    control.post(TEMPLATE + ":publish", "");

    Answer ended = control.post(TEMPLATE + ":unpublish", "");

    assertThat(ended.status()).isEqualTo(200);
    assertThat(ended.text("/state")).isEqualTo("draft");
    assertThat(ended.text("/instances/0/state")).isEqualTo("removed");
    assertThat(execution.live()).isEmpty();
    assertThat(control.get(TEMPLATE).text("/state")).isEqualTo("draft");
    assertThat(control.post(TEMPLATE + ":unpublish", "").status()).isEqualTo(409);
  }

  @Test
  void aPublishedTemplateIsNotDeletedAndItsNumbersAreNeverUsedAgain() {
    control.post(TEMPLATE + ":publish", "");

    Answer refused = control.delete(TEMPLATE);
    control.post(TEMPLATE + ":unpublish", "");
    Answer deleted = control.delete(TEMPLATE);
    control.post("/v1/templates", Samples.json(Samples.cartTemplate()));
    Answer again = control.post(TEMPLATE + ":publish", "");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("/detail")).contains(":unpublish");
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(again.json().at("/version").asInt()).isEqualTo(2);
  }

  @Test
  void aDraftThatIsNotReadyIsNotPublishedAndSaysWhere() {
    control.put(
        TEMPLATE,
        Samples.json(
            Samples.cartTemplate(),
            "subject",
            "",
            "senderAddress",
            "nobody at all",
            "html",
            "<p>\n<%= rtEvent.ctx.firstName"));

    Answer refused = control.post(TEMPLATE + ":publish", "");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("/type")).isEqualTo("urn:herald:problem:not-publishable");
    assertThat(refused.json().at("/findings").findValuesAsString("part"))
        .containsExactlyInAnyOrder("subject", "senderAddress", "html");
    assertThat(refused.json().at("/findings").findValuesAsString("line")).containsExactly("2");
    assertThat(execution.live()).isEmpty();
    assertThat(control.get(TEMPLATE + "/versions").json().at("/items").isEmpty()).isTrue();
  }

  @Test
  void aTemplateOfAMissingEventTypeIsNotPublished() {
    control.put(TEMPLATE, Samples.json(Samples.cartTemplate(), "eventType", "EVTnobody"));

    Answer refused = control.post(TEMPLATE + ":publish", "");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("/findings/0/part")).isEqualTo("eventType");
  }

  @Test
  void publicationsAtTheSameMomentGetNumbersOfTheirOwnAndTheLastIsLive()
      throws InterruptedException {
    List<Integer> versions = Collections.synchronizedList(new ArrayList<>());
    List<Thread> publishers =
        IntStream.range(0, 4)
            .mapToObj(
                _ ->
                    Thread.ofVirtual()
                        .start(
                            () ->
                                versions.add(
                                    control
                                        .post(TEMPLATE + ":publish", "")
                                        .json()
                                        .at("/version")
                                        .asInt())))
            .toList();
    for (Thread publisher : publishers) {
      publisher.join();
    }

    assertThat(versions).containsExactlyInAnyOrder(1, 2, 3, 4);
    assertThat(execution.live("RTEVTcartAbandonment").version()).isEqualTo(4);
  }

  @Test
  void withoutAnyInstanceItIsPartlyPublishedOnly() {
    control.delete("/v1/execution-instances/local");

    Answer published = control.post(TEMPLATE + ":publish", "");

    assertThat(published.status()).isEqualTo(200);
    assertThat(published.text("/state")).isEqualTo("partlyPublished");
    assertThat(published.json().at("/instances").isEmpty()).isTrue();
  }
}
