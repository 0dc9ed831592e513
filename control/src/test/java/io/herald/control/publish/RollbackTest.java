package io.herald.control.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.ControlUnderTest.Answer;
import io.herald.control.Samples;
import io.herald.message.link.Publication;
import io.herald.testkit.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** TPL-24: an earlier version is published again in one action. */
@ControlTest
class RollbackTest {
  private static final String NAME = "RTEVTcartAbandonment";
  private static final String TEMPLATE = "/v1/templates/" + NAME;

  private ControlUnderTest control;
  private FakeExecutionInstance execution;

  @BeforeEach
  void publishTwoVersions(TestDatabase database) throws Exception {
    control = ControlUnderTest.start(database.open(4));
    execution = new FakeExecutionInstance(1);
    control.instance().register("local", execution.url());
    control.post("/v1/event-types", Samples.json(Samples.cartType()));
    control.post("/v1/templates", Samples.json(Samples.cartTemplate(), "subject", "first"));
    control.post(TEMPLATE + ":publish", "");
    control.put(TEMPLATE, Samples.json(Samples.cartTemplate(), "subject", "second"));
    control.post(TEMPLATE + ":publish", "");
  }

  @AfterEach
  void stop() {
    control.close();
    execution.close();
  }

  @Test
  void theEarlierContentIsLiveUnderANewNumberWhenTheAnswerComes() {
    Publication first =
        control
            .bean("io.herald.control.publish.PublishStore", PublishStore.class)
            .frozen(NAME, 1)
            .get();

    Answer back = rollBack(1);

    assertThat(back.status()).as(back.http().body()).isEqualTo(200);
    assertThat(back.text("/state")).isEqualTo("published");
    assertThat(back.json().at("/version").asInt()).isEqualTo(3);
    Publication live = execution.live(NAME);
    assertThat(live.version()).isEqualTo(3);
    assertThat(live.content()).isEqualTo(first.content());
    assertThat(live.eventType()).isEqualTo(first.eventType());
    assertThat(live.publishedAt()).isAfter(first.publishedAt());
  }

  @Test
  void theDraftStaysAndShowsAsModified() {
    rollBack(1);

    Answer draft = control.get(TEMPLATE);
    assertThat(draft.text("/subject")).isEqualTo("second");
    assertThat(draft.json().at("/modifiedSincePublication").asBoolean()).isTrue();
  }

  @Test
  void theListSaysWhoWentBackToWhat() {
    rollBack(1);

    Answer versions = control.get(TEMPLATE + "/versions");
    assertThat(versions.json().at("/items").findValuesAsString("version"))
        .containsExactly("3", "2", "1");
    assertThat(versions.json().at("/items/0/repeats").asInt()).isEqualTo(1);
    assertThat(versions.text("/items/0/publishedBy")).isEqualTo("marketer");
    assertThat(versions.json().at("/items/0/live").asBoolean()).isTrue();
    assertThat(versions.json().at("/items/1/repeats").isMissingNode()).isTrue();
  }

  @Test
  void theEventTypeGoesBackWithIt() {
    control.put("/v1/event-types/EVTcartAbandonment", "{\"label\":\"other\",\"fields\":[]}");
    control.post(TEMPLATE + ":publish", "");

    rollBack(1);

    assertThat(execution.live(NAME).eventType().fields()).hasSize(2);
  }

  @Test
  void anUnpublishedTemplateComesBackLive() {
    control.post(TEMPLATE + ":unpublish", "");

    assertThat(rollBack(2).status()).isEqualTo(200);

    assertThat(execution.live(NAME).content().subject()).isEqualTo("second");
  }

  @Test
  void whatCannotBeGoneBackToIsRefusedAndNothingChanges() {
    assertThat(rollBack(2).text("/detail")).contains("live already");
    assertThat(rollBack(7).status()).isEqualTo(404);
    assertThat(control.post(TEMPLATE + ":rollback", "{}").text("/field")).isEqualTo("version");
    assertThat(control.post(TEMPLATE + ":rollback", "{\"version\":0}").status()).isEqualTo(422);
    assertThat(control.post("/v1/templates/none:rollback", "{\"version\":1}").status())
        .isEqualTo(404);
    assertThat(execution.live(NAME).version()).isEqualTo(2);
  }

  @Test
  void withoutItsEventTypeAVersionDoesNotComeBack() {
    control.post(TEMPLATE + ":unpublish", "");
    control.put(TEMPLATE, Samples.json(Samples.cartTemplate(), "eventType", "EVTother"));
    control.delete("/v1/event-types/EVTcartAbandonment");

    Answer refused = rollBack(1);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("/findings/0/part")).isEqualTo("eventType");
  }

  private Answer rollBack(int version) {
    return control.post(TEMPLATE + ":rollback", "{\"version\":" + version + "}");
  }
}
