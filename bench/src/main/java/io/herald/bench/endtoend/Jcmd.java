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

  private Jcmd() {}

  /** The heap it has taken from the machine, in MiB; 0 when it does not say. */
  static long heapMegabytes(ExecutionProcess process) throws IOException, InterruptedException {
    String info =
        Processes.run(
            Duration.ofSeconds(20),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                "GC.heap_info"));
    Matcher committed = COMMITTED.matcher(info);
    return committed.find() ? Long.parseLong(committed.group(1)) >> 10 : 0;
  }
}
