package io.herald.bench.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a JVM about itself. */
public final class Jcmd {
  private static final Pattern COMMITTED =
      Pattern.compile("heap\\s+total (?:reserved \\d+K, committed )?(\\d+)K");
  private static final Pattern USED = Pattern.compile("heap\\s.*?used (\\d+)K");
  private static final Pattern CLASSES = Pattern.compile("Metaspace\\s+used (\\d+)K");

  private Jcmd() {}

  /** The heap it has taken from the machine, in MiB; 0 when it does not say. */
  public static long heapMegabytes(ExecutionProcess process)
      throws IOException, InterruptedException {
    return committed(heapInfo(process));
  }

  /** What is in its heap, in MiB, with what a collection would free; 0 when it does not say. */
  public static long usedMegabytes(ExecutionProcess process)
      throws IOException, InterruptedException {
    return used(heapInfo(process));
  }

  /** What is in its heap after a collection, in MiB; 0 when it does not say. */
  public static long liveMegabytes(ExecutionProcess process)
      throws IOException, InterruptedException {
    ask(process, "GC.run");
    return usedMegabytes(process);
  }

  /** The classes it has loaded, in MiB; 0 when it does not say. */
  public static long classesMegabytes(ExecutionProcess process)
      throws IOException, InterruptedException {
    return classes(heapInfo(process));
  }

  private static String heapInfo(ExecutionProcess process)
      throws IOException, InterruptedException {
    return ask(process, "GC.heap_info");
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

  /** MiB, from what {@code GC.heap_info} says. */
  static long classes(String heapInfo) {
    return megabytes(CLASSES, heapInfo);
  }

  private static long megabytes(Pattern figure, String heapInfo) {
    Matcher found = figure.matcher(heapInfo);
    return found.find() ? Long.parseLong(found.group(1)) >> 10 : 0;
  }
}
