package io.herald.bench.endtoend;

import io.herald.bench.stage.Notation;
import io.herald.bench.stage.OrderMail;
import io.herald.bench.stage.PlainDoor;
import io.herald.platform.database.DatabaseAddress;
import io.herald.platform.database.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Java teams write by default: Spring Boot takes an event and saves an entity, a worker reads
 * pages of pending ones, renders each with Thymeleaf, sends it with JavaMailSender in a pool of
 * threads and marks it. On a PostgreSQL of its own, the same as Herald's and as durable.
 */
final class SpringStack implements Contender {
  private static final int CONNECTIONS = 64;
  private static final Duration BUILD_WITHIN = Duration.ofMinutes(10);
  private static final String NEEDS = "The Spring stack is built with Maven; or use --alone.";
  private static final Pattern LIBRARY =
      Pattern.compile("BOOT-INF/lib/(spring-boot|hibernate-core|thymeleaf)-(\\d.*)\\.jar");

  private final Path run;
  private final EmbeddedPostgres postgres;
  private final List<Child> children = new ArrayList<>();
  private @Nullable PeerService service;
  private String version = "";

  private SpringStack(Path run) {
    this.run = run;
    this.postgres = new EmbeddedPostgres(run.resolve("postgres"), 0);
  }

  /**
   * Builds it, starts it and waits until it serves.
   *
   * @param sinkPort of the mail server on this machine
   * @param work where it keeps what it builds, and makes a folder of its own
   * @throws IOException when something is missing or does not start, with the reason
   */
  static SpringStack start(int sinkPort, Path work)
      throws IOException, SQLException, InterruptedException {
    Installed.require("mvn", NEEDS);
    SpringStack stack =
        new SpringStack(Files.createTempDirectory(work.toAbsolutePath(), "spring-"));
    try {
      stack.start(PeerSources.built("spring", work.resolve("peers"), SpringStack::build), sinkPort);
      return stack;
    } catch (IOException | SQLException | InterruptedException | RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return "Spring Boot: JPA, Thymeleaf, Spring Mail";
  }

  @Override
  public String key() {
    return "Spring";
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public void push(Mails mails) throws IOException, InterruptedException {
    new Push(service().url(), new PlainDoor(PeerService.EVENTS, OrderMail.json()), 1, mails)
        .asFastAsAnswered(CONNECTIONS);
  }

  @Override
  public void awaitSettled() throws IOException, InterruptedException {
    service().awaitSettled();
  }

  @Override
  public Duration cpu() {
    Duration database = ProcessHandle.of(postgres.pid()).map(Processes::cpu).orElse(Duration.ZERO);
    return children.stream().map(Child::cpu).reduce(database, Duration::plus);
  }

  @Override
  public void close() throws IOException {
    if (service != null) {
      service.close();
    }
    children.forEach(Child::close);
    postgres.stop();
    Folders.remove(run);
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

  private void start(Path program, int sinkPort)
      throws IOException, SQLException, InterruptedException {
    Path jar = program.resolve("target").resolve("order-mail.jar");
    Path templates = run.resolve("templates");
    Files.createDirectories(templates.resolve("text"));
    Files.writeString(templates.resolve("order.html"), Notation.thymeleafHtml());
    Files.writeString(
        templates.resolve("text").resolve("order.txt"),
        Notation.THYMELEAF_TEXT.translate(OrderMail.TEXT));
    postgres.start();
    DatabaseAddress database = postgres.createDatabase("order_mail");
    version = versions(jar, database);

    int port = Child.freePort();
    children.add(
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
                jar.toString())));
    service = PeerService.at(port, children);
    service.awaitReady();
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

  private PeerService service() {
    if (service == null) {
      throw new IllegalStateException("not started");
    }
    return service;
  }
}
