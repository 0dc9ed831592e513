package io.herald.bench.endtoend;

import io.herald.bench.stage.Door;
import io.herald.bench.stage.MailSink;
import io.herald.bench.stage.OneInstance;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * How long real-time events take while a great many batch events drain (DL-10). Batch goes in
 * faster than it can be sent; meanwhile real-time events come at a rate of their own.
 */
final class UnderBatch {
  private static final int REAL_TIME_PER_SECOND = 100;
  private static final int TOGETHER = 500;
  private static final int CALLERS = 4;

  /** Enough that a slow answer makes no later event wait. */
  private static final int REAL_TIME_CALLERS = 200;

  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final Duration REAL_TIME_PATIENCE = Duration.ofMinutes(1);

  /**
   * What came of it.
   *
   * @param batch how many events drained meanwhile
   * @param perSecond how many of them a second
   */
  record Result(int batch, double perSecond, Pace.Times realTime) {}

  private UnderBatch() {}

  static Result measure(
      OneInstance stage,
      Door realTime,
      Door batch,
      Consumer<MailSink.Listener> sink,
      int events,
      PrintStream out)
      throws IOException, InterruptedException {
    Mails drained = new Mails(events, false);
    Mails urgent = new Mails(REAL_TIME_PER_SECOND * (int) PATIENCE.toSeconds(), false);
    sink.accept(
        (event, number) -> {
          if (number > events) {
            urgent.mail(event, number - events);
          } else {
            drained.mail(event, number);
          }
        });
    AtomicBoolean over = new AtomicBoolean();
    AtomicReference<Exception> failure = new AtomicReference<>();
    URI url = stage.process().url();
    Push pushed = new Push(url, batch, TOGETHER, drained);
    Push urging = new Push(url, realTime, 1, urgent, events, over::get);
    long began = System.nanoTime();
    Thread pushing = start("batch", failure, () -> pushed.asFastAsAnswered(CALLERS));
    Thread urge =
        start("real-time", failure, () -> urging.atRate(REAL_TIME_PER_SECOND, REAL_TIME_CALLERS));
    boolean all = drained.awaitAll(PATIENCE);
    long took = System.nanoTime() - began;
    over.set(true);
    pushing.join();
    urge.join();
    if (failure.get() != null || !all) {
      throw new IOException(
          "batch did not drain: " + drained.missing() + " mails are missing", failure.get());
    }
    // those that are still under way are the slow ones
    if (!urgent.await(urging.accepted(), REAL_TIME_PATIENCE)) {
      throw new IOException("not every real-time mail came");
    }
    Result result = new Result(events, events * 1e9 / took, Pace.Times.of(urgent.micros()));
    out.printf(
        "  %,d batch at %,.0f/s; real-time mails p50 %.1f  p99 %.1f  most %.1f ms%n",
        events,
        result.perSecond(),
        result.realTime().p50(),
        result.realTime().p99(),
        result.realTime().most());
    return result;
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private static Thread start(String name, AtomicReference<Exception> failure, Work work) {
    return Thread.ofPlatform()
        .name(name)
        .start(
            () -> {
              try {
                work.run();
              } catch (IOException | InterruptedException e) {
                failure.set(e);
              }
            });
  }
}
