package io.herald.bench.endtoend;

import io.herald.bench.stage.Door;
import io.herald.bench.stage.MailSink;
import io.herald.bench.stage.Messages;
import io.herald.bench.stage.OneInstance;
import io.herald.bench.stage.OrderMail;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Several execution instances, each with its own PostgreSQL: what an event costs when there are two
 * or three must be what it costs with one, or a cell added would not add its capacity.
 *
 * @param perSecond events for each cell
 * @param cpuMicros per event, instances and their databases; the first for one cell
 */
record Cells(int perSecond, List<Double> cpuMicros) implements Section {
  private static final int MOST = 3;
  private static final int PER_SECOND = 600;
  private static final int TURNS = 3;

  /**
   * In each call: what a write to disk is shared by must not depend on how busy the processors are.
   * Event by event, three cells take half of what one takes, because more wait for each write.
   */
  private static final int TOGETHER = 100;

  private static final int CONNECTIONS = 8;
  private static final int WARM_UP_EVENTS = 30_000;
  private static final int WARM_UPS = 4;
  private static final Duration TIME = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  Cells {
    cpuMicros = List.copyOf(cpuMicros);
  }

  /** Starts three, and gives one, two and three of them the same load each, in turns. */
  static Cells measure(
      BenchOptions options,
      MailSink sink,
      Consumer<MailSink.Listener> tell,
      Closing closing,
      PrintStream out)
      throws IOException, SQLException, InterruptedException {
    List<OneInstance> stages = new ArrayList<>();
    List<Contender> cells = new ArrayList<>();
    for (int i = 1; i <= MOST; i++) {
      OneInstance stage =
          closing.add(OneInstance.start(options.server(), options.folder(), sink.port()));
      Messages.publish(
          stage.http(), stage.process().url(), stage.doors().linkSecret(), Messages.order());
      stages.add(stage);
      cells.add(new Herald(stage, "cell " + i, door(stage), TOGETHER, CONNECTIONS));
    }
    Turns turns = new Turns(tell, sink::bytes, out);
    for (Contender cell : cells) {
      turns.run(List.of(new Turns.Entry(cell, WARM_UP_EVENTS, WARM_UPS)), 0);
    }
    List<List<Double>> all = new ArrayList<>();
    for (int turn = 1; turn <= TURNS; turn++) {
      for (int count = 1; count <= MOST; count++) {
        double cpu = cpu(stages.subList(0, count), cells.subList(0, count), tell);
        out.printf(
            "  turn %d of %d   %d cells: %.0f µs of processor per event%n",
            turn, TURNS, count, cpu);
        if (turn == 1) {
          all.add(new ArrayList<>());
        }
        all.get(count - 1).add(cpu);
      }
    }
    stages.forEach(closing::close);
    return new Cells(
        PER_SECOND,
        all.stream().map(one -> one.stream().sorted().toList().get(TURNS / 2)).toList());
  }

  /** Per event, of all cells that get some; the others have nothing to do. */
  private static double cpu(
      List<OneInstance> stages, List<Contender> cells, Consumer<MailSink.Listener> tell)
      throws IOException, InterruptedException {
    int each = PER_SECOND * (int) TIME.toSeconds();
    Mails mails = new Mails(each * stages.size(), false);
    tell.accept(mails);
    AtomicReference<Exception> failure = new AtomicReference<>();
    Duration before = total(cells);
    List<Thread> pushing = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      OneInstance stage = stages.get(i);
      Mails own = new Mails(each, false);
      Push push =
          new Push(stage.process().url(), door(stage), TOGETHER, own, i * each, () -> false);
      pushing.add(
          Thread.ofPlatform()
              .name("to cell " + (i + 1))
              .start(
                  () -> {
                    try {
                      push.atRate(PER_SECOND, CONNECTIONS);
                    } catch (IOException | InterruptedException e) {
                      failure.set(e);
                    }
                  }));
    }
    for (Thread thread : pushing) {
      thread.join();
    }
    if (failure.get() != null || !mails.awaitAll(PATIENCE)) {
      throw new IOException(mails.missing() + " mails of the cells never came", failure.get());
    }
    for (Contender cell : cells) {
      cell.awaitSettled();
    }
    return total(cells).minus(before).toNanos() / 1e3 / mails.count();
  }

  private static Door door(OneInstance stage) throws IOException {
    return stage.doors().realTime().of(Messages.ORDER, OrderMail.xml());
  }

  private static Duration total(List<Contender> cells) {
    return cells.stream().map(Contender::cpu).reduce(Duration.ZERO, Duration::plus);
  }

  @Override
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            """
            ## Cells

            Execution instances with a PostgreSQL each, all on this machine; %,d events/s for each, a hundred in a
            call, so that more cells have more to do. In turns, medians.

            | cells | events/s in all | µs of processor per event | to one cell |
            |---:|---:|---:|---:|
            """,
            perSecond));
    for (int i = 0; i < cpuMicros.size(); i++) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %d | %,d | %.0f | %.2f |%n",
              i + 1,
              (i + 1) * perSecond,
              cpuMicros.get(i),
              cpuMicros.get(i) / cpuMicros.getFirst()));
    }
    return text.toString();
  }

  @Override
  public Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    for (int i = 0; i < cpuMicros.size(); i++) {
      figures.put("cells.%d.cpuMicrosPerEvent".formatted(i + 1), Page.round(cpuMicros.get(i)));
      if (i > 0) {
        figures.put(
            "cells.%d.vsOne".formatted(i + 1), Page.round(cpuMicros.get(i) / cpuMicros.getFirst()));
      }
    }
    return figures;
  }
}
