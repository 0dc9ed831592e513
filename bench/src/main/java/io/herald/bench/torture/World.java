package io.herald.bench.torture;

import io.herald.bench.stage.ControlProcess;
import io.herald.bench.stage.Doors;
import io.herald.bench.stage.ExecutionProcess;
import io.herald.bench.stage.Program;
import io.herald.platform.database.DatabaseAddress;
import io.herald.platform.database.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Everything around the load: PostgreSQL, the mail sink, control and the execution processes, each
 * of which may be killed. What was started ends with {@link #close}, which may be called while
 * something is still starting. Safe for use by many threads.
 */
final class World implements AutoCloseable {
  private static final String CREDENTIALS = "credentials.json";
  private static final int SLOWEST_MAIL_MILLIS = 20;
  private static final int CUT_OF_10_000_MAILS = 20;
  private static final Duration POSTGRES_WITHIN = Duration.ofMinutes(3);

  /** A short life: quick to start, small. */
  private static final List<String> SHORT_LIVED =
      List.of(
          "-Xmx192m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          // the virtual machine has things to say about its start cache, of no use here
          "-Xlog:disable");

  /** As much as two million events take, several times over. */
  private static final long DISK_BYTES = 16L << 30;

  private final Optional<SmallDisk> disk;
  private final Optional<WrongTime> clock;
  private final EmbeddedPostgres postgres;
  private final DatabaseAddress database;
  private final Path mails;
  private final Program sink;
  private final ControlProcess control;
  private final List<ExecutionProcess> executions = new ArrayList<>();
  // a folder belongs to one process; what they share are the credentials
  private final List<Path> folders = new ArrayList<>();
  private final Path controlFolder;
  private final Path executionCache;
  private final Path controlCache;
  private boolean closed;

  /**
   * Starts the database and the sink, not yet the others.
   *
   * @param folder a fresh one
   */
  World(Options options, Path folder) throws IOException, SQLException, InterruptedException {
    executionCache = folder.resolve("execution.aot");
    controlCache = folder.resolve("control.aot");
    mails = Files.createDirectory(folder.resolve("mails"));
    int sinkPort = Program.freePort();
    sink = sink(options, sinkPort, folder);
    sink.start();
    Path data = Files.createDirectory(folder.resolve("postgres"));
    disk = SmallDisk.mount(folder.resolve("disk"), data, DISK_BYTES);
    clock =
        options.wrongClock() == 0
            ? Optional.empty()
            : Optional.of(new WrongTime(options.wrongClock(), folder));
    postgres = new EmbeddedPostgres(data, 0);
    try {
      postgres.start();
      database = postgres.createDatabase("execution");
      for (int i = 1; i <= options.processes(); i++) {
        String name = "execution-" + i;
        Path own = Files.createDirectory(folder.resolve(name));
        folders.add(own);
        ExecutionProcess.Recipe recipe =
            ExecutionProcess.Recipe.of(options.server(), SHORT_LIVED, sinkPort, database, own)
                .with("email.relay.connections", "24");
        executions.add(new ExecutionProcess(recipe, name, folder.resolve(name + ".log")));
      }
      controlFolder = Files.createDirectory(folder.resolve("control"));
      control =
          ControlProcess.of(
              options.server(),
              SHORT_LIVED,
              postgres.createDatabase("control"),
              controlFolder,
              folder.resolve("control.log"));
      sink.awaitReady();
    } catch (IOException | SQLException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private Program sink(Options options, int port, Path folder) {
    return new Program(
        new Program.Recipe(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                absolute(System.getProperty("java.class.path"))),
            List.of(
                SinkProgram.class.getName(),
                Integer.toString(port),
                mails.toString(),
                Long.toString(options.seed()),
                Integer.toString(SLOWEST_MAIL_MILLIS),
                Integer.toString(CUT_OF_10_000_MAILS)),
            Map.of(),
            folder),
        "mail-sink",
        folder.resolve("mail-sink.log"));
  }

  /** The sink works in another folder. */
  private static String absolute(String classPath) {
    List<String> absolute = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      absolute.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, absolute);
  }

  List<ExecutionProcess> executions() {
    return executions;
  }

  Program sink() {
    return sink;
  }

  ControlProcess control() {
    return control;
  }

  /** The disk of PostgreSQL; empty when it is one we must not fill. */
  Optional<SmallDisk> disk() {
    return disk;
  }

  /** The clock of the last execution process; empty when it is to be left alone. */
  Optional<WrongTime> clock() {
    return clock;
  }

  /** What cannot be done here, and what it needs. */
  List<String> leftOut() {
    List<String> leftOut = new ArrayList<>();
    if (disk.isEmpty()) {
      leftOut.add("a full disk, which needs root, a loop device and mkfs.ext4");
    }
    if (clock.isEmpty()) {
      leftOut.add("a clock that steps, which --wrong-clock asks for");
    }
    return leftOut;
  }

  /** The folder the sink writes to. */
  Path mails() {
    return mails;
  }

  /** The postmaster's process at present. */
  long postgresPid() {
    return postgres.pid();
  }

  /** Whether PostgreSQL takes connections. */
  boolean postgresAnswers() {
    Properties login = new Properties();
    login.setProperty("user", database.user());
    login.setProperty("password", database.password());
    login.setProperty("loginTimeout", "2");
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), login)) {
      return connection.isValid(2);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Waits until PostgreSQL takes connections. */
  void awaitPostgres() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + POSTGRES_WITHIN.toNanos();
    while (!postgresAnswers()) {
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "PostgreSQL did not come back within " + POSTGRES_WITHIN.toSeconds() + " s");
      }
      // a server that recovers gives no signal
      Thread.sleep(20);
    }
  }

  /**
   * Starts the first execution process and control once in peace: they create the tables and the
   * credentials, and the JVM learns what later starts need, which halves their time. Then starts
   * all of them.
   *
   * @return the ways in, and the one who publishes
   */
  Prepared prepare(HttpClient client) throws IOException, InterruptedException {
    ExecutionProcess first = executions.getFirst();
    first.start("-XX:AOTCacheOutput=" + executionCache);
    first.awaitReady();
    Path credentials = folders.getFirst().resolve(CREDENTIALS);
    List<Path> others = new ArrayList<>(folders.subList(1, folders.size()));
    others.add(controlFolder);
    for (Path other : others) {
      Files.copy(credentials, other.resolve(CREDENTIALS), StandardCopyOption.COPY_ATTRIBUTES);
    }
    control.program().start("-XX:AOTCacheOutput=" + controlCache);
    control.program().awaitReady();
    Publisher publisher = Publisher.of(client, control.url(), credentials);
    publisher.prepare(executions.stream().map(ExecutionProcess::url).toList());
    endTogether(List.of(first.program(), control.program()));
    for (ExecutionProcess execution : executions) {
      execution.start(startOptions(execution.program()));
    }
    control.program().start(startOptions(control.program()));
    for (ExecutionProcess execution : executions) {
      execution.awaitReady();
    }
    return new Prepared(Doors.of(credentials), publisher);
  }

  /** What they learnt takes each of them some seconds to write down. */
  private static void endTogether(List<Program> programs) throws InterruptedException {
    List<Thread> ends = new ArrayList<>();
    for (Program program : programs) {
      ends.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      program.end();
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  }));
    }
    for (Thread end : ends) {
      end.join();
    }
  }

  /** The ways in, and the one who publishes. */
  record Prepared(Doors doors, Publisher publisher) {}

  /** What a program is started with besides its recipe. */
  String[] startOptions(Program program) {
    if (clock.isPresent() && program == executions.getLast().program()) {
      // no start cache: it holds clocks that cannot be moved
      return new String[] {clock.get().option()};
    }
    Path cache = program == control.program() ? controlCache : executionCache;
    return program != sink && Files.exists(cache)
        ? new String[] {"-XX:AOTCache=" + cache}
        : new String[0];
  }

  /** All that a supervisor would look after. */
  List<Program> programs() {
    List<Program> all = new ArrayList<>(List.of(sink, control.program()));
    executions.forEach(execution -> all.add(execution.program()));
    return all;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    executions.forEach(ExecutionProcess::close);
    if (control != null) {
      control.program().close();
    }
    postgres.stop();
    sink.close();
    if (disk.isPresent()) {
      try {
        disk.get().free();
        disk.get().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
