package io.herald.platform.database.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a server that must not outlive us.
 *
 * <p>A small shell stands between: it starts the server and listens on a pipe from our process.
 * When the pipe closes, because we close it or because we are gone (kill -9 included: the kernel
 * closes it), it sends SIGINT, PostgreSQL's fast shutdown. Both live in a session of their own
 * where {@code setsid} exists, so that Ctrl-C and signals to our process group reach only us. Safe
 * for use by many threads.
 */
final class ServerProcess {
  private static final Logger log = LoggerFactory.getLogger(ServerProcess.class);
  private static final long LOG_FILE_BYTES = 5L << 20;
  private static final int LINES_KEPT = 20;

  /**
   * "$@" is the server's command. Descriptor 3 is the pipe: the shell's own input goes to nobody.
   */
  private static final String WRAPPER =
      """
      trap '' HUP INT QUIT TERM
      exec 3<&0
      "$@" </dev/null >&2 3<&- &
      server=$!
      echo "$server"
      exec >/dev/null
      ( read -r stop <&3; kill -INT "$server" ) &
      watcher=$!
      wait "$server"
      code=$?
      kill -KILL "$watcher" 2>/dev/null
      exit "$code"
      """;

  private final Process wrapper;
  private final long pid;
  private final Thread logReader;
  private final Deque<String> lastLines = new ArrayDeque<>();

  private ServerProcess(Process wrapper, long pid, RollingFile logFile) {
    this.wrapper = wrapper;
    this.pid = pid;
    this.logReader =
        Thread.ofPlatform().daemon().name("postgres-log").start(() -> copyLog(logFile));
  }

  /**
   * Starts a server; returns at once, before it takes connections.
   *
   * @param command the server and its arguments
   * @param logFile where its lines go; bounded
   * @throws IOException when no process can be started; none is left then
   */
  static ServerProcess start(List<String> command, Path logFile) throws IOException {
    List<String> all = new ArrayList<>();
    if (Commands.exists("setsid")) {
      all.add("setsid");
    }
    all.addAll(List.of("sh", "-c", WRAPPER, "herald-postgres"));
    all.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(all);
    Commands.bareEnvironment(builder);
    RollingFile file = new RollingFile(logFile, LOG_FILE_BYTES);
    Process wrapper = builder.start();
    String pid = wrapper.inputReader(StandardCharsets.UTF_8).readLine();
    if (pid == null) {
      String said = new String(wrapper.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      file.close();
      throw new IOException("PostgreSQL could not be started: " + said.strip());
    }
    return new ServerProcess(wrapper, Long.parseLong(pid), file);
  }

  long pid() {
    return pid;
  }

  boolean isAlive() {
    return wrapper.isAlive();
  }

  /** Waits for the end, however long; the exit code, 128 + the signal's number for a signal. */
  int awaitEnd() throws InterruptedException {
    int code = wrapper.waitFor();
    logReader.join(Duration.ofSeconds(1));
    return code;
  }

  /** The last lines it logged, for an error message. */
  String lastLines() {
    synchronized (lastLines) {
      return String.join("\n", lastLines);
    }
  }

  /**
   * Shuts the server down: fast first, which loses nothing and lets it write a checkpoint; after
   * the bound at once, which loses nothing either but makes the next start replay the log; then by
   * force.
   */
  void shutDown(Duration bound) {
    try {
      wrapper.getOutputStream().close();
      if (wrapper.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
        logReader.join(Duration.ofSeconds(1));
        return;
      }
      log.warn(
          "PostgreSQL (process {}) did not shut down in {} s: no checkpoint, the next start"
              + " replays its log",
          pid,
          bound.toSeconds());
      Commands.run(
          Duration.ofSeconds(10), List.of("sh", "-c", "kill -QUIT \"$1\"", "kill", "" + pid));
      if (wrapper.waitFor(10, TimeUnit.SECONDS)) {
        return;
      }
    } catch (IOException e) {
      log.warn("PostgreSQL (process {}) could not be told to shut down", pid, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    wrapper.destroyForcibly();
  }

  /** Ends only with the server: were nobody to read, a full pipe would make it wait. */
  private void copyLog(RollingFile file) {
    try (BufferedReader lines = wrapper.errorReader(StandardCharsets.UTF_8)) {
      boolean writing = true;
      for (String line; (line = lines.readLine()) != null; ) {
        keep(line);
        writing = writing && write(file, line);
      }
      file.close();
    } catch (IOException e) {
      log.debug("The log of PostgreSQL (process {}) ended", pid, e);
    }
  }

  private void keep(String line) {
    synchronized (lastLines) {
      if (lastLines.size() == LINES_KEPT) {
        lastLines.removeFirst();
      }
      lastLines.addLast(line);
    }
  }

  /** A full disk must not end the reading; it is said once. */
  private static boolean write(RollingFile file, String line) {
    try {
      file.line(line);
      return true;
    } catch (IOException e) {
      log.warn("The log of PostgreSQL cannot be written any more: {}", e.getMessage());
      return false;
    }
  }
}
