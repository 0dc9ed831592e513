package io.herald.bench.stage;

import io.herald.platform.database.DatabaseAddress;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real execution instance in a process of its own, the same as {@code ./herald execution} runs,
 * started and killed again and again on the same port. Safe for use by many threads.
 */
public final class ExecutionProcess implements AutoCloseable {
  /** Generous: the machine may be busy with other things. */
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);

  private static final Duration END_WITHIN = Duration.ofMinutes(2);

  /**
   * How it is run.
   *
   * @param jvm program and options, class path included
   * @param settings {@code --set} of each
   * @param environment what must not be seen in a list of processes
   * @param folder the instance's own folder
   */
  public record Recipe(
      List<String> jvm,
      Map<String, String> settings,
      Map<String, String> environment,
      Path folder) {

    private static final String LOOPBACK_ZONE =
        "loopback 127.0.0.0/8 ::1/128 allowHTTP allowUserPassword sessionTokenOnly";

    /**
     * On this JDK, open to callers of this machine.
     *
     * @param server folder with the jars of the server
     * @param options of the JVM
     * @param relay port of the mail server on this machine
     * @throws IOException when the folder of jars cannot be read or is empty
     */
    public static Recipe of(
        Path server, List<String> options, int relay, DatabaseAddress database, Path folder)
        throws IOException {
      String classPath;
      try (Stream<Path> jars = Files.list(server)) {
        classPath =
            jars.filter(jar -> jar.toString().endsWith(".jar"))
                .map(jar -> jar.toAbsolutePath().toString())
                .sorted()
                .collect(Collectors.joining(File.pathSeparator));
      }
      if (classPath.isEmpty()) {
        throw new IOException(server + " holds no jars; expected those of the server");
      }
      List<String> jvm = new ArrayList<>();
      jvm.add(ProcessHandle.current().info().command().orElse("java"));
      jvm.addAll(options);
      jvm.addAll(
          List.of(
              "-XX:+UseCompactObjectHeaders",
              "--sun-misc-unsafe-memory-access=allow",
              "--enable-native-access=ALL-UNNAMED",
              "-Djava.awt.headless=true",
              "-cp",
              classPath));
      return new Recipe(
          List.copyOf(jvm),
          Map.of(
              "access.zones",
              LOOPBACK_ZONE,
              "email.relay.host",
              "127.0.0.1",
              "email.relay.port",
              Integer.toString(relay),
              "email.relay.tls",
              "none"),
          Map.of("HERALD_EXECUTION_DATABASE_URL", database.toUrl()),
          folder);
    }
  }

  /** One life of it. */
  private record Life(Process process, CountDownLatch ready, long begunNanos) {}

  private final Recipe recipe;
  private final String name;
  private final Path log;
  private final int port;
  private @Nullable Life life;
  private boolean over;
  private volatile Duration lastStart = Duration.ofSeconds(3);

  /**
   * @param name for its log and its lines in the audit trail
   * @param log everything it says, of all its lives
   * @throws IOException when no port is free
   */
  public ExecutionProcess(Recipe recipe, String name, Path log) throws IOException {
    this.recipe = recipe;
    this.name = name;
    this.log = log;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      this.port = free.getLocalPort();
    }
  }

  public String name() {
    return name;
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /**
   * Starts it; returns at once.
   *
   * @param further options of the JVM
   * @throws IOException when it cannot be started
   */
  public synchronized void start(String... further) throws IOException {
    if (over) {
      throw new IOException("this run is over");
    }
    List<String> command = new ArrayList<>(recipe.jvm());
    command.addAll(1, List.of(further));
    command.addAll(List.of("io.herald.server.Main", "execution"));
    command.addAll(List.of("--dir", recipe.folder().toString()));
    recipe.settings().forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
    command.addAll(
        List.of("--set", "execution.http.port=" + port, "--set", "execution.node=" + name));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(recipe.environment());
    // a settings file of the folder this is run in is none of ours
    builder.directory(recipe.folder().toFile());
    builder.redirectErrorStream(true);
    Life begun = new Life(builder.start(), new CountDownLatch(1), System.nanoTime());
    life = begun;
    Thread.ofPlatform().daemon().name("log of " + name).start(() -> listen(begun));
  }

  /** Ends it by SIGKILL, as a crash would, and returns when it is gone. */
  public void kill() throws InterruptedException {
    Process process = current().process();
    // through the handle: the process itself would close the pipe with its last words
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  /** Asks it to end by SIGTERM, and returns when it has; by force when it takes too long. */
  public void end() throws InterruptedException {
    Process process = current().process();
    process.toHandle().destroy();
    if (!process.waitFor(END_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
      kill();
    }
  }

  /**
   * Waits until it serves.
   *
   * @throws IOException when it ends instead, or takes longer than three minutes
   */
  public void awaitReady() throws IOException, InterruptedException {
    Life now = current();
    long deadline = now.begunNanos() + READY_WITHIN.toNanos();
    while (!now.ready().await(200, TimeUnit.MILLISECONDS)) {
      requireAlive();
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "%s was not ready within %d s; its log is %s"
                .formatted(name, READY_WITHIN.toSeconds(), log));
      }
    }
  }

  /**
   * @throws IOException when it ended by itself
   */
  public void requireAlive() throws IOException {
    Process process = current().process();
    if (!process.isAlive()) {
      throw new IOException(
          "%s ended by itself with status %d; its log is %s"
              .formatted(name, process.exitValue(), log));
    }
  }

  /** The processor time its present life has used, in all threads. */
  public Duration cpu() {
    return current().process().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** The number of its present process. */
  public long pid() {
    return current().process().pid();
  }

  /** When its present life began, on the clock of {@link System#nanoTime}. */
  public long begunNanos() {
    return current().begunNanos();
  }

  /** How long the last start took that was left in peace. */
  public Duration lastStart() {
    return lastStart;
  }

  /** Ends it by SIGKILL; it is not started again. */
  @Override
  public synchronized void close() {
    over = true;
    if (life != null) {
      life.process().toHandle().destroyForcibly();
    }
  }

  private synchronized Life current() {
    if (life == null) {
      throw new IllegalStateException(name + " was not started");
    }
    return life;
  }

  private void listen(Life begun) {
    try (BufferedReader lines = begun.process().inputReader(StandardCharsets.UTF_8);
        Writer file =
            Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        file.write(line + "\n");
        file.flush();
        if (line.equals("READY")) {
          lastStart = Duration.ofNanos(System.nanoTime() - begun.begunNanos());
          begun.ready().countDown();
        }
      }
    } catch (IOException e) {
      // the pipe of a killed process may break; a log that cannot be written must not go unseen
      if (begun.process().isAlive()) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
