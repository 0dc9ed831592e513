package io.herald.bench.endtoend;

import io.herald.bench.stage.Door;
import io.herald.bench.stage.MailSink;
import io.herald.bench.stage.OneInstance;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.HdrHistogram.AbstractHistogram;

/**
 * How long things take at a rate that is kept whatever happens (open loop): an event counts from
 * when it was due, so that a stall is seen by all that were due meanwhile and not only by those
 * that were under way (coordinated omission).
 */
final class Pace {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int CONNECTIONS = 200;

  /** Milliseconds. */
  record Times(double p50, double p99, double p999, double most) {
    static Times of(AbstractHistogram micros) {
      return new Times(
          micros.getValueAtPercentile(50) / 1e3,
          micros.getValueAtPercentile(99) / 1e3,
          micros.getValueAtPercentile(99.9) / 1e3,
          micros.getMaxValue() / 1e3);
    }
  }

  /**
   * What came of it.
   *
   * @param accept from when an event was due to its positive answer
   * @param send from then to when the sink had the mail
   */
  record Result(int perSecond, Times accept, Times send) {}

  private Pace() {}

  /**
   * Keeps a rate for a while, through a door for one event at a time.
   *
   * @throws IOException when not every mail came
   */
  static Result keep(
      OneInstance stage, Door door, Consumer<MailSink.Listener> sink, int perSecond, Duration time)
      throws IOException, InterruptedException {
    Mails mails = new Mails((int) (perSecond * time.toSeconds()), false);
    sink.accept(mails);
    Push push = new Push(stage.process().url(), door, 1, mails);
    awaitDisk();
    push.atRate(perSecond, CONNECTIONS);
    if (!mails.awaitAll(PATIENCE)) {
      throw new IOException(mails.missing() + " mails never came at " + perSecond + "/s");
    }
    return new Result(perSecond, Times.of(push.micros()), Times.of(mails.micros()));
  }

  /**
   * What ran before may have left gigabytes on their way to the disk, which are not counted here.
   */
  private static void awaitDisk() throws IOException, InterruptedException {
    new ProcessBuilder("sync").start().waitFor();
  }
}
