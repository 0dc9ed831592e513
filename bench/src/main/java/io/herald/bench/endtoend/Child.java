package io.herald.bench.endtoend;

import io.herald.bench.stage.Processes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A program of others that runs beside us, until it is closed.
 *
 * @param name for messages
 * @param log everything it says
 */
record Child(String name, Process process, Path log) implements AutoCloseable {
  private static final int LAST_BYTES = 2_000;

  /**
   * Starts it.
   *
   * @param folder to start it in; its log goes there, too
   * @param environment besides ours
   */
  static Child start(
      String name, Path folder, Map<String, String> environment, List<String> command)
      throws IOException {
    Path log = folder.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return new Child(name, builder.start(), log);
  }

  /**
   * @throws IOException when it ended, with the end of its log
   */
  void requireAlive() throws IOException {
    if (!process.isAlive()) {
      throw new IOException(
          "%s ended by itself with status %d: %s"
              .formatted(name, process.exitValue(), lastWords()));
    }
  }

  /** The end of what it said. */
  String lastWords() throws IOException {
    byte[] all = Files.readAllBytes(log);
    int from = Math.max(0, all.length - LAST_BYTES);
    return new String(all, from, all.length - from, StandardCharsets.UTF_8).strip();
  }

  /** Processor time of all of them so far. */
  static Duration cpu(List<Child> children) {
    return children.stream()
        .map(child -> Processes.cpu(child.process().toHandle()))
        .reduce(Duration.ZERO, Duration::plus);
  }

  @Override
  public void close() {
    Processes.end(process);
  }
}
