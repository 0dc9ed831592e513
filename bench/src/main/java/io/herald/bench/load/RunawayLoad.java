package io.herald.bench.load;

import io.herald.bench.stage.Answer;
import io.herald.bench.stage.Caller;
import io.herald.bench.stage.Door;
import io.herald.bench.stage.MailSink;
import io.herald.bench.stage.Messages;
import io.herald.bench.stage.OneInstance;
import io.herald.bench.stage.RestDoor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * {@code ./herald load runaway}: what a template that never ends does to the others. A thousand
 * events a second are pushed at fixed instants, whether or not the ones before are answered; first
 * alone, then with one event a second whose template is {@code while (true)}.
 *
 * <p>Arguments: the folder with the jars of the server, a folder to work in, seconds of each half
 * (1 to 600, default 20).
 */
public final class RunawayLoad {
  private static final int PER_SECOND = 1_000;
  private static final int WARM_UP_PER_SECOND = 3 * PER_SECOND;
  private static final int CONNECTIONS = 64;
  private static final String RUNAWAY = "EVTrunaway";
  private static final long LONGEST_MICROS = Duration.ofMinutes(2).toNanos() / 1_000;

  private final AtomicLong numbers = new AtomicLong(1);
  private final Map<Long, Long> pushedAt = new ConcurrentHashMap<>();
  private final AtomicReference<IOException> failure = new AtomicReference<>();
  private ConcurrentHistogram answers = histogram();
  private ConcurrentHistogram mails = histogram();

  private RunawayLoad() {}

  public static void main(String[] words) throws IOException, SQLException, InterruptedException {
    int seconds = words.length > 2 ? Math.clamp(Integer.parseInt(words[2]), 1, 600) : 20;
    new RunawayLoad()
        .run(
            Path.of(words[0]),
            Files.createDirectories(Path.of(words[1]).toAbsolutePath()),
            Duration.ofSeconds(seconds),
            new PrintStream(System.out, true, StandardCharsets.UTF_8));
  }

  private void run(Path server, Path folder, Duration half, PrintStream out)
      throws IOException, SQLException, InterruptedException {
    try (MailSink sink = new MailSink(this::arrived, new SplittableRandom(1), 1);
        OneInstance stage = OneInstance.start(server, folder, sink.port())) {
      RestDoor door = stage.doors().rest();
      String secret = stage.doors().linkSecret();
      Messages.publish(stage.http(), stage.process().url(), secret);
      Messages.publish(
          stage.http(),
          stage.process().url(),
          secret,
          Messages.standard(RUNAWAY, "<% var i = 0; while (true) { i++; } %>"));
      // the compiler needs some ten thousand events, and is not what is measured
      push(stage, door, half, WARM_UP_PER_SECOND);
      awaitMails(Duration.ofSeconds(60));
      out.printf("%-34s %9s %9s %9s %9s%n", "ms", "p50", "p99", "p99.9", "most");
      forget();
      push(stage, door, half, PER_SECOND);
      awaitMails(Duration.ofSeconds(60));
      print(out, "alone: answered", answers);
      print(out, "alone: mail with the relay", mails);
      forget();
      CountDownLatch over = new CountDownLatch(1);
      Thread runaways = Thread.ofVirtual().start(() -> pushRunaways(stage, door.of(RUNAWAY), over));
      push(stage, door, half, PER_SECOND);
      over.countDown();
      runaways.join();
      awaitMails(Duration.ofSeconds(60));
      print(out, "with the runaway: answered", answers);
      print(out, "with the runaway: mail", mails);
      out.printf("events without a mail: %d%n", pushedAt.size());
      stage.process().end();
    }
  }

  private static void print(PrintStream out, String what, ConcurrentHistogram micros) {
    out.printf(
        "%-34s %9.1f %9.1f %9.1f %9.1f%n",
        what,
        micros.getValueAtPercentile(50) / 1e3,
        micros.getValueAtPercentile(99) / 1e3,
        micros.getValueAtPercentile(99.9) / 1e3,
        micros.getMaxValue() / 1e3);
  }

  private void forget() {
    answers = histogram();
    mails = histogram();
  }

  private static ConcurrentHistogram histogram() {
    return new ConcurrentHistogram(LONGEST_MICROS, 3);
  }

  private void arrived(long event, long number) {
    Long at = pushedAt.remove(number);
    if (at != null) {
      mails.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - at) / 1_000));
    }
  }

  private void awaitMails(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    // the sink tells of mails, not of their absence
    while (!pushedAt.isEmpty() && System.nanoTime() - deadline < 0) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private void push(OneInstance stage, Door door, Duration time, int perSecond)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    CountDownLatch done = new CountDownLatch(CONNECTIONS);
    for (int i = 0; i < CONNECTIONS; i++) {
      int first = i;
      Thread.ofVirtual().start(() -> push(stage, door, first, begin, time, perSecond, done));
    }
    done.await();
    IOException broken = failure.get();
    if (broken != null) {
      throw broken;
    }
  }

  private void push(
      OneInstance stage,
      Door door,
      int first,
      long begin,
      Duration time,
      int perSecond,
      CountDownLatch done) {
    try (Caller caller = new Caller(stage.process().url())) {
      long events = time.toSeconds() * perSecond;
      for (long event = first; event < events && failure.get() == null; event += CONNECTIONS) {
        long due = begin + event * (TimeUnit.SECONDS.toNanos(1) / perSecond);
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        long number = numbers.getAndIncrement();
        // what counts is when it was due: a caller that waits for an answer hides no delay
        pushedAt.put(number, due);
        Caller.Reply reply = caller.post(door.call(List.of(new Door.Pushed(number, null))));
        answers.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - due) / 1_000));
        if (!(door.read(reply.status(), reply.body(), 1) instanceof Answer.Accepted)) {
          throw new IOException("not accepted: " + reply.status() + " " + reply.body());
        }
      }
    } catch (IOException e) {
      failure.compareAndSet(null, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      done.countDown();
    }
  }

  private void pushRunaways(OneInstance stage, Door door, CountDownLatch over) {
    try (Caller caller = new Caller(stage.process().url())) {
      do {
        caller.post(door.call(List.of(new Door.Pushed(numbers.getAndIncrement(), null))));
      } while (!over.await(1, TimeUnit.SECONDS));
    } catch (IOException e) {
      failure.compareAndSet(null, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
