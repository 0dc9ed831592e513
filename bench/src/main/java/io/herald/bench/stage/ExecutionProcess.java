package io.herald.bench.stage;

import io.herald.platform.database.DatabaseAddress;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A real execution instance in a process of its own, the same as {@code ./herald execution} runs,
 * started and killed again and again on the same port. Safe for use by many threads.
 */
public final class ExecutionProcess implements AutoCloseable {
  /** Who may call: programs of this machine, by password and plain HTTP. */
  static final String LOOPBACK_ZONE =
      "loopback 127.0.0.0/8 ::1/128 allowHTTP allowUserPassword sessionTokenOnly";

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
      return new Recipe(
          ExecutionProcess.jvm(server, options),
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

    /** The same with a setting more. */
    public Recipe with(String key, String value) {
      Map<String, String> more = new HashMap<>(settings);
      more.put(key, value);
      return new Recipe(jvm, Map.copyOf(more), environment, folder);
    }
  }

  private final Program program;
  private final int port;

  /**
   * @param name for its log and its lines in the audit trail
   * @param log everything it says, of all its lives
   * @throws IOException when no port is free
   */
  public ExecutionProcess(Recipe recipe, String name, Path log) throws IOException {
    port = Program.freePort();
    program =
        new Program(
            new Program.Recipe(
                recipe.jvm(),
                words(
                    "execution",
                    recipe.folder(),
                    recipe
                        .with("execution.http.port", Integer.toString(port))
                        .with("execution.node", name)
                        .settings()),
                recipe.environment(),
                recipe.folder()),
            name,
            log);
  }

  /** The process as a program that can be killed. */
  public Program program() {
    return program;
  }

  public String name() {
    return program.name();
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
  public void start(String... further) throws IOException {
    program.start(further);
  }

  /** Asks it to end by SIGTERM, and returns when it has; by force when it takes too long. */
  public void end() throws InterruptedException {
    program.end();
  }

  /**
   * Waits until it serves.
   *
   * @throws IOException when it ends instead, or takes longer than three minutes
   */
  public void awaitReady() throws IOException, InterruptedException {
    program.awaitReady();
  }

  /** The processor time its present life has used, in all threads. */
  public Duration cpu() {
    return program.cpu();
  }

  /** The number of its present process. */
  public long pid() {
    return program.pid();
  }

  /** How long the last start took that was left in peace. */
  public Duration lastStart() {
    return program.lastStart();
  }

  /** Ends it by SIGKILL; it is not started again. */
  @Override
  public void close() {
    program.close();
  }

  /**
   * Program, options and class path of a JVM for the server.
   *
   * @throws IOException when the folder of jars cannot be read or is empty
   */
  static List<String> jvm(Path server, List<String> options) throws IOException {
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
    return List.copyOf(jvm);
  }

  /** The words behind {@code java -cp …}. */
  static List<String> words(String command, Path folder, Map<String, String> settings) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("io.herald.server.Main", command, "--dir", folder.toString()));
    settings.forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
    return List.copyOf(words);
  }
}
