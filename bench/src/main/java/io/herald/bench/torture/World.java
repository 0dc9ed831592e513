package io.herald.bench.torture;

import io.herald.bench.stage.Doors;
import io.herald.bench.stage.ExecutionProcess;
import io.herald.bench.stage.MailSink;
import io.herald.bench.stage.Messages;
import io.herald.platform.database.DatabaseAddress;
import io.herald.platform.database.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Everything around the load: the database and the mail sink, which stay, and the execution
 * processes, which do not. What was started ends with {@link #close}, which may be called while
 * something is still starting. Safe for use by many threads.
 */
final class World implements AutoCloseable {
  private static final String CREDENTIALS = "credentials.json";
  private static final int SLOWEST_MAIL_MILLIS = 30;

  private final EmbeddedPostgres postgres;
  private final MailSink sink;
  private final DatabaseAddress database;
  // a folder belongs to one process; what they share are the credentials
  private final List<Path> folders = new ArrayList<>();
  private final Path startCache;
  private final List<ExecutionProcess> processes = new ArrayList<>();
  private boolean closed;

  /**
   * Starts the database and the sink, not yet the processes.
   *
   * @param folder a fresh one
   */
  World(Options options, Path folder, Arrivals arrivals, SplittableRandom random)
      throws IOException, SQLException {
    startCache = folder.resolve("start.aot");
    sink = new MailSink(arrivals, random, SLOWEST_MAIL_MILLIS);
    postgres = new EmbeddedPostgres(folder.resolve("postgres"), 0);
    try {
      postgres.start();
      database = postgres.createDatabase("execution");
      for (int i = 1; i <= options.processes(); i++) {
        String name = "execution-" + i;
        Path own = Files.createDirectory(folder.resolve(name)).toAbsolutePath();
        folders.add(own);
        processes.add(
            new ExecutionProcess(
                recipe(options.server(), own), name, folder.resolve(name + ".log")));
      }
    } catch (IOException | SQLException | RuntimeException e) {
      close();
      throw e;
    }
  }

  DatabaseAddress database() {
    return database;
  }

  List<ExecutionProcess> processes() {
    return processes;
  }

  /**
   * Starts the first process once in peace: it creates the tables and the credentials and takes the
   * publications; and the JVM learns what later starts need, which halves their time.
   *
   * @return the ways in
   */
  Doors prepare(HttpClient client) throws IOException, InterruptedException {
    ExecutionProcess first = processes.getFirst();
    first.start("-XX:AOTCacheOutput=" + startCache);
    first.awaitReady();
    Path credentials = folders.getFirst().resolve(CREDENTIALS);
    Doors doors = Doors.of(credentials);
    Messages.publish(client, first.url(), doors.linkSecret());
    first.end();
    for (Path other : folders.subList(1, folders.size())) {
      Files.copy(credentials, other.resolve(CREDENTIALS), StandardCopyOption.COPY_ATTRIBUTES);
    }
    return doors;
  }

  /** Starts a process; returns at once. */
  void start(ExecutionProcess process) throws IOException {
    if (Files.exists(startCache)) {
      process.start("-XX:AOTCache=" + startCache);
    } else {
      process.start();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    processes.forEach(ExecutionProcess::close);
    postgres.stop();
    sink.close();
  }

  private ExecutionProcess.Recipe recipe(Path server, Path own) throws IOException {
    return ExecutionProcess.Recipe.of(
        server,
        List.of(
            // a short life: quick to start, small
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            // the virtual machine has things to say about its start cache, of no use here
            "-Xlog:disable"),
        sink.port(),
        database,
        own);
  }
}
