package io.herald.bench.stage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Java program in a process of its own, started and killed again and again. It says {@code READY}
 * on a line of its own once it serves. Safe for use by many threads.
 */
public final class Program implements AutoCloseable {
  /** Generous: the machine may be busy with other things. */
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);

  private static final Duration END_WITHIN = Duration.ofMinutes(2);

  /**
   * How it is run.
   *
   * @param jvm program and options, class path included
   * @param words main class and arguments
   * @param environment what must not be seen in a list of processes
   * @param folder its working folder
   */
  public record Recipe(
      List<String> jvm, List<String> words, Map<String, String> environment, Path folder) {}

  /** One life of it. */
  private record Life(Process process, CountDownLatch ready, long begunNanos) {}

  private final Recipe recipe;
  private final String name;
  private final Path log;
  private @Nullable Life life;
  private boolean over;
  private volatile Duration lastStart = Duration.ofSeconds(3);

  /**
   * @param name for messages
   * @param log everything it says, of all its lives
   */
  public Program(Recipe recipe, String name, Path log) {
    this.recipe = recipe;
    this.name = name;
    this.log = log;
  }

  public String name() {
    return name;
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
    command.addAll(recipe.words());
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

  /**
   * Ends it by SIGKILL and starts it again; {@link #revive} sees nothing of that.
   *
   * @return false when it had ended by itself before, and nothing was done
   */
  public synchronized boolean killAndStart(String... further)
      throws IOException, InterruptedException {
    if (!current().process().isAlive()) {
      return false;
    }
    kill();
    start(further);
    return true;
  }

  /**
   * Starts it again when it ended by itself.
   *
   * @return the status it ended with; empty when it lives
   */
  public synchronized OptionalInt revive(String... further) throws IOException {
    Process process = current().process();
    if (process.isAlive() || over) {
      return OptionalInt.empty();
    }
    start(further);
    return OptionalInt.of(process.exitValue());
  }

  /** Asks it to end by SIGTERM, and returns when it has; by force when it takes too long. */
  public void end() throws InterruptedException {
    Process process = current().process();
    process.toHandle().destroy();
    if (!process.waitFor(END_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
      kill();
    }
  }

  /** Whether its present life has come so far that it serves. */
  public boolean isReady() {
    return current().ready().getCount() == 0;
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
      requireInTime(deadline);
    }
  }

  /**
   * Waits until it serves, in whichever life: somebody else starts it again when it ends.
   *
   * @throws IOException when that takes longer than three minutes
   */
  public void awaitReadyInAnyLife() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (!current().ready().await(50, TimeUnit.MILLISECONDS)) {
      requireInTime(deadline);
    }
  }

  private void requireInTime(long deadline) throws IOException {
    if (System.nanoTime() > deadline) {
      throw new IOException(
          "%s was not ready within %d s; its log is %s"
              .formatted(name, READY_WITHIN.toSeconds(), log));
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

  /**
   * A port of this machine that is free now.
   *
   * @throws IOException when none is
   */
  public static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return free.getLocalPort();
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
