package io.herald.control.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.ControlUnderTest.Answer;
import io.herald.control.design.Author;
import io.herald.control.http.InputCheck;
import io.herald.control.publish.FakeExecutionInstance;
import io.herald.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** DM-42: every instance has the rows it should have, and no others. */
@ControlTest
class DataIsCarriedTest {
  private static final Author AUTHOR = new Author("other", Instant.parse("2026-03-01T10:00:00Z"));
  private static final String ROWS = "{\"csv\": \"id\\n1\\n\"}";

  private final List<AutoCloseable> started = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable running : started.reversed()) {
      running.close();
    }
  }

  @Test
  void whatWasCreatedDuringTheComparisonIsNotRemoved(TestDatabase database) throws Exception {
    DataStore store = new DataStore(database.open(2).dataSource());
    ControlUnderTest control = control(database, "1h");
    FakeExecutionInstance instance = execution(1);
    instance.data().put("surplus", "d");
    Rows rows = Rows.ofCsv(new InputCheck(), "id\n1\n");
    instance.onData(
        () -> {
          // another control process: created and carried after this one was asked
          store.save("created", "", rows, null, AUTHOR);
          instance.data().put("created", rows.data("created").digest());
          return 200;
        });

    control.instance().register("local", instance.url());

    until(() -> !instance.data().containsKey("surplus"));
    assertThat(instance.data()).containsOnlyKeys("created");
  }

  @Test
  void instancesThatHangHoldUpNeitherTheAnswerNorTheOthers(TestDatabase database) throws Exception {
    ControlUnderTest control = control(database, "100ms");
    CountDownLatch testOver = new CountDownLatch(1);
    FakeExecutionInstance sound = execution(1);
    control.instance().register("zound", sound.url());
    for (int i = 2; i < 5; i++) {
      FakeExecutionInstance hanging = execution(i);
      hanging.onData(
          () -> {
            testOver.await();
            return 503;
          });
      control.instance().register("hanging" + i, hanging.url());
    }
    started.add(testOver::countDown);
    long begin = System.nanoTime();

    Answer saved = control.put("/v1/data/shops", ROWS);

    // one after the other they would take 15 s
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    assertThat(saved.status()).isEqualTo(200);
    assertThat(sound.data()).containsEntry("shops", saved.text("/digest"));
  }

  @Test
  void whatAnInstanceRefusesIsShownWithIt(TestDatabase database) throws Exception {
    ControlUnderTest control = control(database, "100ms");
    FakeExecutionInstance instance = execution(1);
    instance.onData(() -> 404);
    control.instance().register("local", instance.url());

    control.put("/v1/data/shops", ROWS);

    assertThat(control.get("/v1/execution-instances/local").text("/lastError"))
        .contains("which rows it has", "404", "no rows, please");

    instance.onData(() -> 200);

    Answer healed =
        control.getUntil(
            "/v1/execution-instances/local", answer -> !answer.json().has("lastError"));
    assertThat(healed.json().has("lastError")).isFalse();
    assertThat(instance.data()).containsOnlyKeys("shops");
  }

  private ControlUnderTest control(TestDatabase database, String period) {
    ControlUnderTest control =
        ControlUnderTest.start(database.open(4), Map.of("control.link.period", period));
    started.add(control);
    return control;
  }

  private FakeExecutionInstance execution(int id) throws Exception {
    FakeExecutionInstance instance = new FakeExecutionInstance(id);
    started.add(instance);
    return instance;
  }

  private static void until(BooleanSupplier wanted) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!wanted.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(wanted.getAsBoolean()).isTrue();
  }
}
