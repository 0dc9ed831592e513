package io.herald.bench.endtoend;

import io.herald.bench.stage.Door;
import io.herald.bench.stage.MailSink;
import io.herald.bench.stage.OneInstance;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Two instances, or two uses of one, measured in turns. Used by one thread. */
final class SideBySide {
  private static final int CONNECTIONS = 64;
  private static final int PER_SECOND = 1_000;

  /**
   * One of the two.
   *
   * @param name for progress
   */
  record Side(String name, OneInstance stage, Door door) {}

  /**
   * What one reaches; medians.
   *
   * @param acceptP99Ms at 1,000 events a second
   * @param cpuMicros processor time of instance and PostgreSQL per event, as fast as it goes
   */
  record Figures(double perSecond, double acceptP99Ms, double cpuMicros) {}

  /** What both reached in the same turns. */
  record Pair(Figures plain, Figures grown) {
    /** 1 when both are as fast, less when the grown one is slower. */
    double perSecond() {
      return grown.perSecond / plain.perSecond;
    }

    /** 1 when both take as long, more when the grown one takes longer. */
    double acceptP99() {
      return grown.acceptP99Ms / plain.acceptP99Ms;
    }

    /** 1 when both cost the same, more when the grown one costs more. */
    double cpu() {
      return grown.cpuMicros / plain.cpuMicros;
    }
  }

  private final Consumer<MailSink.Listener> sink;
  private final LongSupplier bytes;
  private final PrintStream out;
  private final int turns;
  private final int mails;
  private final Duration time;

  /**
   * @param sink whom the sink tells
   * @param bytes of all mails the sink has had
   * @param mails in each run as fast as it goes
   * @param time of each run at a rate that is kept
   */
  SideBySide(
      Consumer<MailSink.Listener> sink,
      LongSupplier bytes,
      PrintStream out,
      int turns,
      int mails,
      Duration time) {
    this.sink = sink;
    this.bytes = bytes;
    this.out = out;
    this.turns = turns;
    this.mails = mails;
    this.time = time;
  }

  /** Lets one become warm. */
  void warmUp(Side side, int runs) throws IOException, InterruptedException {
    new Turns(sink, bytes, out).run(List.of(entry(side, runs)), 0);
  }

  /** Measures both in turns, after each has had its data once more. */
  Pair measure(Side plain, Side grown) throws IOException, InterruptedException {
    List<Turns.Results> most =
        new Turns(sink, bytes, out).run(List.of(entry(plain, 1), entry(grown, 1)), turns);
    List<Double> plainAccept = new ArrayList<>();
    List<Double> grownAccept = new ArrayList<>();
    for (int i = 1; i <= turns; i++) {
      plainAccept.add(acceptP99(plain));
      grownAccept.add(acceptP99(grown));
      out.printf(
          "  turn %d of %d   accepted p99 at %,d/s: %.1f and %.1f ms%n",
          i, turns, PER_SECOND, plainAccept.getLast(), grownAccept.getLast());
    }
    return new Pair(figures(most.getFirst(), plainAccept), figures(most.getLast(), grownAccept));
  }

  private Turns.Entry entry(Side side, int warmUps) {
    return new Turns.Entry(
        new Herald(side.stage(), side.name(), side.door(), 1, CONNECTIONS), mails, warmUps);
  }

  private double acceptP99(Side side) throws IOException, InterruptedException {
    return Pace.keep(side.stage(), side.door(), sink, PER_SECOND, time).accept().p99();
  }

  private static Figures figures(Turns.Results most, List<Double> accept) {
    double median = accept.stream().sorted().toList().get(accept.size() / 2);
    return new Figures(most.median(), median, most.cpuMicros());
  }
}
