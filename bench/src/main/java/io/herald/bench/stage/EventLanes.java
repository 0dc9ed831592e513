package io.herald.bench.stage;

import io.herald.execution.queue.Change;
import io.herald.execution.queue.Claimer;
import io.herald.execution.queue.EventAppender;
import io.herald.execution.queue.EventStore;
import io.herald.execution.queue.HeldEvents;
import io.herald.execution.queue.Ledger;
import io.herald.execution.queue.Membership;
import io.herald.execution.queue.Partitions;
import io.herald.execution.queue.QueuedEvent;
import io.herald.execution.queue.ReadyQueue;
import io.herald.execution.queue.Submission;
import io.herald.message.channel.Channel;
import io.herald.message.event.EventContext;
import io.herald.message.event.NewEvent;
import io.herald.message.event.Queue;
import io.herald.message.event.ReceivedBy;
import io.herald.message.status.DeliveryStatus;
import io.herald.message.status.EventStatus;
import io.herald.platform.database.Database;
import io.herald.platform.startstop.Threads;
import io.herald.spi.FailureReason;
import io.herald.spi.FailureType;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The two lanes by which events get into the database of an instance, without the journey between
 * them: order events are appended, and the attempt and the outcome of each recorded. Used by one
 * thread.
 */
public final class EventLanes implements AutoCloseable {
  private static final int INSTANCE = 1;
  private static final int ROOM = 10_000;
  private static final long ROOM_BYTES = 64 << 20;
  private static final int CHANGES_PER_COMMIT = 500;
  private static final String READER = "reader@example.com";

  private static final Submission ORDER =
      Submission.of(
          new NewEvent(
              Queue.REAL_TIME,
              Messages.ORDER,
              NewEvent.Address.ofEmail(READER),
              NewEvent.Attributes.NONE,
              EventContext.json(OrderMail.json()),
              null,
              null,
              ReceivedBy.INTERNAL));

  private final Membership membership;
  private final ReadyQueue ready = new ReadyQueue(ROOM, ROOM_BYTES, Threads.OF_THE_MACHINE);
  private final HeldEvents held = new HeldEvents();
  private final EventAppender appender;
  private final Ledger ledger;
  private final ExecutorService journeys = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Becomes a member of the instance.
   *
   * @param database migrated; belongs to whoever opened it
   */
  public EventLanes(Database database, Clock clock) throws SQLException {
    EventStore store = new EventStore(database.groups());
    membership =
        new Membership(database.dataSource(), clock, INSTANCE, "bench", Threads.OF_THE_MACHINE);
    appender =
        new EventAppender(
            store,
            membership,
            new Partitions(database.dataSource(), clock, INSTANCE),
            ready,
            held,
            new Claimer(store, membership, ready, held, clock, Threads.OF_THE_MACHINE),
            clock,
            ROOM_BYTES,
            Threads.OF_THE_MACHINE);
    ledger = new Ledger(store, membership, CHANGES_PER_COMMIT, ROOM, Threads.OF_THE_MACHINE);
    membership.start();
    ledger.start();
    appender.start();
  }

  /** Stores events together and returns when they are on disk. */
  public void append(int count) throws ExecutionException, InterruptedException {
    CompletableFuture<?> stored = appender.offer(Collections.nCopies(count, ORDER));
    if (stored == null) {
      throw new IllegalStateException("too much waits already");
    }
    stored.get();
  }

  /** Takes events that were stored out of the queue, so that the next ones find room. */
  public List<QueuedEvent> take(int count) throws InterruptedException {
    List<QueuedEvent> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      QueuedEvent one = ready.take(Queue.REAL_TIME);
      if (one == null) {
        throw new IllegalStateException("the queue is closed");
      }
      held.letGo(one.id());
      all.add(one);
    }
    return all;
  }

  /** Records of each that an attempt began, then that the mail was sent, all at the same time. */
  public void record(List<QueuedEvent> events) throws ExecutionException, InterruptedException {
    List<Future<Boolean>> written = new ArrayList<>(events.size());
    for (QueuedEvent one : events) {
      written.add(journeys.submit(() -> ledger.write(begun(one)) && ledger.write(sent(one))));
    }
    for (Future<Boolean> one : written) {
      if (!one.get()) {
        throw new IllegalStateException("a change was refused");
      }
    }
  }

  @Override
  public void close() {
    journeys.close();
    appender.stop();
    ledger.stop();
    membership.stop();
  }

  private static Change begun(QueuedEvent event) {
    return new Change(
        event,
        EventStatus.PROCESSING,
        "attempt 1 begins",
        event.created(),
        null,
        null,
        0,
        new Change.StepTimes(event.created(), event.created(), null),
        state(event, DeliveryStatus.PENDING, null, true));
  }

  private static Change sent(QueuedEvent event) {
    return new Change(
        event.processing(1, new QueuedEvent.PreparedWith(Messages.ORDER, 1)),
        EventStatus.PROCESSED,
        "sent",
        event.created(),
        null,
        null,
        0,
        new Change.StepTimes(null, null, event.created()),
        state(event, DeliveryStatus.SENT, "250 2.0.0 taken", false));
  }

  private static Change.MessageState state(
      QueuedEvent event, DeliveryStatus status, @Nullable String answer, boolean inFlight) {
    return new Change.MessageState(
        Channel.EMAIL,
        READER,
        Messages.ORDER,
        1,
        Long.toHexString(event.id()) + "@herald.example",
        status,
        FailureType.UNDEFINED,
        FailureReason.NONE,
        answer,
        1,
        inFlight);
  }
}
