package io.herald.bench.endtoend;

import io.herald.bench.stage.MailSink;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * The mails of one run, numbered from 1: when each was due, when it came. Mails that are all alike
 * are numbered as they come. Safe for use by many threads.
 */
final class Mails implements MailSink.Listener {
  private static final long LONGEST_MICROS = Duration.ofMinutes(10).toNanos() / 1_000;

  private final AtomicLongArray dueNanos;
  private final AtomicIntegerArray copies;
  private final Semaphore came = new Semaphore(0);
  private final AtomicInteger next = new AtomicInteger(1);
  private final boolean alike;
  private final LongAdder twice = new LongAdder();
  private final LongAdder strange = new LongAdder();
  private final ConcurrentHistogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);

  /**
   * @param count how many are to come
   * @param alike their subjects do not tell them apart
   */
  Mails(int count, boolean alike) {
    this.alike = alike;
    dueNanos = new AtomicLongArray(count + 1);
    copies = new AtomicIntegerArray(count + 1);
  }

  int count() {
    return copies.length() - 1;
  }

  /** Says when the event of a mail was to be pushed, on the clock of {@link System#nanoTime}. */
  void due(int number, long nanos) {
    dueNanos.set(number, nanos);
  }

  @Override
  public void mail(long event, long subject) {
    long number = alike ? next.getAndIncrement() : subject;
    if (number < 1 || number > count()) {
      strange.increment();
    } else if (copies.getAndIncrement((int) number) > 0) {
      twice.increment();
    } else {
      long due = dueNanos.get((int) number);
      if (due != 0) {
        micros.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - due) / 1_000));
      }
      came.release();
    }
  }

  /** Waits until every one came; false when the time is over. */
  boolean awaitAll(Duration time) throws InterruptedException {
    return await(count(), time);
  }

  /** Waits until so many came; false when the time is over. */
  boolean await(int some, Duration time) throws InterruptedException {
    boolean there = came.tryAcquire(some, time.toMillis(), TimeUnit.MILLISECONDS);
    came.release(there ? some : 0);
    return there;
  }

  long missing() {
    return count() - came.availablePermits();
  }

  /** How many came once more. */
  long twice() {
    return twice.sum();
  }

  /** How many came that nobody pushed. */
  long strange() {
    return strange.sum();
  }

  /** Microseconds from when an event was due to when its mail had come. */
  ConcurrentHistogram micros() {
    return micros;
  }
}
