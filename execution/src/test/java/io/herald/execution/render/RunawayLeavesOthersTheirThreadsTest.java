package io.herald.execution.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.testkit.Eventually;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** TPL-32: a template that never ends does not block a worker of the others. */
class RunawayLeavesOthersTheirThreadsTest {
  private static final int THREADS = 2;

  private final RenderPool pool = new RenderPool(THREADS);
  private final ExecutorService journeys = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger begun = new AtomicInteger();

  @BeforeEach
  void start() {
    pool.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    pool.stop();
    journeys.close();
  }

  private Future<Optional<String>> runaway() {
    return journeys.submit(
        () ->
            pool.render(
                "runaway",
                () -> {
                  begun.incrementAndGet();
                  end.await();
                  return "ended";
                }));
  }

  private List<Future<Optional<String>>> runaways(int count) {
    return Stream.generate(this::runaway).limit(count).collect(Collectors.toList());
  }

  @Test
  void whenAllThreadsAreHeldOthersTakeTheirPlace() throws Exception {
    List<Future<Optional<String>>> runaways = runaways(THREADS);

    // all threads of the pool are held: this ends only because others are added
    for (int i = 0; i < 1_000; i++) {
      assertThat(pool.render("order", () -> "printed")).contains("printed");
    }

    end.countDown();
    for (Future<Optional<String>> one : runaways) {
      assertThat(one.get()).contains("ended");
    }
  }

  @Test
  void aTemplateKnownToBeSlowGetsOneThreadAndWhatDoesNotFitIsForLater() throws Exception {
    List<Future<Optional<String>>> runaways = runaways(THREADS);
    Eventually.see("it to be known", pool::slowTemplates, slow -> slow.contains("runaway"));

    List<Future<Optional<String>>> more = runaways(60);

    Eventually.see(
        "those that do not fit",
        () -> more.stream().filter(Future::isDone).toList(),
        refused -> refused.size() == 40);
    Eventually.see("one of them to begin", begun::get, count -> count > THREADS);
    assertThat(pool.render("order", () -> "printed")).contains("printed");
    assertThat(begun).hasValue(THREADS + 1);
    end.countDown();
    for (Future<Optional<String>> one : runaways) {
      assertThat(one.get()).contains("ended");
    }
    for (Future<Optional<String>> one : more) {
      one.get();
    }
    assertThat(more).filteredOn(one -> one.resultNow().isEmpty()).hasSize(40);
  }

  @Test
  void whatFailsFailsForItsCaller() {
    assertThatThrownBy(
            () ->
                pool.render(
                    "order",
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("broken");
  }
}
