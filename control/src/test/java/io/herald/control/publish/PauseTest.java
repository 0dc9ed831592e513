package io.herald.control.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.ControlUnderTest.Answer;
import io.herald.control.Samples;
import io.herald.testkit.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** EV-40, EV-41, TPL-25: a live message is paused and resumed on every execution instance. */
@ControlTest
class PauseTest {
  private static final String NAME = "RTEVTcartAbandonment";
  private static final String TEMPLATE = "/v1/templates/" + NAME;

  private ControlUnderTest control;
  private FakeExecutionInstance execution;

  @BeforeEach
  void publish(TestDatabase database) throws Exception {
    control = ControlUnderTest.start(database.open(4));
    execution = new FakeExecutionInstance(1);
    control.instance().register("local", execution.url());
    control.post("/v1/event-types", Samples.json(Samples.cartType()));
    control.post("/v1/templates", Samples.json(Samples.cartTemplate()));
    control.post(TEMPLATE + ":publish", "");
  }

  @AfterEach
  void stop() {
    control.close();
    execution.close();
  }

  @Test
  void theInstanceHoldsBackWhenTheAnswerComesAndLetsGoAtTheEnd() {
    Answer paused = control.post(TEMPLATE + ":pause", "");
    boolean heldBack = execution.paused(NAME);
    Answer resumed = control.post(TEMPLATE + ":resume", "");

    assertThat(paused.status()).as(paused.http().body()).isEqualTo(200);
    assertThat(paused.text("/state")).isEqualTo("paused");
    assertThat(paused.text("/instances/0/state")).isEqualTo("paused");
    assertThat(heldBack).isTrue();
    assertThat(resumed.text("/state")).isEqualTo("published");
    assertThat(execution.paused(NAME)).isFalse();
    assertThat(execution.live(NAME).version()).isEqualTo(1);
  }

  @Test
  void theResourceSaysWhoPausedItAndTheListSinceWhen() {
    control.post(TEMPLATE + ":pause", "");

    Answer read = control.get(TEMPLATE);
    assertThat(read.text("/state")).isEqualTo("paused");
    assertThat(read.text("/pausedBy")).isEqualTo("marketer");
    assertThat(read.text("/instances/0/state")).isEqualTo("paused");
    assertThat(control.get("/v1/templates").text("/items/0/pausedAt"))
        .isEqualTo(read.text("/pausedAt"))
        .isNotEmpty();
    assertThat(control.get("/v1/execution-instances/local").json().at("/live/0/paused").asBoolean())
        .isTrue();
  }

  @Test
  void whatIsPublishedOrRolledBackMeanwhileStaysPaused() {
    control.post(TEMPLATE + ":pause", "");

    control.put(TEMPLATE, Samples.json(Samples.cartTemplate(), "subject", "new"));
    Answer published = control.post(TEMPLATE + ":publish", "");
    boolean afterPublication = execution.paused(NAME);
    control.post(TEMPLATE + ":rollback", "{\"version\":1}");

    assertThat(published.text("/state")).isEqualTo("paused");
    assertThat(afterPublication).isTrue();
    assertThat(execution.paused(NAME)).isTrue();
    assertThat(execution.live(NAME).version()).isEqualTo(3);
  }

  @Test
  void anInstanceThatWasAwayHoldsBackAsSoonAsItIsBack() throws Exception {
    execution.switchOff();
    Answer paused = control.post(TEMPLATE + ":pause", "");
    boolean before = execution.paused(NAME);

    execution.switchOn();
    Answer back = control.getUntil(TEMPLATE, answer -> answer.text("/state").equals("paused"));

    assertThat(paused.text("/state")).isEqualTo("partlyPublished");
    assertThat(paused.text("/instances/0/state")).isEqualTo("waiting");
    assertThat(before).isFalse();
    assertThat(back.text("/state")).isEqualTo("paused");
    assertThat(execution.paused(NAME)).isTrue();
  }

  @Test
  void unpublishingEndsThePauseToo() {
    control.post(TEMPLATE + ":pause", "");
    control.post(TEMPLATE + ":unpublish", "");

    Answer again = control.post(TEMPLATE + ":publish", "");

    assertThat(again.text("/state")).isEqualTo("published");
    assertThat(execution.paused(NAME)).isFalse();
  }

  @Test
  void pausingTwiceIsTheSameAsOnceAndKeepsWhoDidIt() {
    String since = control.post(TEMPLATE + ":pause", "").text("/state");

    assertThat(control.post(TEMPLATE + ":pause", "").text("/state")).isEqualTo(since);
    assertThat(control.post(TEMPLATE + ":resume", "").status()).isEqualTo(200);
    assertThat(control.post(TEMPLATE + ":resume", "").status()).isEqualTo(200);
  }

  @Test
  void whatIsNotPublishedIsNotPaused() {
    control.post(TEMPLATE + ":unpublish", "");

    Answer refused = control.post(TEMPLATE + ":pause", "");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("/detail")).contains(":publish");
    assertThat(control.post("/v1/templates/none:pause", "").status()).isEqualTo(404);
  }
}
