package io.herald.platform.startstop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RecurringTest {
  @Test
  void workThatFailsIsTriedAgain() throws Exception {
    AtomicInteger turns = new AtomicInteger();
    CountDownLatch third = new CountDownLatch(1);
    Recurring recurring =
        new Recurring(
            "some work",
            Duration.ofMillis(1),
            _ -> {
              switch (turns.incrementAndGet()) {
                case 1 -> throw new IOException("not now");
                case 2 -> throw new IllegalStateException("a mistake");
                default -> third.countDown();
              }
            });
    recurring.start();
    assertThat(third.await(30, TimeUnit.SECONDS)).isTrue();
    recurring.stop();
  }

  @Test
  void aTurnThatIsTakenHearsOfTheStopAndIsWaitedFor() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    Recurring recurring =
        new Recurring(
            "long work",
            Duration.ofMillis(1),
            stopping -> {
              begun.countDown();
              while (!stopping.getAsBoolean()) {
                Thread.onSpinWait();
              }
              ended.set(true);
            });
    recurring.start();
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

    recurring.stop();

    assertThat(ended).isTrue();
  }

  @Test
  void oneThatWasNeverStartedCanBeStopped() {
    new Recurring("nothing", Duration.ofHours(1), _ -> {}).stop();
  }
}
