package io.herald.server.journey;

import io.herald.server.Credentials;
import io.herald.server.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An execution instance in a process of its own, started as {@code ./herald execution} starts it,
 * so that it can be killed. Closing it sends SIGTERM; what does not end then is killed.
 */
final class Product implements AutoCloseable {
  /** A start takes some two seconds; more when everything is built and tested at once. */
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(90);

  private static final Duration ENDS_WITHIN = Duration.ofSeconds(60);
  private static final String ZONE =
      "access.zones=loopback 127.0.0.0/8 ::1/128 allowHTTP allowUserPassword sessionTokenOnly";
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Process process;
  private final Path folder;
  private final Path log;
  private final URI url;

  private Product(Process process, Path folder, Path log) throws Exception {
    this.process = process;
    this.folder = folder;
    this.log = log;
    this.url = awaitReady();
  }

  /**
   * Starts one and waits until it is ready.
   *
   * @param folder its {@code --dir}; several processes may share one when their database is
   *     elsewhere
   * @param relayPort of the SMTP server on this machine it sends to
   * @param settings further ones, as {@code key=value}
   */
  static Product start(Path folder, int relayPort, String... settings) throws Exception {
    Path log = folder.resolve("process-" + NUMBER.incrementAndGet() + ".log");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "execution",
                "--dir",
                folder.toString(),
                "--relay",
                "127.0.0.1:" + relayPort,
                "--set",
                "execution.http.port=0",
                "--set",
                "access.password.cost=4",
                "--set",
                ZONE));
    for (String setting : settings) {
      command.add("--set");
      command.add(setting);
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("HERALD_"));
    builder.directory(folder.toFile()).redirectError(log.toFile());
    Process process = builder.start();
    try {
      return new Product(process, folder, log);
    } catch (Exception | AssertionError e) {
      end(process);
      throw e;
    }
  }

  URI url() {
    return url;
  }

  Access access() throws IOException {
    return Access.of(Credentials.in(folder, new SecureRandom()));
  }

  Caller caller() throws IOException {
    return new Caller(url, access());
  }

  /** What it logged so far. */
  List<String> log() throws IOException {
    return Files.readAllLines(log);
  }

  /** SIGKILL; returns when the process is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM; its exit status, 128 + 9 when it had to be killed. */
  int terminate() throws InterruptedException {
    end(process);
    return process.exitValue();
  }

  @Override
  public void close() throws InterruptedException {
    end(process);
  }

  private static void end(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  /** Reads what it prints until READY; the address of its doors is among it. */
  private URI awaitReady() throws Exception {
    CompletableFuture<URI> ready = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> readOutput(ready));
    try {
      return ready.get(STARTS_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("not ready; its log: " + String.join("\n", log()), e);
    }
  }

  private void readOutput(CompletableFuture<URI> ready) {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      URI doors = null;
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith("Execution")) {
          doors = URI.create(line.substring("Execution".length()).strip());
        } else if (line.equals("READY")) {
          ready.complete(doors);
        }
      }
      ready.completeExceptionally(new IOException("it ended"));
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
  }
}
