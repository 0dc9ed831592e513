package io.herald.bench.load;

import io.herald.bench.stage.Answer;
import io.herald.bench.stage.Caller;
import io.herald.bench.stage.Door;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.jspecify.annotations.Nullable;

/**
 * Offers events at fixed instants, whether or not the ones before are answered, over as many
 * connections as that takes up to a bound; an event for which none is free within a second is given
 * up by its caller, as a real one would. Safe for use by many threads.
 */
final class Offered {
  private static final long GIVEN_UP_AFTER_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(2);

  private final URI instance;
  private final Door door;
  private final AtomicLong numbers;
  private final Set<Long> accepted = ConcurrentHashMap.newKeySet();
  private final Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();
  private final LongAdder offered = new LongAdder();
  private final ConcurrentHistogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);

  Offered(URI instance, Door door, AtomicLong numbers) {
    this.instance = instance;
    this.door = door;
    this.numbers = numbers;
  }

  /**
   * Keeps a rate; returns when the last answer is there.
   *
   * @param perSecond 1 to 1,000,000
   */
  Offered keep(int perSecond, int seconds, int connections) throws InterruptedException {
    long begin = System.nanoTime();
    long events = (long) perSecond * seconds;
    AtomicLong next = new AtomicLong();
    CountDownLatch done = new CountDownLatch(connections);
    for (int i = 0; i < connections; i++) {
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  push(begin, TimeUnit.SECONDS.toNanos(1) / perSecond, events, next);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                } finally {
                  done.countDown();
                }
              });
    }
    done.await();
    return this;
  }

  private void push(long begin, long everyNanos, long events, AtomicLong next)
      throws InterruptedException {
    @Nullable Caller caller = null;
    for (long event = next.getAndIncrement(); event < events; event = next.getAndIncrement()) {
      long due = begin + event * everyNanos;
      long early = due - System.nanoTime();
      if (early > 0) {
        TimeUnit.NANOSECONDS.sleep(early);
      } else if (-early > GIVEN_UP_AFTER_NANOS) {
        count("no connection was free");
        continue;
      }
      caller = ask(caller);
    }
    close(caller);
  }

  /** One call; the connection to go on with. */
  private @Nullable Caller ask(@Nullable Caller open) {
    offered.increment();
    @Nullable Caller caller = open;
    try {
      caller = caller == null ? new Caller(instance) : caller;
      long sent = System.nanoTime();
      Caller.Reply reply =
          caller.post(door.call(List.of(new Door.Pushed(numbers.getAndIncrement(), null))));
      if (door.read(reply.status(), reply.body(), 1) instanceof Answer.Accepted(List<Long> ids)) {
        micros.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - sent) / 1_000));
        accepted.addAll(ids);
      }
      count(Integer.toString(reply.status()));
      return caller;
    } catch (IOException e) {
      // after a refusal the connection may be closed; nobody knows of a call that was cut off
      count("connection ended");
      close(caller);
      return null;
    }
  }

  private static void close(@Nullable Caller caller) {
    try {
      if (caller != null) {
        caller.close();
      }
    } catch (IOException e) {
      // it is closed
    }
  }

  private void count(String answer) {
    answers.computeIfAbsent(answer, _ -> new LongAdder()).increment();
  }

  /** The ids callers were told. */
  Set<Long> accepted() {
    return accepted;
  }

  /** How many there were of each kind of answer. */
  Map<String, LongAdder> answers() {
    return answers;
  }

  long offered() {
    return offered.sum();
  }

  /** From the first byte of a call to its positive answer. */
  ConcurrentHistogram micros() {
    return micros;
  }
}
