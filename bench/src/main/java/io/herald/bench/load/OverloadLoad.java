package io.herald.bench.load;

import io.herald.bench.stage.Jcmd;
import io.herald.bench.stage.MailSink;
import io.herald.bench.stage.Messages;
import io.herald.bench.stage.OneInstance;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * {@code ./herald load overload}: what ten times too many events do. Finds what the instance
 * sustains, offers ten times as much for a while, then a trickle, and says how the instance
 * answered, what became of its memory, how soon a single event was as fast as before, and whether
 * each accepted event became a mail.
 *
 * <p>Arguments: the folder with the jars of the server, a folder to work in, seconds of the
 * overload (5 to 600, default 30), how many times too much (2 to 100, default 10). Ends with status
 * 1 when an accepted event has no mail, or the instance does not recover.
 */
public final class OverloadLoad {
  private static final int WARM_UP_SECONDS = 10;
  private static final int CLOSED_CONNECTIONS = 64;

  /** More callers at once than the instance serves. */
  private static final int CALLERS = 3_000;

  private static final int TRICKLE_PER_SECOND = 20;
  private static final Duration RECOVERS_WITHIN = Duration.ofSeconds(60);
  private static final Duration DRAINS_WITHIN = Duration.ofMinutes(30);

  /** A single event is answered within this time, when the instance is itself again. */
  private static final int RECOVERED_MICROS = 100_000;

  private final AtomicLong numbers = new AtomicLong(1);
  private final Map<Long, LongAdder> mails = new ConcurrentHashMap<>();
  private final LongAdder mailCount = new LongAdder();
  private final PrintStream out;

  private OverloadLoad(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] words) throws IOException, SQLException, InterruptedException {
    int seconds = words.length > 2 ? Math.clamp(Integer.parseInt(words[2]), 5, 600) : 30;
    int times = words.length > 3 ? Math.clamp(Integer.parseInt(words[3]), 2, 100) : 10;
    boolean well =
        new OverloadLoad(new PrintStream(System.out, true, StandardCharsets.UTF_8))
            .run(
                Path.of(words[0]),
                Files.createDirectories(Path.of(words[1]).toAbsolutePath()),
                seconds,
                times);
    System.exit(well ? 0 : 1);
  }

  private boolean run(Path server, Path folder, int seconds, int times)
      throws IOException, SQLException, InterruptedException {
    try (MailSink sink = new MailSink(this::arrived, new SplittableRandom(1), 1);
        OneInstance stage = OneInstance.start(server, folder, sink.port())) {
      Messages.publish(stage.http(), stage.process().url(), stage.doors().linkSecret());
      int sustained = sustained(stage);
      long heapBefore = Jcmd.liveMegabytes(stage.process());
      out.printf(
          "sustained: %,d events/s; heap %d MB. Now %d times as much for %d s.%n",
          sustained, heapBefore, times, seconds);

      Offered storm = offered(stage);
      Thread watching = Thread.ofVirtual().start(() -> watch(stage, storm));
      long began = System.nanoTime();
      storm.keep(sustained * times, seconds, CALLERS);
      double took = (System.nanoTime() - began) / 1e9;
      watching.interrupt();
      watching.join();
      out.printf(
          "offered %,d in %.1f s (%,.0f/s); accepted %,d (%,.0f/s)%n",
          storm.offered(),
          took,
          storm.offered() / took,
          storm.accepted().size(),
          storm.accepted().size() / took);
      storm
          .answers()
          .forEach((answer, count) -> out.printf("  %-24s %,12d%n", answer, count.sum()));
      print("accepted after", storm.micros());

      double recovered = recovery(stage);
      long heapAfter = Jcmd.liveMegabytes(stage.process());
      out.printf(
          "recovered (a single event within %d ms) after %s; heap %d MB, before the storm %d MB%n",
          RECOVERED_MICROS / 1_000,
          recovered < 0 ? "NEVER" : "%.1f s".formatted(recovered),
          heapAfter,
          heapBefore);
      return closeTheBooks(storm.accepted()) && recovered >= 0;
    }
  }

  private void arrived(long event, long number) {
    mails.computeIfAbsent(event, _ -> new LongAdder()).increment();
    mailCount.increment();
  }

  private Offered offered(OneInstance stage) throws IOException {
    return new Offered(stage.process().url(), stage.doors().rest(), numbers);
  }

  /** What it accepts and sends at the same time, per second. */
  private int sustained(OneInstance stage) throws IOException, InterruptedException {
    // what can never be reached keeps all callers busy
    offered(stage).keep(100_000, WARM_UP_SECONDS, CLOSED_CONNECTIONS);
    awaitMails(mailCount.sum(), Duration.ofSeconds(1));
    long before = mailCount.sum();
    long began = System.nanoTime();
    Offered measured = offered(stage).keep(100_000, WARM_UP_SECONDS, CLOSED_CONNECTIONS);
    double took = (System.nanoTime() - began) / 1e9;
    return (int) (Math.min(mailCount.sum() - before, measured.accepted().size()) / took);
  }

  private void watch(OneInstance stage, Offered storm) {
    out.printf("%8s %12s %12s %12s %9s%n", "s", "offered/s", "accepted/s", "mails/s", "heap MB");
    long begin = System.nanoTime();
    long offered = 0;
    long accepted = 0;
    long sent = mailCount.sum();
    long last = begin;
    try {
      while (true) {
        TimeUnit.SECONDS.sleep(5);
        long now = System.nanoTime();
        double seconds = (now - last) / 1e9;
        long offeredNow = storm.offered();
        long acceptedNow = storm.accepted().size();
        long sentNow = mailCount.sum();
        out.printf(
            "%8.0f %,12.0f %,12.0f %,12.0f %9d%n",
            (now - begin) / 1e9,
            (offeredNow - offered) / seconds,
            (acceptedNow - accepted) / seconds,
            (sentNow - sent) / seconds,
            Jcmd.usedMegabytes(stage.process()));
        offered = offeredNow;
        accepted = acceptedNow;
        sent = sentNow;
        last = now;
      }
    } catch (InterruptedException e) {
      // the storm is over
    } catch (IOException e) {
      out.println("the heap could not be asked for: " + e.getMessage());
    }
  }

  /** Seconds until a second of single events is answered in time; negative: not within a minute. */
  private double recovery(OneInstance stage) throws IOException, InterruptedException {
    long began = System.nanoTime();
    while (System.nanoTime() - began < RECOVERS_WITHIN.toNanos()) {
      double at = (System.nanoTime() - began) / 1e9;
      Offered trickle = offered(stage).keep(TRICKLE_PER_SECOND, 1, 4);
      if (trickle.accepted().size() == TRICKLE_PER_SECOND
          && trickle.micros().getMaxValue() <= RECOVERED_MICROS) {
        return at;
      }
    }
    return -1;
  }

  private boolean closeTheBooks(Set<Long> accepted) throws InterruptedException {
    long began = System.nanoTime();
    boolean all = awaitMailsOf(accepted);
    long lost = accepted.stream().filter(id -> !mails.containsKey(id)).count();
    long twice = mails.values().stream().filter(count -> count.sum() > 1).count();
    out.printf(
        "accepted %,d, mailed %,d, without a mail %,d, mailed twice %,d; the last %.1f s after the"
            + " storm%n",
        accepted.size(), accepted.size() - lost, lost, twice, (System.nanoTime() - began) / 1e9);
    return all;
  }

  private boolean awaitMailsOf(Set<Long> accepted) throws InterruptedException {
    long last = System.nanoTime();
    long count = mailCount.sum();
    // given up only when nothing has come for a minute
    while (System.nanoTime() - last < Duration.ofMinutes(1).toNanos()) {
      if (mails.keySet().containsAll(accepted)) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(500);
      if (mailCount.sum() != count) {
        count = mailCount.sum();
        last = System.nanoTime();
      }
    }
    return false;
  }

  /** Waits until no mail has come for so long. */
  private void awaitMails(long known, Duration quiet) throws InterruptedException {
    long deadline = System.nanoTime() + DRAINS_WITHIN.toNanos();
    long count = known;
    do {
      known = count;
      TimeUnit.MILLISECONDS.sleep(quiet.toMillis());
      count = mailCount.sum();
    } while (count != known && System.nanoTime() - deadline < 0);
  }

  private void print(String what, ConcurrentHistogram micros) {
    out.printf(
        "%s: p50 %.0f ms, p99 %.0f ms, p99.9 %.0f ms, at most %.0f ms%n",
        what,
        micros.getValueAtPercentile(50) / 1e3,
        micros.getValueAtPercentile(99) / 1e3,
        micros.getValueAtPercentile(99.9) / 1e3,
        micros.getMaxValue() / 1e3);
  }
}
