package io.herald.bench;

import io.herald.bench.stage.OrderMail;
import io.herald.execution.Pipeline;
import io.herald.execution.queue.Appended;
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
import io.herald.platform.database.embedded.EmbeddedPostgres;
import io.herald.spi.FailureReason;
import io.herald.spi.FailureType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the two lanes of the event store take with a real PostgreSQL, fsync on: a group of order
 * events appended, and a group recorded, each event's attempt and then its outcome. The time of the
 * whole group: what an event takes is that divided by {@code group}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class QueueBenchmark {
  private static final int INSTANCE = 1;
  private static final int ROOM = 10_000;
  private static final long ROOM_BYTES = 64 << 20;
  private static final int CHANGES_PER_COMMIT = 500;
  private static final String TEMPLATE = "order";

  /** Events that wait for the same commit. */
  @Param({"1", "10", "100"})
  public int group;

  private final Path folder;
  private final EmbeddedPostgres server;
  private final Database database;
  private final Membership membership;
  private final ReadyQueue ready = new ReadyQueue(ROOM, ROOM_BYTES);
  private final HeldEvents held = new HeldEvents();
  private final EventAppender appender;
  private final Ledger ledger;
  private final ExecutorService journeys = Executors.newVirtualThreadPerTaskExecutor();
  private final NewEvent event =
      new NewEvent(
          Queue.REAL_TIME,
          TEMPLATE,
          NewEvent.Address.ofEmail("reader@example.com"),
          NewEvent.Attributes.NONE,
          EventContext.json(OrderMail.json()),
          null,
          null,
          ReceivedBy.INTERNAL);
  private List<Submission> submissions = List.of();

  public QueueBenchmark() {
    Clock clock = Clock.systemUTC();
    try {
      folder = Files.createTempDirectory("herald-queue");
      server = new EmbeddedPostgres(folder.resolve("postgres"), 0);
      server.start();
      database = Database.open(server.createDatabase("queue"), 4).migrate(Pipeline.MIGRATIONS);
      EventStore store = new EventStore(database.groups());
      membership = new Membership(database.dataSource(), clock, INSTANCE, "bench");
      appender =
          new EventAppender(
              store,
              membership,
              new Partitions(database.dataSource(), clock, INSTANCE),
              ready,
              held,
              new Claimer(store, membership, ready, held, clock),
              clock,
              ROOM_BYTES);
      ledger = new Ledger(store, membership, CHANGES_PER_COMMIT, ROOM);
      membership.start();
      ledger.start();
      appender.start();
    } catch (Exception e) {
      throw new IllegalStateException("the benchmark could not be prepared", e);
    }
  }

  @Setup
  public void prepare() {
    submissions = Collections.nCopies(group, Submission.of(event));
  }

  @TearDown
  public void close() throws Exception {
    journeys.close();
    appender.stop();
    ledger.stop();
    membership.stop();
    database.close();
    server.stop();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Takes what was appended out of the way of the next. */
  @State(Scope.Benchmark)
  public static class Emptied {
    @TearDown(Level.Invocation)
    public void take(QueueBenchmark benchmark) throws Exception {
      benchmark.taken();
    }
  }

  /** Events that are stored and claimed, as journeys have them. */
  @State(Scope.Benchmark)
  public static class Claimed {
    private List<QueuedEvent> events = List.of();

    @Setup(Level.Invocation)
    public void store(QueueBenchmark benchmark) throws Exception {
      benchmark.stored();
      events = benchmark.taken();
    }
  }

  /** A group of events, from handing them in to the commit. */
  @Benchmark
  public Appended append(Emptied emptied) throws Exception {
    return stored();
  }

  /** A group of attempts begun, then a group of mails sent; two commits. */
  @Benchmark
  public int record(Claimed claimed) throws Exception {
    List<Future<Boolean>> written = new ArrayList<>(group);
    for (QueuedEvent one : claimed.events) {
      written.add(journeys.submit(() -> ledger.write(begun(one)) && ledger.write(sent(one))));
    }
    for (Future<Boolean> one : written) {
      if (!one.get()) {
        throw new IllegalStateException("a change was refused");
      }
    }
    return written.size();
  }

  private Appended stored() throws Exception {
    var offered = appender.offer(submissions);
    if (offered == null) {
      throw new IllegalStateException("too much waits already");
    }
    return offered.get();
  }

  /** What was appended, taken out of the queue, so that the next ones find room. */
  private List<QueuedEvent> taken() throws InterruptedException {
    List<QueuedEvent> all = new ArrayList<>(group);
    for (int i = 0; i < group; i++) {
      QueuedEvent one = ready.take(Queue.REAL_TIME);
      if (one == null) {
        throw new IllegalStateException("the queue is closed");
      }
      held.letGo(one.id());
      all.add(one);
    }
    return all;
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
    QueuedEvent processing = event.processing(1, new QueuedEvent.PreparedWith(TEMPLATE, 1));
    return new Change(
        processing,
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
        "reader@example.com",
        TEMPLATE,
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
