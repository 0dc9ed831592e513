package io.herald.bench.stage;

import io.herald.platform.database.DatabaseAddress;
import io.herald.platform.database.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One execution instance in a process of its own, with a PostgreSQL of its own; nothing is left of
 * them at the end.
 */
public final class OneInstance implements AutoCloseable {
  private final Path work;
  private final EmbeddedPostgres postgres;
  private final ExecutionProcess process;
  private final HttpClient http = HttpClient.newHttpClient();

  private OneInstance(Path work, EmbeddedPostgres postgres, ExecutionProcess process) {
    this.work = work;
    this.postgres = postgres;
    this.process = process;
  }

  /**
   * Starts it, and waits until it serves.
   *
   * @param server folder with the jars of the server
   * @param folder to work in
   * @param relay port of the mail server on this machine
   */
  public static OneInstance start(Path server, Path folder, int relay)
      throws IOException, SQLException, InterruptedException {
    Path work = Files.createTempDirectory(folder, "run-");
    EmbeddedPostgres postgres = new EmbeddedPostgres(work.resolve("postgres"), 0);
    postgres.start();
    ExecutionProcess process;
    try {
      process =
          new ExecutionProcess(
              ExecutionProcess.Recipe.of(
                  server,
                  options(work),
                  relay,
                  postgres.createDatabase("execution"),
                  Files.createDirectory(work.resolve("execution"))),
              "execution-1",
              work.resolve("execution.log"));
    } catch (IOException | SQLException e) {
      postgres.stop();
      throw e;
    }
    OneInstance stage = new OneInstance(work, postgres, process);
    try {
      process.start();
      process.awaitReady();
      return stage;
    } catch (IOException | InterruptedException e) {
      // its log stays, and the database with it
      process.close();
      postgres.stop();
      throw e;
    }
  }

  /** Those of the launcher, and what the user sets for it. */
  private static List<String> options(Path work) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-Xmx512m",
                "-XX:+UseG1GC",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + work.resolve("herald.jsa"),
                "-Xlog:cds=off",
                "-Xlog:aot=off"));
    String further = System.getenv("HERALD_JAVA_OPTS");
    if (further != null && !further.isBlank()) {
      options.addAll(List.of(further.strip().split("\\s+")));
    }
    return options;
  }

  public ExecutionProcess process() {
    return process;
  }

  /** Its PostgreSQL. */
  public EmbeddedPostgres postgres() {
    return postgres;
  }

  /** Where its events are. */
  public DatabaseAddress database() {
    return postgres.address("execution");
  }

  /** The ways in. */
  public Doors doors() throws IOException {
    return Doors.of(work.resolve("execution").resolve("credentials.json"));
  }

  public HttpClient http() {
    return http;
  }

  @Override
  public void close() throws IOException {
    process.close();
    http.close();
    postgres.stop();
    try (Stream<Path> all = Files.walk(work)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
