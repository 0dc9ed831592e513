package io.herald.control.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.ControlUnderTest.Answer;
import io.herald.control.Samples;
import io.herald.platform.database.Database;
import io.herald.testkit.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** TPL-21, CX-13: every instance gets what should be live, sooner or later. */
@ControlTest
class ReconciliationTest {
  private static final String TEMPLATE = "/v1/templates/RTEVTcartAbandonment";
  private static final String NAME = "RTEVTcartAbandonment";

  private final List<AutoCloseable> started = new ArrayList<>();
  private Database database;
  private ControlUnderTest control;
  private FakeExecutionInstance first;

  @BeforeEach
  void start(TestDatabase fresh) throws IOException {
    database = fresh.open(6);
    control = ControlUnderTest.start(database);
    first = execution(1, ControlUnderTest.LINK_SECRET);
    register("first", first);
    control.post("/v1/event-types", Samples.json(Samples.cartType()));
    control.post("/v1/templates", Samples.json(Samples.cartTemplate()));
  }

  @AfterEach
  void stop() throws Exception {
    control.close();
    for (AutoCloseable running : started) {
      running.close();
    }
  }

  @Test
  void anInstanceThatWasAwayGetsItWhenItComesBack() throws IOException {
    FakeExecutionInstance second = execution(2, ControlUnderTest.LINK_SECRET);
    register("second", second);
    second.switchOff();

    Answer published = control.post(TEMPLATE + ":publish", "");

    assertThat(published.text("/state")).isEqualTo("partlyPublished");
    assertThat(published.text("/instances/0/state")).isEqualTo("published");
    assertThat(published.text("/instances/1/state")).isEqualTo("waiting");
    assertThat(published.text("/instances/1/why")).contains("no connection");
    assertThat(control.get(TEMPLATE).text("/state")).isEqualTo("partlyPublished");
    assertThat(control.get("/v1/execution-instances/second").text("/lastError"))
        .contains("no connection");

    second.switchOn();

    assertThat(published(TEMPLATE)).isTrue();
    assertThat(second.live(NAME).version()).isEqualTo(1);
    Answer healed = control.get("/v1/execution-instances/second");
    assertThat(healed.json().has("lastError")).isFalse();
    assertThat(healed.json().at("/instanceId").asInt()).isEqualTo(2);
    assertThat(healed.text("/lastContact")).isNotEmpty();
    assertThat(healed.text("/live/0/template")).isEqualTo(NAME);
  }

  @Test
  void anInstanceThatJoinsLaterGetsEverythingThatIsLive() throws IOException {
    control.post("/v1/templates", Samples.json(Samples.cartTemplate(), "name", "another"));
    control.post(TEMPLATE + ":publish", "");
    control.post("/v1/templates/another:publish", "");

    FakeExecutionInstance second = execution(2, ControlUnderTest.LINK_SECRET);
    register("second", second);

    Answer there =
        control.getUntil(
            "/v1/execution-instances/second", answer -> answer.json().at("/live").size() == 2);
    assertThat(there.json().at("/live").findValuesAsString("template"))
        .containsExactly(NAME, "another");
    assertThat(second.live()).containsOnlyKeys(NAME, "another");
  }

  @Test
  void whatWasUnpublishedWhileAnInstanceWasAwayIsRemovedWhenItComesBack() throws IOException {
    control.post(TEMPLATE + ":publish", "");
    first.switchOff();

    Answer ended = control.post(TEMPLATE + ":unpublish", "");
    first.switchOn();

    assertThat(ended.text("/instances/0/state")).isEqualTo("waiting");
    control.getUntil(
        "/v1/execution-instances/first", answer -> answer.json().at("/live").isEmpty());
    assertThat(first.live()).isEmpty();
  }

  @Test
  void anInstanceThatLostItsDatabaseIsFilledAgain() {
    control.post(TEMPLATE + ":publish", "");

    first.live().clear();

    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (first.live().isEmpty() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(first.live()).containsOnlyKeys(NAME);
  }

  @Test
  void anInstanceWithAnotherSecretIsReportedWithoutShowingOurs() throws IOException {
    register("stranger", execution(3, "quite another secret"));

    Answer published = control.post(TEMPLATE + ":publish", "");

    assertThat(published.text("/state")).isEqualTo("partlyPublished");
    assertThat(published.text("/instances/1/why")).contains("link secret").contains("401");
    assertThat(published.http().body()).doesNotContain(ControlUnderTest.LINK_SECRET);
  }

  @Test
  void aRefusedPublicationDoesNotKeepOthersFromTheInstance() {
    first.refuse(NAME, "no, and you said " + ControlUnderTest.LINK_SECRET);
    control.post("/v1/templates", Samples.json(Samples.cartTemplate(), "name", "another"));

    Answer refused = control.post(TEMPLATE + ":publish", "");
    Answer taken = control.post("/v1/templates/another:publish", "");

    assertThat(refused.text("/instances/0/why"))
        .contains("422")
        .contains("html, line 3, column 7: no");
    assertThat(refused.http().body()).doesNotContain(ControlUnderTest.LINK_SECRET);
    assertThat(taken.text("/state")).isEqualTo("published");
    assertThat(first.live()).containsOnlyKeys("another");
  }

  @Test
  void whatIsUpToDateIsNotPushedAgain() {
    control.post(TEMPLATE + ":publish", "");
    String before = control.get("/v1/execution-instances/first").text("/lastContact");

    control.getUntil(
        "/v1/execution-instances/first", answer -> !answer.text("/lastContact").equals(before));

    assertThat(first.puts()).isEqualTo(1);
  }

  @Test
  void aDisabledInstanceIsLeftAloneUntilItIsEnabled() {
    String off = "{\"url\":\"%s\",\"enabled\":false}".formatted(first.url());
    assertThat(control.put("/v1/execution-instances/first", off).status()).isEqualTo(200);

    Answer published = control.post(TEMPLATE + ":publish", "");
    assertThat(published.json().at("/instances").isEmpty()).isTrue();
    assertThat(first.live()).isEmpty();

    control.put("/v1/execution-instances/first", off.replace("false", "true"));
    assertThat(published(TEMPLATE)).isTrue();
    assertThat(first.live()).containsOnlyKeys(NAME);
  }

  @Test
  void whatWasCommittedBeforeACrashIsPushedAfterTheNextStart() throws Exception {
    first.switchOff();
    control.post(TEMPLATE + ":publish", "");
    control.close();
    first.switchOn();

    control = ControlUnderTest.start(database);

    assertThat(published(TEMPLATE)).isTrue();
    assertThat(first.live()).containsOnlyKeys(NAME);
  }

  private FakeExecutionInstance execution(int id, String secret) throws IOException {
    FakeExecutionInstance instance = new FakeExecutionInstance(id, secret);
    started.add(instance);
    return instance;
  }

  private void register(String name, FakeExecutionInstance instance) {
    Answer registered =
        control.post(
            "/v1/execution-instances",
            "{\"name\":\"%s\",\"url\":\"%s/\"}".formatted(name, instance.url()));
    assertThat(registered.status()).as(registered.http().body()).isEqualTo(201);
    assertThat(registered.text("/url")).isEqualTo(instance.url().toString());
  }

  private boolean published(String template) {
    return control
        .getUntil(template, answer -> answer.text("/state").equals("published"))
        .text("/state")
        .equals("published");
  }
}
