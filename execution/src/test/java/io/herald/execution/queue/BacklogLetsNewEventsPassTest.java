package io.herald.execution.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.event.EventContext;
import io.herald.message.event.NewEvent;
import io.herald.message.event.Queue;
import io.herald.message.event.ReceivedBy;
import io.herald.platform.startstop.Threads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
    "What waits in the table by the million does not keep new events waiting (DL-12, EV-36)")
class BacklogLetsNewEventsPassTest {
  private static final int ROOM = 100;

  private final ReadyQueue ready = new ReadyQueue(ROOM, 1 << 20, Threads.OF_THE_MACHINE);
  private long ids = 1;

  private QueuedEvent event() {
    NewEvent event =
        new NewEvent(
            Queue.REAL_TIME,
            "order",
            NewEvent.Address.ofEmail("ann@example.com"),
            NewEvent.Attributes.NONE,
            EventContext.xml("<ctx/>"),
            null,
            null,
            ReceivedBy.INTERNAL);
    return QueuedEvent.accepted(ids++, event, 1, Instant.EPOCH);
  }

  private void claimAll() {
    while (ready.roomToClaim(Queue.REAL_TIME) > 0) {
      ready.addClaimed(event());
    }
  }

  @Test
  void halfOfTheRoomIsKeptForThoseThatCome() {
    claimAll();

    assertThat(ready.room(Queue.REAL_TIME)).isEqualTo(ROOM / 2);
    assertThat(ready.reserve(Queue.REAL_TIME, 100)).isTrue();
  }

  @Test
  void theyTakeTurnsWithTheBacklog() throws Exception {
    claimAll();
    List<Long> fresh = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      QueuedEvent event = event();
      assertThat(ready.reserve(Queue.REAL_TIME, event.weight())).isTrue();
      ready.add(event);
      fresh.add(event.id());
    }

    List<Long> taken = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      taken.add(Objects.requireNonNull(ready.take(Queue.REAL_TIME)).id());
    }
    assertThat(taken).containsAll(fresh).contains(1L, 2L, 3L);
  }

  @Test
  void moreIsClaimedBeforeTheRoomForThatIsEmpty() throws Exception {
    AtomicInteger told = new AtomicInteger();
    ready.whenHalfEmpty(told::incrementAndGet);
    claimAll();

    for (int i = 0; i < ROOM / 4 - 1; i++) {
      ready.take(Queue.REAL_TIME);
    }
    assertThat(told).hasValue(0);
    ready.take(Queue.REAL_TIME);
    assertThat(told).hasValue(1);
    assertThat(ready.roomToClaim(Queue.REAL_TIME)).isEqualTo(ROOM / 4);
  }
}
