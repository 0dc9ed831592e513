package io.herald.bench.endtoend;

import io.herald.bench.stage.Door;
import io.herald.bench.stage.ExecutionProcess;
import io.herald.bench.stage.Jcmd;
import io.herald.bench.stage.MailSink;
import io.herald.bench.stage.OneInstance;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The memory of an instance under a load that is kept up: what is in its heap after a collection,
 * which grows when something is never let go, what it has taken from the machine for its heap, and
 * for everything.
 *
 * @param perSecond the load
 * @param samples the first before the load, the last after it
 */
record HeapOverTime(int perSecond, List<Sample> samples) implements Section {
  private static final int SAMPLES = 5;

  /** MiB, after some time under load. */
  record Sample(Duration after, long live, long heap, long resident) {}

  HeapOverTime {
    samples = List.copyOf(samples);
  }

  /** Keeps the load up for a while, in equal parts with a look after each. */
  static HeapOverTime measure(
      OneInstance stage,
      Door door,
      Consumer<MailSink.Listener> sink,
      int perSecond,
      Duration time,
      PrintStream out)
      throws IOException, InterruptedException {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i <= SAMPLES; i++) {
      if (i > 0) {
        Pace.keep(stage, door, sink, perSecond, time.dividedBy(SAMPLES));
      }
      Sample sample = look(stage.process(), time.multipliedBy(i).dividedBy(SAMPLES));
      out.printf(
          "  after %d s: %d MiB in the heap, heap %d, process %d%n",
          sample.after().toSeconds(), sample.live(), sample.heap(), sample.resident());
      samples.add(sample);
    }
    return new HeapOverTime(perSecond, samples);
  }

  private static Sample look(ExecutionProcess process, Duration after)
      throws IOException, InterruptedException {
    // before the collection, which may give some of it back
    long heap = Jcmd.heapMegabytes(process);
    return new Sample(after, Jcmd.liveMegabytes(process), heap, resident(process.pid()));
  }

  /** MiB of the machine's memory; 0 where /proc does not say. */
  private static long resident(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
        .findFirst()
        .orElse(0);
  }

  @Override
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            """
            ## Memory over time

            At %,d events/s. In the heap after a collection; the heap as taken from the machine (at most 512); the whole process. MiB.

            | after | in the heap | heap | process |
            |---:|---:|---:|---:|
            """,
            perSecond));
    for (Sample sample : samples) {
      text.append(
          "| %d s | %d | %d | %d |%n"
              .formatted(
                  sample.after().toSeconds(), sample.live(), sample.heap(), sample.resident()));
    }
    return text.toString();
  }

  @Override
  public Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("memory.seconds", samples.getLast().after().toSeconds());
    // the first looks at an instance that may just have been given a million events
    figures.put("memory.liveFirstMb", samples.get(1).live());
    figures.put("memory.liveLastMb", samples.getLast().live());
    figures.put("memory.heapMostMb", samples.stream().mapToLong(Sample::heap).max().orElse(0));
    figures.put(
        "memory.processMostMb", samples.stream().mapToLong(Sample::resident).max().orElse(0));
    return figures;
  }
}
