package io.herald.bench.load;

import io.herald.bench.stage.Answer;
import io.herald.bench.stage.Caller;
import io.herald.bench.stage.Door;
import io.herald.bench.stage.ExecutionProcess;
import io.herald.bench.stage.Jcmd;
import io.herald.bench.stage.MailSink;
import io.herald.bench.stage.Messages;
import io.herald.bench.stage.OneInstance;
import io.herald.message.event.EventIds;
import io.herald.platform.database.DatabaseAddress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * {@code ./herald load pending}: what millions of events that wait in the database do to a start.
 * Fills the tables of an instance that does not run, half real-time and half batch, starts it, and
 * says after how long it serves, when a new event is answered and mailed, how long new ones take
 * while the others are sent, and how fast those go.
 *
 * <p>Arguments: the folder with the jars of the server, a folder to work in, how many events (1,000
 * to 100,000,000, default 1,000,000; a million takes 2 GB of disk), for how many seconds to look at
 * them being sent (default 60). Ends with status 1 when it does not serve within ten seconds.
 */
public final class PendingLoad {
  private static final int STEP = 50_000;
  private static final int INSTANCE = 1;
  private static final int NEW_PER_SECOND = 20;
  private static final Duration SERVES_WITHIN = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long LONGEST_MICROS = PATIENCE.toNanos() / 1_000;

  /** As they were accepted and never sent; the numbers of their subjects are below zero. */
  private static final String EVENTS =
      """
      INSERT INTO event (id, queue, type, email, external_id, ctx_format, ctx, received_by, status, open, claimed_by,
        due_at, created, last_modified, last_writer, last_change)
      SELECT ? + n, n %% 2, '%s', 'reader' || n %% 1000 || '@example.com', '0', 1, '{"reference": "' || n || '"}', 1, 0, true,
        NULL, accepted, accepted, accepted, 1, n
      FROM generate_series(?::bigint, ?::bigint) n, LATERAL (SELECT now() - interval '1 hour' + n * interval '10 microseconds' AS accepted) t
      """
          .formatted(Messages.STANDARD);

  private static final String TRAIL =
      """
      INSERT INTO event_transition (event_id, writer, change_no, at, from_status, to_status, cause)
      SELECT ? + n, 1, n, now(), NULL, 0, 'accepted' FROM generate_series(?::bigint, ?::bigint) n
      """;

  private final Map<Long, Long> pushedAt = new ConcurrentHashMap<>();
  private final ConcurrentHistogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
  private final LongAdder oldMails = new LongAdder();
  private final PrintStream out;
  private long numbers = 1;

  private PendingLoad(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] words) throws IOException, SQLException, InterruptedException {
    long events =
        words.length > 2 ? Math.clamp(Long.parseLong(words[2]), 1_000, 100_000_000) : 1_000_000;
    int seconds = words.length > 3 ? Math.clamp(Integer.parseInt(words[3]), 5, 100_000) : 60;
    boolean well =
        new PendingLoad(new PrintStream(System.out, true, StandardCharsets.UTF_8))
            .run(
                Path.of(words[0]),
                Files.createDirectories(Path.of(words[1]).toAbsolutePath()),
                events,
                seconds);
    System.exit(well ? 0 : 1);
  }

  private boolean run(Path server, Path folder, long events, int seconds)
      throws IOException, SQLException, InterruptedException {
    try (MailSink sink = new MailSink(this::arrived, new SplittableRandom(1), 1);
        OneInstance stage = OneInstance.start(server, folder, sink.port())) {
      ExecutionProcess instance = stage.process();
      Messages.publish(stage.http(), instance.url(), stage.doors().linkSecret());
      instance.end();
      instance.start();
      instance.awaitReady();
      out.printf(
          "with an empty database: READY after %.1f s%n", instance.lastStart().toNanos() / 1e9);
      instance.end();
      fill(stage.database(), events);

      long begun = System.nanoTime();
      instance.start();
      instance.awaitReady();
      out.printf("READY after %.1f s%n", instance.lastStart().toNanos() / 1e9);
      try (Caller caller = new Caller(instance.url())) {
        push(caller, stage.doors().rest());
        double answered = (System.nanoTime() - begun) / 1e9;
        out.printf("a new event was accepted %.1f s after the start%n", answered);
        await();
        out.printf(
            "and mailed %.0f ms after it was pushed%n", micros.getValueAtPercentile(100) / 1e3);
        micros.reset();
        look(stage, caller, events, seconds);
        instance.end();
        return answered <= SERVES_WITHIN.toNanos() / 1e9;
      }
    }
  }

  private void fill(DatabaseAddress address, long events) throws SQLException {
    long first =
        EventIds.lowestAt(
            INSTANCE, LocalDate.now(ZoneOffset.UTC).atStartOfDay(ZoneOffset.UTC).toInstant());
    long begun = System.nanoTime();
    try (Connection connection =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        Statement session = connection.createStatement();
        PreparedStatement rows = connection.prepareStatement(EVENTS);
        PreparedStatement trail = connection.prepareStatement(TRAIL)) {
      session.execute("SET synchronous_commit = off");
      for (long from = 1; from <= events; from += STEP) {
        long to = Math.min(events, from + STEP - 1);
        for (PreparedStatement insert : List.of(rows, trail)) {
          insert.setLong(1, first);
          insert.setLong(2, from);
          insert.setLong(3, to);
          insert.executeUpdate();
        }
        if (to == events || to % (20L * STEP) == 0) {
          out.printf("%,d events wait (%.0f s)%n", to, (System.nanoTime() - begun) / 1e9);
        }
      }
    }
  }

  /** New ones go on coming while the old ones are sent. */
  private void look(OneInstance stage, Caller caller, long events, int seconds)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    long sentBefore = oldMails.sum();
    long sent = sentBefore;
    long last = begun;
    for (int second = 1; second <= seconds && oldMails.sum() < events; second++) {
      for (int i = 0; i < NEW_PER_SECOND; i++) {
        long due =
            begun + TimeUnit.SECONDS.toNanos(second - 1) + i * 1_000_000_000L / NEW_PER_SECOND;
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        push(caller, stage.doors().rest());
      }
      if (second % 10 == 0) {
        long now = System.nanoTime();
        long sentNow = oldMails.sum();
        out.printf(
            "%5.0f s: %,d of the old sent, %,.0f/s; heap %d MB%n",
            (now - begun) / 1e9,
            sentNow,
            (sentNow - sent) * 1e9 / (now - last),
            Jcmd.usedMegabytes(stage.process()));
        sent = sentNow;
        last = now;
      }
    }
    double took = (System.nanoTime() - begun) / 1e9;
    long drained = oldMails.sum() - sentBefore;
    await();
    out.printf(
        "drained %,.0f/s; new events meanwhile, from push to mail: p50 %.0f ms, p99 %.0f ms, at"
            + " most %.0f ms%n",
        drained / took,
        micros.getValueAtPercentile(50) / 1e3,
        micros.getValueAtPercentile(99) / 1e3,
        micros.getMaxValue() / 1e3);
  }

  private void push(Caller caller, Door door) throws IOException {
    long number = numbers++;
    pushedAt.put(number, System.nanoTime());
    Caller.Reply reply = caller.post(door.call(List.of(new Door.Pushed(number, null))));
    if (!(door.read(reply.status(), reply.body(), 1) instanceof Answer.Accepted)) {
      throw new IOException("not accepted: " + reply.status() + " " + reply.body());
    }
  }

  private void arrived(long event, long number) {
    Long at = number == 0 ? null : pushedAt.remove(number);
    if (at == null) {
      oldMails.increment();
    } else {
      micros.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - at) / 1_000));
    }
  }

  private void await() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    // the sink tells of mails, not of their absence
    while (!pushedAt.isEmpty()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException("a new event has had no mail for " + PATIENCE.toMinutes() + " min");
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
