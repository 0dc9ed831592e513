package io.herald.bench.load;

import io.herald.bench.stage.ExecutionProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Asks an instance how much of its heap is in use. */
final class Heap {
  private static final Pattern USED = Pattern.compile("heap .*?used (\\d+)K");

  private Heap() {}

  /** In MiB, with what a collection would free; 0 when it does not say. */
  static long used(ExecutionProcess process) throws IOException {
    return USED.matcher(jcmd(process, "GC.heap_info"))
        .results()
        .mapToLong(found -> Long.parseLong(found.group(1)) >> 10)
        .findFirst()
        .orElse(0);
  }

  /** The same after a collection. */
  static long kept(ExecutionProcess process) throws IOException {
    jcmd(process, "GC.run");
    return used(process);
  }

  private static String jcmd(ExecutionProcess process, String command) throws IOException {
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                command)
            .redirectErrorStream(true)
            .start();
    try (var answer = tool.inputReader(StandardCharsets.UTF_8)) {
      return answer.readAllAsString();
    }
  }
}
