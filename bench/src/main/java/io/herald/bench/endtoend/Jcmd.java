package io.herald.bench.endtoend;

import io.herald.bench.stage.ExecutionProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a JVM about itself. */
final class Jcmd {
  private static final Pattern COMMITTED =
      Pattern.compile("heap\\s+total (?:reserved \\d+K, committed )?(\\d+)K");
  private static final Pattern USED = Pattern.compile("heap\\s.*?used (\\d+)K");

  private Jcmd() {}

  /** The heap it has taken from the machine, in MiB; 0 when it does not say. */
  static long heapMegabytes(ExecutionProcess process) throws IOException, InterruptedException {
    return committed(ask(process, "GC.heap_info"));
  }

  /** What is in its heap after a collection, in MiB; 0 when it does not say. */
  static long liveMegabytes(ExecutionProcess process) throws IOException, InterruptedException {
    ask(process, "GC.run");
    return used(ask(process, "GC.heap_info"));
  }

  private static String ask(ExecutionProcess process, String question)
      throws IOException, InterruptedException {
    return Processes.run(
        Duration.ofSeconds(20),
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
            Long.toString(process.pid()),
            question));
  }

  /** MiB, from what {@code GC.heap_info} says. */
  static long committed(String heapInfo) {
    return megabytes(COMMITTED, heapInfo);
  }

  /** MiB, from what {@code GC.heap_info} says. */
  static long used(String heapInfo) {
    return megabytes(USED, heapInfo);
  }

  private static long megabytes(Pattern figure, String heapInfo) {
    Matcher found = figure.matcher(heapInfo);
    return found.find() ? Long.parseLong(found.group(1)) >> 10 : 0;
  }
}
