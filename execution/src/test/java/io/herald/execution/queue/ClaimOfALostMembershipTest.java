package io.herald.execution.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.event.EventContext;
import io.herald.message.event.NewEvent;
import io.herald.message.event.Queue;
import io.herald.message.event.ReceivedBy;
import io.herald.platform.startstop.Threads;
import io.herald.testkit.Eventually;
import io.herald.testkit.Migrations;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A process that was declared dead while events waited for the database goes on as a new member.
 */
@ExtendWith(TestDatabaseExtension.class)
@Migrations("io/herald/execution/migration")
class ClaimOfALostMembershipTest {
  private static final int ROOM = 10;

  @Test
  void whatWaitedIsStoredForAnybodyAndTakesNoRoomInMemory(TestDatabase database) throws Exception {
    DataSource source = database.open(5).dataSource();
    Clock clock = Clock.systemUTC();
    EventStore store = new EventStore(source);
    Membership membership =
        new Membership(source, clock, 1, "lost and found", Threads.OF_THE_MACHINE);
    ReadyQueue ready = new ReadyQueue(ROOM, 1 << 20, Threads.OF_THE_MACHINE);
    HeldEvents held = new HeldEvents();
    Claimer notRunning = new Claimer(store, membership, ready, held, clock, Threads.OF_THE_MACHINE);
    EventAppender appender =
        new EventAppender(
            store,
            membership,
            new Partitions(source, clock, 1),
            ready,
            held,
            notRunning,
            clock,
            1 << 20,
            Threads.OF_THE_MACHINE);
    membership.start();
    try {
      int first = membership.current().id();
      CompletableFuture<Appended> waiting = appender.offer(List.of(Submission.of(order())));
      assertThat(ready.room(Queue.REAL_TIME)).isEqualTo(ROOM - 1);
      execute(database, "UPDATE member SET ended_at = clock_timestamp()");
      Eventually.see(
          "the new membership", () -> membership.current().id(), member -> member != first);

      appender.start();

      Appended.Stored stored = (Appended.Stored) Objects.requireNonNull(waiting).get();
      long id = stored.events().getFirst().id();
      assertThat(ready.room(Queue.REAL_TIME)).isEqualTo(ROOM);
      assertThat(store.claim(Queue.REAL_TIME, clock.instant(), ROOM, membership.current().id()))
          .extracting(QueuedEvent::id)
          .containsExactly(id);
    } finally {
      appender.stop();
      membership.stop();
    }
  }

  private static NewEvent order() {
    return new NewEvent(
        Queue.REAL_TIME,
        "order_confirmation",
        NewEvent.Address.ofEmail("ann@example.com"),
        NewEvent.Attributes.NONE,
        EventContext.xml("<ctx/>"),
        null,
        null,
        ReceivedBy.INTERNAL);
  }

  private static void execute(TestDatabase database, String sql) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
