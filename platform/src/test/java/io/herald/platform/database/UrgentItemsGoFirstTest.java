package io.herald.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.platform.startstop.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What waits while a group is written, and in which order it goes then (DL-10, DL-11). */
class UrgentItemsGoFirstTest {
  private static final int ITEMS = 4;
  private static final int WEIGHT = 100;

  private record Item(String name, int weight, boolean urgent) {}

  private final List<List<String>> groups = new ArrayList<>();
  private final CountDownLatch firstIsBeingWritten = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final GroupWriter<Item, String> writer =
      new GroupWriter<>(
          "test",
          new GroupWriter.Bounds(ITEMS, WEIGHT, 10_000),
          Item::weight,
          Item::urgent,
          this::write,
          Threads.OF_THE_MACHINE);

  @BeforeEach
  void keepTheWriterBusy() throws InterruptedException {
    writer.start();
    writer.offer(new Item("first", 1, false));
    assertThat(firstIsBeingWritten.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @AfterEach
  void stop() {
    writer.stop();
  }

  @Test
  void urgentItemsOvertakeOthersAndKeepTheirOwnOrder() throws Exception {
    assertThat(groupsOf(ordinary("a", 1), ordinary("b", 1), urgent("u", 1), urgent("v", 1)))
        .containsExactly(List.of("u", "v", "a", "b"));
  }

  @Test
  void oneThatIsNotUrgentGoesWithEachGroup() throws Exception {
    assertThat(
            groupsOf(
                ordinary("a", 1),
                ordinary("b", 1),
                urgent("u", 1),
                urgent("v", 1),
                urgent("w", 1),
                urgent("x", 1)))
        .containsExactly(List.of("u", "v", "w", "a"), List.of("x", "b"));
  }

  @Test
  void aHeavyItemDoesNotKeepUrgentOnesOut() throws Exception {
    assertThat(groupsOf(ordinary("heavy", 5_000), ordinary("b", 1), urgent("u", 1)))
        .containsExactly(List.of("u", "heavy"), List.of("b"));
  }

  @Test
  void aGroupTakesNoMoreOnceItIsHeavyEnough() throws Exception {
    assertThat(groupsOf(ordinary("a", 60), ordinary("b", 60), ordinary("c", 60)))
        .containsExactly(List.of("a", "b"), List.of("c"));
  }

  private static Item ordinary(String name, int weight) {
    return new Item(name, weight, false);
  }

  private static Item urgent(String name, int weight) {
    return new Item(name, weight, true);
  }

  /** The groups these are written in, all handed in while another one is being written. */
  private List<List<String>> groupsOf(Item... items) throws Exception {
    List<CompletableFuture<String>> written = new ArrayList<>();
    for (Item item : items) {
      CompletableFuture<String> one = writer.offer(item);
      assertThat(one).isNotNull();
      written.add(one);
    }
    goOn.countDown();
    for (int i = 0; i < items.length; i++) {
      assertThat(written.get(i).get(10, TimeUnit.SECONDS)).isEqualTo(items[i].name());
    }
    return groups.subList(1, groups.size());
  }

  private List<String> write(List<Item> group) {
    List<String> names = group.stream().map(Item::name).toList();
    groups.add(names);
    firstIsBeingWritten.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return names;
  }
}
