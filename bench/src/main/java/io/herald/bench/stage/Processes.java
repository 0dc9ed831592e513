package io.herald.bench.stage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of others, started and ended. */
public final class Processes {
  private static final Duration END_WITHIN = Duration.ofSeconds(20);

  /** What Linux counts in for programs, on every machine. */
  private static final int MILLIS_PER_TICK = 10;

  private Processes() {}

  /**
   * Runs a program to its end.
   *
   * @return what it printed
   * @throws IOException when it cannot be run or ends with another status than 0, with what it
   *     printed
   */
  public static String run(Duration within, List<String> command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("herald-bench", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
        end(process);
        throw new IOException(
            command.getFirst() + " did not end within " + within.toSeconds() + " s");
      }
      String printed = Files.readString(output, StandardCharsets.UTF_8).strip();
      if (process.exitValue() != 0) {
        throw new IOException(
            String.join(" ", command) + " ended with " + process.exitValue() + ": " + printed);
      }
      return printed;
    } finally {
      Files.delete(output);
    }
  }

  /** Asks a process and those it started to end; by force after twenty seconds. */
  public static void end(Process process) {
    List<ProcessHandle> all =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    all.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(END_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        all.forEach(ProcessHandle::destroyForcibly);
      }
    } catch (InterruptedException e) {
      all.forEach(ProcessHandle::destroyForcibly);
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Processor time of a process and of those below it, where the system tells it also of those that
   * have ended.
   */
  public static Duration cpu(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .map(Processes::ownCpu)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * Of Linux: its own and that of its children that have ended (proc_pid_stat(5), fields 14 to 17).
   */
  private static Duration ownCpu(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      // its name, in brackets, may hold anything
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long ticks = 0;
      for (int field = 14; field <= 17; field++) {
        ticks += Long.parseLong(fields[field - 3]);
      }
      return Duration.ofMillis(ticks * MILLIS_PER_TICK);
    } catch (IOException e) {
      return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
  }
}
