package io.herald.bench.endtoend;

import io.herald.bench.stage.Door;
import io.herald.bench.stage.Doors;
import io.herald.bench.stage.MailSink;
import io.herald.bench.stage.Messages;
import io.herald.bench.stage.OneInstance;
import io.herald.bench.stage.OrderMail;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * {@code ./herald bench}: throughput in turns with what others run, then how long things take at
 * rates that are kept. All of it, generator, sink and databases, shares the processors of this
 * machine.
 *
 * <p>Exit status: 0, 1 when something that is measured did not work, 2 when the command line is not
 * understood.
 */
public final class Bench {
  private static final int REPETITIONS = 5;
  private static final int CONNECTIONS = 64;
  private static final int TOGETHER = 100;
  private static final int CONNECTIONS_TOGETHER = 8;

  /** The rate the budgets are set for (design section 5). */
  private static final int BUDGET_RATE = 1_000;

  private static final int[] PERCENT_OF_MOST = {25, 50, 75, 90};

  private final BenchOptions options;
  private final PrintStream out;
  private volatile MailSink.Listener now = (event, number) -> {};

  private Bench(BenchOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  public static void main(String[] words) throws IOException, SQLException, InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    switch (BenchOptions.read(List.of(words))) {
      case BenchOptions.Reading.Understood(BenchOptions options) -> new Bench(options, out).run();
      case BenchOptions.Reading.Refused(String message) -> {
        out.print(message);
        System.exit(2);
      }
    }
  }

  private void run() throws IOException, SQLException, InterruptedException {
    Files.createDirectories(options.folder());
    List<Contender> others = new ArrayList<>();
    try (MailSink sink =
            new MailSink((event, number) -> now.mail(event, number), new SplittableRandom(1), 1);
        OneInstance stage = start(sink)) {
      Doors doors = stage.doors();
      Door rest = doors.rest().of(Messages.ORDER, OrderMail.json());
      Contender one = new Herald(stage, "Herald, one event per request", rest, 1, CONNECTIONS);
      Contender many =
          new Herald(
              stage,
              "Herald, PushEvents of " + TOGETHER,
              doors.realTime().of(Messages.ORDER, OrderMail.xml()),
              TOGETHER,
              CONNECTIONS_TOGETHER);
      List<Turns.Entry> entries = new ArrayList<>();
      // the compiler needs some 100,000 events before it is done
      entries.add(new Turns.Entry(one, size(60_000), options.quick() ? 5 : 4));
      entries.add(new Turns.Entry(many, size(60_000), options.quick() ? 2 : 3));
      if (!options.alone()) {
        startOthers(sink.port(), others, entries);
      }
      out.printf("%nThroughput, %d turns%n", REPETITIONS);
      List<Turns.Results> turns = new Turns(this::tell, out).run(entries, REPETITIONS);

      out.printf("%nTimes at rates that are kept%n");
      List<Pace.Result> paces = new ArrayList<>();
      int most = (int) turns.getFirst().median();
      paces.add(pace(stage, rest, BUDGET_RATE));
      for (int percent : PERCENT_OF_MOST) {
        paces.add(pace(stage, rest, most * percent / 100));
      }

      out.printf("%nReal-time while batch drains%n");
      UnderBatch.Result underBatch =
          UnderBatch.measure(
              stage,
              rest,
              doors.batch().of(Messages.ORDER, OrderMail.xml()),
              this::tell,
              size(1_000_000),
              out);

      Page page = new Page(options, turns, paces, underBatch, Jcmd.heapMegabytes(stage.process()));
      stage.process().end();
      page.write();
      out.printf("%n%s%nThis page: %s%n", page.text(), options.results());
    } finally {
      for (Contender other : others) {
        other.close();
      }
    }
  }

  private void tell(MailSink.Listener listener) {
    now = listener;
  }

  private OneInstance start(MailSink sink) throws IOException, SQLException, InterruptedException {
    out.println("Starting Herald and its PostgreSQL ...");
    OneInstance stage = OneInstance.start(options.server(), options.folder(), sink.port());
    Messages.publish(
        stage.http(), stage.process().url(), stage.doors().linkSecret(), Messages.order());
    return stage;
  }

  private void startOthers(int sink, List<Contender> others, List<Turns.Entry> entries)
      throws IOException, InterruptedException {
    out.println("Starting Postfix ...");
    others.add(Postfix.start(sink));
    entries.add(new Turns.Entry(others.getLast(), size(10_000), 1));
    others.add(SmtpSource.to(sink, options.folder()));
    entries.add(new Turns.Entry(others.getLast(), size(60_000), 1));
  }

  private Pace.Result pace(OneInstance stage, Door door, int perSecond)
      throws IOException, InterruptedException {
    Duration time = Duration.ofSeconds(options.quick() ? 8 : 60);
    Pace.Result result = Pace.keep(stage, door, this::tell, perSecond, time);
    out.printf(
        "  %,6d/s   accepted p50 %.1f  p99 %.1f ms   mail p50 %.1f  p99 %.1f  p99.9 %.1f ms%n",
        perSecond,
        result.accept().p50(),
        result.accept().p99(),
        result.send().p50(),
        result.send().p99(),
        result.send().p999());
    return result;
  }

  /** A quick look takes a fraction. */
  private int size(int full) {
    return options.quick() ? Math.max(1_000, full / 6) : full;
  }
}
