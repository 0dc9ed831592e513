package io.herald.bench.load;

import io.herald.bench.stage.Answer;
import io.herald.bench.stage.Caller;
import io.herald.bench.stage.Door;
import io.herald.bench.stage.ExecutionProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * Pushes through one door over some connections, each as fast as it is answered. The events are for
 * tomorrow: what is measured is reading, checking and storing them, not sending.
 */
final class Run {
  private static final long LONGEST_MICROS = Duration.ofMinutes(1).toNanos() / 1_000;

  /**
   * What one run came to.
   *
   * @param events accepted
   * @param turnedAway calls with a negative answer, each with all its events
   * @param cpu processor time the instance used, in all its threads, PostgreSQL not counted
   * @param p50 microseconds from the first byte sent to the answer read
   */
  record Result(long events, long turnedAway, Duration took, Duration cpu, long p50, long p99) {
    double perSecond() {
      return events * 1e9 / took.toNanos();
    }

    /** Microseconds of processor time for each event. */
    double cpuPerEvent() {
      return events == 0 ? 0 : cpu.toNanos() / 1e3 / events;
    }
  }

  private final ExecutionProcess instance;
  private final Door door;
  private final int together;
  private final LongAdder accepted = new LongAdder();
  private final LongAdder turnedAway = new LongAdder();
  private final AtomicReference<IOException> failure = new AtomicReference<>();
  private final ConcurrentHistogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
  private volatile long endNanos;

  /**
   * @param together events in each call
   */
  Run(ExecutionProcess instance, Door door, int together) {
    this.instance = instance;
    this.door = door;
    this.together = together;
  }

  /**
   * @throws IOException when the instance does not answer, or not as the door expects
   */
  Result over(int connections, Duration time) throws IOException, InterruptedException {
    Duration cpuBefore = instance.cpu();
    long began = System.nanoTime();
    endNanos = began + time.toNanos();
    CountDownLatch done = new CountDownLatch(connections);
    for (int i = 0; i < connections; i++) {
      Thread.ofVirtual().name("caller-" + i).start(() -> pushOn(done));
    }
    done.await();
    IOException broken = failure.get();
    if (broken != null) {
      throw broken;
    }
    return new Result(
        accepted.sum(),
        turnedAway.sum(),
        Duration.ofNanos(System.nanoTime() - began),
        instance.cpu().minus(cpuBefore),
        micros.getValueAtPercentile(50),
        micros.getValueAtPercentile(99));
  }

  private void pushOn(CountDownLatch done) {
    List<Door.Pushed> events = new ArrayList<>();
    Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
    LongStream.rangeClosed(1, together)
        .forEach(number -> events.add(new Door.Pushed(number, tomorrow)));
    Door.Call call = door.call(events);
    try (Caller caller = new Caller(instance.url())) {
      while (failure.get() == null && System.nanoTime() - endNanos < 0) {
        long began = System.nanoTime();
        Caller.Reply reply = caller.post(call);
        micros.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - began) / 1_000));
        count(door.read(reply.status(), reply.body(), together));
      }
    } catch (IOException e) {
      failure.compareAndSet(null, e);
    } finally {
      done.countDown();
    }
  }

  private void count(Answer answer) throws IOException {
    switch (answer) {
      case Answer.Accepted(List<Long> ids) -> accepted.add(ids.size());
      case Answer.TurnedAway() -> turnedAway.increment();
      case Answer.Garbled(String what) -> throw new IOException("not understood: " + what);
      case Answer.Silence(), Answer.HungUp(), Answer.NotReached() ->
          throw new IOException("no answer");
    }
  }
}
