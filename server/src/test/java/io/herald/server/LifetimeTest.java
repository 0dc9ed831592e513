package io.herald.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.platform.startstop.Service;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LifetimeTest {
  private final List<String> story = Collections.synchronizedList(new ArrayList<>());
  private final Lifetime lifetime = new Lifetime();

  @Test
  void endsInReverseOrder() throws Exception {
    lifetime.start(new Told("a", null, null));
    lifetime.start(new Told("b", null, null));

    lifetime.end();
    lifetime.end();

    assertThat(story).containsExactly("a starts", "b starts", "b stops", "a stops");
  }

  @Test
  void aServiceThatIsStartingWhenTheEndComesIsStoppedToo() throws Exception {
    CountDownLatch inStart = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Thread starter =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    lifetime.start(new Told("slow", inStart, goOn));
                  } catch (Exception e) {
                    story.add(e.toString());
                  }
                });
    assertThat(inStart.await(10, TimeUnit.SECONDS)).isTrue();

    Thread ender = Thread.ofVirtual().start(lifetime::end);
    goOn.countDown();
    starter.join();
    ender.join();
    lifetime.awaitEnd();

    assertThat(story).containsExactly("slow starts", "slow stops");
    assertThatThrownBy(() -> lifetime.start(new Told("late", null, null)))
        .isInstanceOf(InterruptedException.class);
    assertThat(story).doesNotContain("late starts");
  }

  /** A service that tells what is done with it, and may take its time to start. */
  private final class Told implements Service {
    private final String name;
    private final @Nullable CountDownLatch begun;
    private final @Nullable CountDownLatch goOn;

    Told(String name, @Nullable CountDownLatch begun, @Nullable CountDownLatch goOn) {
      this.name = name;
      this.begun = begun;
      this.goOn = goOn;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void start() throws InterruptedException {
      story.add(name + " starts");
      if (begun != null && goOn != null) {
        begun.countDown();
        goOn.await();
      }
    }

    @Override
    public void stop() {
      story.add(name + " stops");
    }
  }
}
