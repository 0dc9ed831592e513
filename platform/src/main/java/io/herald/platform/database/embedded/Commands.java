package io.herald.platform.database.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Short-lived programs run to their end. */
final class Commands {
  private Commands() {}

  /**
   * A program's exit code and what it said.
   *
   * @param output standard output and error together
   */
  record Ended(int code, String output) {
    boolean well() {
      return code == 0;
    }
  }

  /**
   * Runs a program with a bare environment: what our own holds is none of its business.
   *
   * @throws IOException when it cannot be started or does not end within the bound
   */
  static Ended run(Duration bound, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    bareEnvironment(builder);
    Process process = builder.start();
    process.getOutputStream().close();
    try {
      // the programs run here say little, far less than what the pipe holds until they end
      if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException(
            command.getFirst() + " did not end within " + bound.toSeconds() + " s");
      }
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return new Ended(process.exitValue(), output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + command.getFirst(), e);
    } finally {
      process.destroyForcibly();
    }
  }

  /**
   * Leaves nothing but the search path: no secrets, and no PG* variable that changes the server.
   */
  static void bareEnvironment(ProcessBuilder builder) {
    Map<String, String> environment = builder.environment();
    String path = environment.getOrDefault("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    environment.clear();
    environment.put("PATH", path);
    environment.put("LC_ALL", "C");
  }

  /** Whether a program of that name is on the search path. */
  static boolean exists(String program) {
    for (String folder : System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":")) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }
}
