package io.herald.bench.endtoend;

import io.herald.bench.stage.Notation;
import io.herald.bench.stage.OrderMail;
import io.herald.bench.stage.PlainDoor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What many Node teams run: express takes an event and queues it with BullMQ on Redis, workers in
 * processes of their own render the mail with Handlebars and send it through nodemailer's pool.
 * Redis has an event on disk before it is accepted, and its outcome, too.
 */
final class NodeStack implements Contender {
  /** Gave the most on two processors: {@code bench/README.md} has the figures. */
  static final int WORKERS = 2;

  /** Mails each has under way; the same holds. */
  static final int CONCURRENCY = 50;

  private static final int CONNECTIONS = 64;
  private static final Duration INSTALL_WITHIN = Duration.ofMinutes(5);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
  private static final String NEEDS =
      "The Node stack needs Node.js 20 or newer with npm, and redis-server; or use --alone.";

  private final Path run;
  private final int workers;
  private final int concurrency;
  private final List<Child> children = new ArrayList<>();
  private @Nullable PeerService service;
  private String version = "";

  private NodeStack(Path run, int workers, int concurrency) {
    this.run = run;
    this.workers = workers;
    this.concurrency = concurrency;
  }

  /**
   * Installs what it needs, starts it and waits until it serves.
   *
   * @param sinkPort of the mail server on this machine
   * @param work where it keeps what it installs, and makes a folder of its own
   * @param workers processes that send
   * @param concurrency mails each of them has under way
   * @throws IOException when something is missing or does not start, with the reason
   */
  static NodeStack start(int sinkPort, Path work, int workers, int concurrency)
      throws IOException, InterruptedException {
    Installed.require("node", NEEDS);
    Installed.require("npm", NEEDS);
    NodeStack stack =
        new NodeStack(
            Files.createTempDirectory(work.toAbsolutePath(), "node-"), workers, concurrency);
    try {
      stack.start(PeerSources.built("node", work.resolve("peers"), NodeStack::install), sinkPort);
      return stack;
    } catch (IOException | InterruptedException | RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return "Node: express, BullMQ, nodemailer";
  }

  @Override
  public String key() {
    return "Node";
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
    return children.stream().map(Child::cpu).reduce(Duration.ZERO, Duration::plus);
  }

  @Override
  public void close() throws IOException {
    if (service != null) {
      service.close();
    }
    children.reversed().forEach(Child::close);
    Folders.remove(run);
  }

  private static void install(Path folder) throws IOException, InterruptedException {
    Processes.run(
        INSTALL_WITHIN,
        List.of(
            "npm",
            // not "ci", which refuses a lock file that leaves out packages for other systems
            "install",
            "--no-save",
            "--prefix",
            folder.toString(),
            "--ignore-scripts",
            "--no-audit",
            "--no-fund"));
  }

  private void start(Path program, int sinkPort) throws IOException, InterruptedException {
    Path redis = redis();
    version = versions(program, redis);
    Path templates = Files.createDirectory(run.resolve("templates"));
    Files.writeString(
        templates.resolve("order.html.hbs"), Notation.HANDLEBARS.translate(OrderMail.HTML));
    Files.writeString(
        templates.resolve("order.txt.hbs"), Notation.HANDLEBARS.translate(OrderMail.TEXT));

    int redisPort = Child.freePort();
    int httpPort = Child.freePort();
    Map<String, String> environment =
        Map.of(
            "NODE_ENV", "production",
            "REDIS_PORT", Integer.toString(redisPort),
            "HTTP_PORT", Integer.toString(httpPort),
            "SMTP_PORT", Integer.toString(sinkPort),
            "CONCURRENCY", Integer.toString(concurrency),
            "TEMPLATES", templates.toString());
    children.add(redis(redis, redisPort));
    children.add(node("server", program, environment));
    for (int i = 1; i <= workers; i++) {
      children.add(node("worker-" + i, program, environment));
    }
    service = PeerService.at(httpPort, children);
    service.awaitReady();
  }

  private Child node(String name, Path program, Map<String, String> environment)
      throws IOException {
    String source = name.replaceFirst("-\\d+", "") + ".js";
    return Child.start(name, run, environment, List.of("node", program.resolve(source).toString()));
  }

  /**
   * The program {@code redis-server}. Debian's package of that name would start a service; the
   * program itself lies in redis-tools, as {@code redis-check-rdb}, and does what its name says.
   */
  private Path redis() throws IOException {
    Optional<Path> server = Installed.find("redis-server");
    if (server.isPresent()) {
      return server.get();
    }
    return Files.createSymbolicLink(
        run.resolve("redis-server"), Installed.require("redis-check-rdb", NEEDS));
  }

  private Child redis(Path program, int port) throws IOException {
    return Child.start(
        "redis",
        Files.createDirectory(run.resolve("redis")),
        Map.of(),
        List.of(
            program.toString(),
            "--bind",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            // accepted means durable
            "--appendonly",
            "yes",
            "--appendfsync",
            "always",
            // the log holds everything: no snapshots beside it
            "--save",
            ""));
  }

  private String versions(Path program, Path redis) throws IOException, InterruptedException {
    String node = Processes.run(ANSWER_WITHIN, List.of("node", "-p", "process.versions.node"));
    // Redis server v=7.0.15 sha=...
    String line = Processes.run(ANSWER_WITHIN, List.of(redis.toString(), "--version"));
    String redisVersion = line.replaceFirst(".*?v=(\\S+).*", "$1");
    return "express %s, BullMQ %s, nodemailer %s, Node.js %s; a process for HTTP, %d for mails, %d under way in each; Redis %s, appendfsync always"
        .formatted(
            packageVersion(program, "express"),
            packageVersion(program, "bullmq"),
            packageVersion(program, "nodemailer"),
            node,
            workers,
            concurrency,
            redisVersion);
  }

  private static String packageVersion(Path program, String name) throws IOException {
    Path description = program.resolve("node_modules").resolve(name).resolve("package.json");
    return JsonMapper.shared()
        .readTree(Files.readString(description))
        .required("version")
        .stringValue();
  }

  private PeerService service() {
    if (service == null) {
      throw new IllegalStateException("not started");
    }
    return service;
  }
}
