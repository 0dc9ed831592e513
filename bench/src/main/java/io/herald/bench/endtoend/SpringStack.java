package io.herald.bench.endtoend;

import io.herald.bench.stage.Folders;
import io.herald.bench.stage.Notation;
import io.herald.bench.stage.OrderMail;
import io.herald.bench.stage.Processes;
import io.herald.bench.stage.Program;
import io.herald.platform.database.DatabaseAddress;
import io.herald.platform.database.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Java teams write by default: Spring Boot takes an event and saves an entity, a worker reads
 * pages of pending ones, renders each with Thymeleaf, sends it with JavaMailSender in a pool of
 * threads and marks it. On a PostgreSQL of its own, the same as Herald's and as durable.
 */
final class SpringStack {
  private static final Duration BUILD_WITHIN = Duration.ofMinutes(10);
  private static final String NEEDS = "The Spring stack is built with Maven; or use --alone.";
  private static final Pattern LIBRARY =
      Pattern.compile("BOOT-INF/lib/(spring-boot|hibernate-core|thymeleaf)-(\\d.*)\\.jar");

  private SpringStack() {}

  /**
   * Builds it, starts it and waits until it serves.
   *
   * @param sinkPort of the mail server on this machine
   * @param work where it keeps what it builds, and makes a folder of its own
   * @param out is told what cannot be ended
   * @throws IOException when something is missing or does not start, with the reason
   */
  static Peer start(int sinkPort, Path work, PrintStream out)
      throws IOException, SQLException, InterruptedException {
    Installed.require("mvn", NEEDS);
    Path program = PeerSources.built("spring", work.resolve("peers"), SpringStack::build);
    Closing closing = new Closing(out);
    try {
      Path run = Files.createTempDirectory(work.toAbsolutePath(), "spring-");
      closing.add(() -> Folders.remove(run));
      return start(program.resolve("target").resolve("order-mail.jar"), run, sinkPort, closing);
    } catch (IOException | SQLException | InterruptedException | RuntimeException e) {
      closing.close();
      throw e;
    }
  }

  private static void build(Path folder) throws IOException, InterruptedException {
    Processes.run(
        BUILD_WITHIN,
        List.of(
            "env",
            "JAVA_HOME=" + System.getProperty("java.home"),
            "mvn",
            "-q",
            "-B",
            "-ntp",
            "-f",
            folder.resolve("pom.xml").toString(),
            "package"));
  }

  private static Peer start(Path jar, Path run, int sinkPort, Closing closing)
      throws IOException, SQLException, InterruptedException {
    Path templates = run.resolve("templates");
    Files.createDirectories(templates.resolve("text"));
    Files.writeString(templates.resolve("order.html"), Notation.thymeleafHtml());
    Files.writeString(
        templates.resolve("text").resolve("order.txt"),
        Notation.THYMELEAF_TEXT.translate(OrderMail.TEXT));
    EmbeddedPostgres postgres = new EmbeddedPostgres(run.resolve("postgres"), 0);
    closing.add(postgres::stop);
    postgres.start();
    DatabaseAddress database = postgres.createDatabase("order_mail");

    int port = Program.freePort();
    List<Child> children =
        List.of(
            closing.add(
                Child.start(
                    "spring",
                    run,
                    Map.of(
                        "SERVER_PORT", Integer.toString(port),
                        "SPRING_MAIL_PORT", Integer.toString(sinkPort),
                        "SPRING_THYMELEAF_PREFIX", "file:" + templates + "/",
                        "SPRING_DATASOURCE_URL", database.jdbcUrl(),
                        "SPRING_DATASOURCE_USERNAME", database.user(),
                        "SPRING_DATASOURCE_PASSWORD", database.password()),
                    List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-jar",
                        jar.toString()))));
    PeerService service = closing.add(PeerService.at(port, children));
    service.awaitReady();
    return new Peer(
        "Spring Boot: JPA, Thymeleaf, Spring Mail",
        "Spring",
        versions(jar, database),
        service,
        () -> Child.cpu(children).plus(cpu(postgres)),
        closing);
  }

  private static Duration cpu(EmbeddedPostgres postgres) {
    return ProcessHandle.of(postgres.pid()).map(Processes::cpu).orElse(Duration.ZERO);
  }

  private static String versions(Path jar, DatabaseAddress database)
      throws IOException, SQLException {
    Map<String, String> libraries;
    try (JarFile content = new JarFile(jar.toFile())) {
      libraries =
          content.stream()
              .map(entry -> LIBRARY.matcher(entry.getName()))
              .filter(Matcher::matches)
              .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    }
    try (Connection connection =
        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
      return "Spring Boot %s, Hibernate %s, Thymeleaf %s, PostgreSQL %s; 16 threads send, a new connection each"
          .formatted(
              libraries.get("spring-boot"),
              libraries.get("hibernate-core"),
              libraries.get("thymeleaf"),
              connection.getMetaData().getDatabaseProductVersion());
    }
  }
}
