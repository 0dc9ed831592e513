package io.herald.execution.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.execution.step.TryLaterException;
import io.herald.testkit.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
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

  private Future<String> runaway() {
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

  @Test
  void whenAllThreadsAreHeldOthersAreAddedAndTheRunawayWaitsInItsLane() throws Exception {
    List<Future<String>> runaways = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      runaways.add(runaway());
    }

    // all threads of the pool are held: this ends only because others are added
    assertThat(pool.render("order", () -> "printed")).isEqualTo("printed");

    for (int i = 0; i < 20; i++) {
      runaways.add(runaway());
    }
    for (int i = 0; i < 1_000; i++) {
      assertThat(pool.render("order", () -> "printed")).isEqualTo("printed");
    }
    assertThat(begun).hasValueLessThanOrEqualTo(THREADS + 1);
    end.countDown();
    for (Future<String> one : runaways) {
      assertThat(one.get()).isEqualTo("ended");
    }
  }

  @Test
  void whatDoesNotFitIntoTheLaneIsTriedLater() throws Exception {
    List<Future<String>> runaways = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      runaways.add(runaway());
    }
    pool.render("order", () -> "printed"); // by now they are known to be slow
    for (int i = 0; i < 60; i++) {
      runaways.add(runaway());
    }

    Eventually.see(
        "refused",
        () -> runaways.stream().filter(one -> one.state() == Future.State.FAILED).toList(),
        refused -> !refused.isEmpty());
    end.countDown();
    for (Future<String> one : runaways) {
      try {
        assertThat(one.get()).isEqualTo("ended");
      } catch (ExecutionException e) {
        assertThat(e).hasCauseInstanceOf(TryLaterException.class);
      }
    }
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
