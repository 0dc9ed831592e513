package io.herald.bench.endtoend;

import io.herald.bench.stage.Answer;
import io.herald.bench.stage.Caller;
import io.herald.bench.stage.Door;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * Pushes the events of a run through an HTTP door. What is turned away because too much waits is
 * pushed again, as a caller would.
 */
final class Push {
  private static final long LONGEST_MICROS = Duration.ofMinutes(10).toNanos() / 1_000;
  private static final long WAIT_WHEN_TURNED_AWAY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final URI instance;
  private final Door door;
  private final int together;
  private final int offset;
  private final BooleanSupplier over;
  private final Mails mails;
  private final AtomicInteger next = new AtomicInteger(1);
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicReference<IOException> failure = new AtomicReference<>();
  private final ConcurrentHistogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);

  /**
   * @param together events in each call
   */
  Push(URI instance, Door door, int together, Mails mails) {
    this(instance, door, together, mails, 0, () -> false);
  }

  /**
   * @param together events in each call
   * @param offset what is added to the number of a mail to make that of its event
   * @param over when to push no more, although not all were
   */
  Push(URI instance, Door door, int together, Mails mails, int offset, BooleanSupplier over) {
    this.offset = offset;
    this.over = over;
    this.instance = instance;
    this.door = door;
    this.together = together;
    this.mails = mails;
  }

  /** Each connection as fast as it is answered. */
  void asFastAsAnswered(int connections) throws IOException, InterruptedException {
    run(connections, 0, System.nanoTime());
  }

  /**
   * An event when it is due, however long the answers take: as many connections as that needs, up
   * to a bound; what is late because of the bound counts as late.
   */
  void atRate(int perSecond, int connections) throws IOException, InterruptedException {
    run(connections, TimeUnit.SECONDS.toNanos(1) / perSecond, System.nanoTime());
  }

  /** Microseconds from when an event was due to its positive answer. */
  ConcurrentHistogram micros() {
    return micros;
  }

  /** How many events there was a positive answer for. */
  int accepted() {
    return accepted.get();
  }

  private void run(int connections, long nanosBetween, long begin)
      throws IOException, InterruptedException {
    CountDownLatch done = new CountDownLatch(connections);
    for (int i = 0; i < connections; i++) {
      Thread.ofPlatform()
          .daemon()
          .name("caller-" + i)
          .start(() -> pushOn(nanosBetween, begin, done));
    }
    done.await();
    IOException broken = failure.get();
    if (broken != null) {
      throw broken;
    }
  }

  private void pushOn(long nanosBetween, long begin, CountDownLatch done) {
    try (Caller caller = new Caller(instance)) {
      int first = next.getAndAdd(together);
      while (first <= mails.count() && failure.get() == null && !over.getAsBoolean()) {
        int count = Math.min(together, mails.count() - first + 1);
        long due = nanosBetween == 0 ? System.nanoTime() : begin + first * nanosBetween;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        push(caller, first, count, due);
        micros.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - due) / 1_000));
        first = next.getAndAdd(together);
      }
    } catch (IOException e) {
      failure.compareAndSet(null, e);
    } finally {
      done.countDown();
    }
  }

  private void push(Caller caller, int first, int count, long due) throws IOException {
    List<Door.Pushed> events = new ArrayList<>(count);
    for (int number = first; number < first + count; number++) {
      mails.due(number, due);
      events.add(new Door.Pushed(offset + number, null));
    }
    Door.Call call = door.call(events);
    while (true) {
      Caller.Reply reply = caller.post(call);
      switch (door.read(reply.status(), reply.body(), count)) {
        case Answer.Accepted _ -> {
          accepted.addAndGet(count);
          return;
        }
        case Answer.TurnedAway() when reply.status() == 429 || reply.status() == 503 -> {
          LockSupport.parkNanos(WAIT_WHEN_TURNED_AWAY_NANOS);
        }
        case Answer _ ->
            throw new IOException("not accepted: " + reply.status() + " " + reply.body());
      }
    }
  }
}
