package io.herald.bench.endtoend;

import io.herald.bench.stage.MailSink;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Throughput, contender after contender and again from the first: what else happens on the machine
 * meets all of them. Used by one thread.
 */
final class Turns {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /**
   * One run.
   *
   * @param perSecond mails, from the first push to the last outcome on disk
   * @param cpuMicros processor time of the contender per mail
   * @param bytes of a mail, as it came
   */
  record Result(double perSecond, double cpuMicros, double bytes) {}

  /** All runs of a contender. */
  record Results(Contender contender, List<Result> all) {
    Results {
      all = List.copyOf(all);
    }

    double median() {
      return sorted().get(all.size() / 2);
    }

    double bytes() {
      return all.getFirst().bytes();
    }

    double least() {
      return sorted().getFirst();
    }

    double most() {
      return sorted().getLast();
    }

    double cpuMicros() {
      return all.stream()
          .mapToDouble(Result::cpuMicros)
          .sorted()
          .skip(all.size() / 2)
          .findFirst()
          .orElse(0);
    }

    private List<Double> sorted() {
      List<Double> sorted = new ArrayList<>(all.stream().map(Result::perSecond).toList());
      Collections.sort(sorted);
      return sorted;
    }
  }

  /**
   * A contender and how much it gets.
   *
   * @param mails in each run
   * @param warmUps runs that do not count
   */
  record Entry(Contender contender, int mails, int warmUps) {}

  private final Consumer<MailSink.Listener> sink;
  private final LongSupplier bytes;
  private final PrintStream out;

  /**
   * @param sink whom the sink tells
   * @param bytes of all mails the sink has had
   */
  Turns(Consumer<MailSink.Listener> sink, LongSupplier bytes, PrintStream out) {
    this.sink = sink;
    this.bytes = bytes;
    this.out = out;
  }

  /** Each in turn, so many times; results in the order of the entries. */
  List<Results> run(List<Entry> entries, int repetitions) throws IOException, InterruptedException {
    for (Entry entry : entries) {
      for (int i = 1; i <= entry.warmUps(); i++) {
        out.printf("  warming up %s, %d of %d%n", entry.contender().name(), i, entry.warmUps());
        once(entry);
      }
    }
    Map<Contender, List<Result>> all = new LinkedHashMap<>();
    for (int i = 1; i <= repetitions; i++) {
      for (Entry entry : entries) {
        Result result = once(entry);
        out.printf(
            "  turn %d of %d   %-44s %,9.0f/s%n",
            i, repetitions, entry.contender().name(), result.perSecond());
        all.computeIfAbsent(entry.contender(), _ -> new ArrayList<>()).add(result);
      }
    }
    return all.entrySet().stream().map(one -> new Results(one.getKey(), one.getValue())).toList();
  }

  private Result once(Entry entry) throws IOException, InterruptedException {
    Contender contender = entry.contender();
    Mails mails = new Mails(entry.mails(), !contender.numbersMails());
    sink.accept(mails);
    long came = bytes.getAsLong();
    Duration cpu = contender.cpu();
    long began = System.nanoTime();
    contender.push(mails);
    if (!mails.awaitAll(PATIENCE)) {
      throw new IOException(contender.name() + ": " + mails.missing() + " mails never came");
    }
    contender.awaitSettled();
    long took = System.nanoTime() - began;
    if (mails.twice() > 0) {
      throw new IOException(contender.name() + ": " + mails.twice() + " mails came twice");
    }
    return new Result(
        entry.mails() * 1e9 / took,
        contender.cpu().minus(cpu).toNanos() / 1e3 / entry.mails(),
        (double) (bytes.getAsLong() - came) / entry.mails());
  }
}
