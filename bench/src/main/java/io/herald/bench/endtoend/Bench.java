package io.herald.bench.endtoend;

import io.herald.bench.stage.Door;
import io.herald.bench.stage.Doors;
import io.herald.bench.stage.Jcmd;
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
    try (Closing closing = Closing.alsoWhenTold(out)) {
      MailSink sink =
          closing.add(
              new MailSink((event, number) -> now.mail(event, number), new SplittableRandom(1), 1));
      OneInstance stage = closing.add(start(sink));
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
        entries.addAll(startOthers(sink.port(), closing));
      }
      out.printf("%nThroughput, %d turns%n", REPETITIONS);
      List<Turns.Results> turns = new Turns(this::tell, sink::bytes, out).run(entries, REPETITIONS);
      // even at rest they would take something from what is measured next
      entries.forEach(entry -> closing.close(entry.contender()));

      out.printf("%nTimes at rates that are kept%n");
      List<Pace.Result> paces = new ArrayList<>();
      int most = (int) turns.getFirst().median();
      // compiled for as much as goes, it is compiled again for less: seconds that do not count
      Pace.keep(stage, rest, this::tell, BUDGET_RATE, time(5, 30));
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
              options.quick() ? 100_000 : 1_000_000,
              out);

      long heap = Jcmd.heapMegabytes(stage.process());
      List<Section> further = new ArrayList<>();
      Page page = new Page(options, turns, paces, underBatch, heap, further);
      page.write();
      if (!options.quick()) {
        out.printf("%nMemory over time%n");
        further.add(
            HeapOverTime.measure(stage, rest, this::tell, most / 2, Duration.ofMinutes(5), out));
        stage.process().end();
        closing.close(stage);
        out.printf("%nCells%n");
        further.add(Cells.measure(options, sink, this::tell, closing, out));
        out.printf("%nGrowth%n");
        further.add(new Growth(options, sink, this::tell, closing, out).measure());
        page = new Page(options, turns, paces, underBatch, heap, further);
        page.write();
      }
      out.printf("%n%s%nThis page: %s%n", page.text(), options.results());
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

  /** Each gets what it needs some seconds for, and time to become warm. */
  private List<Turns.Entry> startOthers(int sink, Closing closing)
      throws IOException, SQLException, InterruptedException {
    out.println("Starting Postfix ...");
    Contender postfix = closing.add(Postfix.start(sink));
    Contender limit = closing.add(SmtpSource.to(sink, options.folder()));
    out.println("Installing and starting the Node stack ...");
    Contender node =
        closing.add(
            NodeStack.start(sink, options.folder(), NodeStack.WORKERS, NodeStack.CONCURRENCY, out));
    out.println("Building and starting the Spring stack ...");
    Contender spring = closing.add(SpringStack.start(sink, options.folder(), out));
    return List.of(
        new Turns.Entry(postfix, slow(10_000), 1),
        new Turns.Entry(limit, size(60_000), 1),
        new Turns.Entry(node, slow(10_000), options.quick() ? 2 : 3),
        new Turns.Entry(spring, slow(4_000), options.quick() ? 2 : 4));
  }

  private Pace.Result pace(OneInstance stage, Door door, int perSecond)
      throws IOException, InterruptedException {
    Pace.Result result = Pace.keep(stage, door, this::tell, perSecond, time(5, 60));
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

  private Duration time(int quickSeconds, int fullSeconds) {
    return Duration.ofSeconds(options.quick() ? quickSeconds : fullSeconds);
  }

  /** The same for those that take seconds for a thousand. */
  private int slow(int full) {
    return options.quick() ? full / 10 : full;
  }

  /** A quick look takes a fraction. */
  private int size(int full) {
    return options.quick() ? Math.max(1_000, full / 6) : full;
  }
}
