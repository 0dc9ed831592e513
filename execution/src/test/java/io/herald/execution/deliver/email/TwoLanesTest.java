package io.herald.execution.deliver.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** DL-10, DL-11. */
class TwoLanesTest {
  @Test
  void realTimeGoesFirst() throws InterruptedException {
    TwoLanes<String> lanes = new TwoLanes<>(10);
    lanes.put("batch", false);
    lanes.put("first", true);
    lanes.put("second", true);

    assertThat(List.of(lanes.poll(), lanes.poll(), lanes.poll()))
        .containsExactly("first", "second", "batch");
    assertThat(lanes.poll()).isNull();
  }

  @Property(tries = 100, seed = "20250609")
  void whileBatchWaitsItGetsEveryTenthPlace(
      @ForAll @IntRange(min = 0, max = 300) int realTime,
      @ForAll @IntRange(min = 1, max = 50) int batch)
      throws InterruptedException {
    TwoLanes<String> lanes = new TwoLanes<>(1000);
    for (int i = 0; i < realTime; i++) {
      lanes.put("r", true);
    }
    for (int i = 0; i < batch; i++) {
      lanes.put("b", false);
    }

    List<String> order = new ArrayList<>();
    for (String next = lanes.poll(); next != null; next = lanes.poll()) {
      order.add(next);
    }

    assertThat(order).hasSize(realTime + batch);
    for (int place = 0; place < order.size(); place++) {
      boolean bothWaited =
          order.subList(place, order.size()).contains("r")
              && order.subList(place, order.size()).contains("b");
      if (bothWaited) {
        assertThat(order.get(place)).isEqualTo(place % 10 == 9 ? "b" : "r");
      }
    }
  }

  @Test
  void aFullLaneHoldsItsSenderUpButNotTheOtherLane() throws Exception {
    TwoLanes<String> lanes = new TwoLanes<>(1);
    lanes.put("batch", false);
    CountDownLatch gotIn = new CountDownLatch(1);
    Thread sender =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    lanes.put("more batch", false);
                    gotIn.countDown();
                  } catch (InterruptedException e) {
                    throw new AssertionError(e);
                  }
                });
    Sending.await(() -> sender.getState() == Thread.State.WAITING, "the sender to be held up");
    assertThat(lanes.put("real-time", true)).isTrue();
    assertThat(gotIn.getCount()).isEqualTo(1);

    assertThat(lanes.poll()).isEqualTo("real-time");
    assertThat(lanes.poll()).isEqualTo("batch");
    assertThat(gotIn.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(lanes.poll()).isEqualTo("more batch");
  }

  @Test
  void aClosedPairTakesNothingAndHoldsNobody() throws InterruptedException {
    TwoLanes<String> lanes = new TwoLanes<>(10);
    lanes.put("left", true);
    lanes.close();

    assertThat(lanes.put("late", true)).isFalse();
    assertThat(lanes.putBack("late", true)).isFalse();
    assertThat(lanes.poll(TimeUnit.HOURS.toNanos(1), false)).isEqualTo("left");
    assertThat(lanes.poll(TimeUnit.HOURS.toNanos(1), false)).isNull();
  }

  @Test
  void whatAnAnnouncedTakerIsAboutToGetIsNoSurplus() throws InterruptedException {
    TwoLanes<String> lanes = new TwoLanes<>(10);
    lanes.put("one", true);
    lanes.announceTaker();
    assertThat(lanes.surplus()).isZero();
    assertThat(lanes.pollSurplus()).isNull();

    lanes.put("two", true);
    assertThat(lanes.surplus()).isEqualTo(1);
    assertThat(lanes.pollSurplus()).isEqualTo("one");
    assertThat(lanes.poll(0, true)).isEqualTo("two");
    lanes.put("three", true);
    assertThat(lanes.surplus()).isEqualTo(1);
  }

  @Test
  void whatIsPutBackGoesFirst() throws InterruptedException {
    TwoLanes<String> lanes = new TwoLanes<>(1);
    lanes.put("waiting", true);

    assertThat(lanes.putBack("back again", true)).isTrue();

    assertThat(lanes.poll()).isEqualTo("back again");
    assertThat(lanes.remove("waiting", true)).isTrue();
    assertThat(lanes.remove("waiting", true)).isFalse();
    assertThat(lanes.size()).isZero();
  }
}
