package io.herald.bench.torture;

import io.herald.platform.database.DatabaseAddress;
import io.herald.platform.database.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything around the load: the database and the mail sink, which stay, and the execution
 * processes, which do not. What was started ends with {@link #close}, which may be called while
 * something is still starting. Safe for use by many threads.
 */
final class World implements AutoCloseable {
  private static final Duration CALL_PATIENCE = Duration.ofSeconds(10);

  private static final String CREDENTIALS = "credentials.json";

  private static final String LOOPBACK_ZONE =
      "loopback 127.0.0.0/8 ::1/128 allowHTTP allowUserPassword sessionTokenOnly";

  /** What the instance writes into its {@code credentials.json}, as far as it is needed here. */
  private record Keys(
      String agentLogin,
      String agentPassword,
      String organization,
      String apiKey,
      String accessToken,
      String linkSecret) {}

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
    sink = new MailSink(arrivals, random);
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
  Load.Doors prepare(HttpClient client) throws IOException, InterruptedException {
    ExecutionProcess first = processes.getFirst();
    first.start("-XX:AOTCacheOutput=" + startCache);
    first.awaitReady();
    Path credentials = folders.getFirst().resolve(CREDENTIALS);
    Keys keys = JsonMapper.shared().readValue(Files.readString(credentials), Keys.class);
    Messages.publish(client, first.url(), keys.linkSecret());
    first.end();
    for (Path other : folders.subList(1, folders.size())) {
      Files.copy(credentials, other.resolve(CREDENTIALS), StandardCopyOption.COPY_ATTRIBUTES);
    }
    String login = keys.agentLogin() + "/" + keys.agentPassword();
    return new Load.Doors(
        new RestDoor(keys.organization(), keys.apiKey(), keys.accessToken(), CALL_PATIENCE),
        new SoapDoor("rtEvent", login, CALL_PATIENCE),
        new SoapDoor("batchEvent", login, CALL_PATIENCE));
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
    return new ExecutionProcess.Recipe(
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            // a short life: quick to start, small
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseCompactObjectHeaders",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.awt.headless=true",
            // the virtual machine has things to say about its start cache, of no use here
            "-Xlog:disable",
            "-cp",
            classPath),
        Map.of(
            "access.zones",
            LOOPBACK_ZONE,
            "email.relay.host",
            "127.0.0.1",
            "email.relay.port",
            Integer.toString(sink.port()),
            "email.relay.tls",
            "none"),
        Map.of("HERALD_EXECUTION_DATABASE_URL", database.toUrl()),
        own);
  }
}
