package io.herald.execution.queue;

import io.herald.message.event.EventContext;
import io.herald.message.event.NewEvent;
import io.herald.message.event.Queue;
import io.herald.message.event.ReceivedBy;
import io.herald.platform.startstop.Threads;
import io.herald.testkit.TestDatabase;
import java.time.Clock;
import javax.sql.DataSource;

/** What appends events in one process, without anything that takes them further. */
final class Appenders implements AutoCloseable {
  static final int ROOM = 1_000;

  final ReadyQueue ready = new ReadyQueue(ROOM, 64 << 20, Threads.OF_THE_MACHINE);
  final HeldEvents held = new HeldEvents();
  final EventAppender appender;
  private final Membership membership;

  private Appenders(TestDatabase database, Clock clock, String node) throws Exception {
    DataSource source = database.open(5).dataSource();
    EventStore store = new EventStore(source);
    membership = new Membership(source, clock, 1, node, Threads.OF_THE_MACHINE);
    appender =
        new EventAppender(
            store,
            membership,
            new Partitions(source, clock, 1),
            ready,
            held,
            new Claimer(store, membership, ready, held, clock, Threads.OF_THE_MACHINE),
            clock,
            64 << 20,
            Threads.OF_THE_MACHINE);
    membership.start();
    appender.start();
  }

  static Appenders start(TestDatabase database, Clock clock, String node) throws Exception {
    return new Appenders(database, clock, node);
  }

  static NewEvent event(String email) {
    return new NewEvent(
        Queue.REAL_TIME,
        "order_confirmation",
        NewEvent.Address.ofEmail(email),
        NewEvent.Attributes.NONE,
        EventContext.xml("<ctx/>"),
        null,
        null,
        ReceivedBy.INTERNAL);
  }

  static Submission keyed(String key, String email) {
    NewEvent event = event(email);
    return new Submission(event, IdempotencyKey.chosen("client:1", key, event));
  }

  @Override
  public void close() {
    appender.stop();
    membership.stop();
  }
}
