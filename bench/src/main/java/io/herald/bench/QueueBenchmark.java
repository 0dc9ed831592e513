package io.herald.bench;

import io.herald.bench.stage.EventLanes;
import io.herald.execution.Pipeline;
import io.herald.execution.queue.QueuedEvent;
import io.herald.platform.database.Database;
import io.herald.platform.database.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
  /** Events that wait for the same commit. */
  @Param({"1", "10", "100"})
  public int group;

  private final Path folder;
  private final EmbeddedPostgres server;
  private final Database database;
  private final EventLanes lanes;

  public QueueBenchmark() {
    try {
      folder = Files.createTempDirectory("herald-queue");
      server = new EmbeddedPostgres(folder.resolve("postgres"), 0);
      server.start();
      database = Database.open(server.createDatabase("queue"), 4).migrate(Pipeline.MIGRATIONS);
      lanes = new EventLanes(database, Clock.systemUTC());
    } catch (Exception e) {
      throw new IllegalStateException("the benchmark could not be prepared", e);
    }
  }

  @TearDown
  public void close() throws Exception {
    lanes.close();
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
      benchmark.lanes.take(benchmark.group);
    }
  }

  /** Events that are stored and claimed, as journeys have them. */
  @State(Scope.Benchmark)
  public static class Claimed {
    private List<QueuedEvent> events = List.of();

    @Setup(Level.Invocation)
    public void store(QueueBenchmark benchmark) throws Exception {
      benchmark.lanes.append(benchmark.group);
      events = benchmark.lanes.take(benchmark.group);
    }
  }

  /** A group of events, from handing them in to the commit. */
  @Benchmark
  public void append(Emptied emptied) throws Exception {
    lanes.append(group);
  }

  /** A group of attempts begun, then a group of mails sent; two commits. */
  @Benchmark
  public void record(Claimed claimed) throws Exception {
    lanes.record(claimed.events);
  }
}
