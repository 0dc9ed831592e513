package io.herald.bench.endtoend;

import io.herald.bench.stage.Folders;
import io.herald.bench.stage.Notation;
import io.herald.bench.stage.OrderMail;
import io.herald.bench.stage.Processes;
import io.herald.bench.stage.Program;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What many Node teams run: express takes an event and queues it with BullMQ on Redis, workers in
 * processes of their own render the mail with Handlebars and send it through nodemailer's pool.
 * Redis has an event on disk before it is accepted, and its outcome, too.
 */
final class NodeStack {
  /** Gave the most on two processors: {@code bench/README.md} has the figures. */
  static final int WORKERS = 2;

  /** Mails each has under way; the same holds. */
  static final int CONCURRENCY = 50;

  private static final Duration INSTALL_WITHIN = Duration.ofMinutes(5);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
  private static final String NEEDS =
      "The Node stack needs Node.js 20 or newer with npm, and redis-server; or use --alone.";

  private final Path program;
  private final Path run;
  private final int workers;
  private final int concurrency;

  private NodeStack(Path program, Path run, int workers, int concurrency) {
    this.program = program;
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
   * @param out is told what cannot be ended
   * @throws IOException when something is missing or does not start, with the reason
   */
  static Peer start(int sinkPort, Path work, int workers, int concurrency, PrintStream out)
      throws IOException, InterruptedException {
    Installed.require("node", NEEDS);
    Installed.require("npm", NEEDS);
    Path program = PeerSources.built("node", work.resolve("peers"), NodeStack::install);
    Closing closing = new Closing(out);
    try {
      Path run = Files.createTempDirectory(work.toAbsolutePath(), "node-");
      closing.add(() -> Folders.remove(run));
      return new NodeStack(program, run, workers, concurrency).start(sinkPort, closing);
    } catch (IOException | InterruptedException | RuntimeException e) {
      closing.close();
      throw e;
    }
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

  private Peer start(int sinkPort, Closing closing) throws IOException, InterruptedException {
    Path redis = redis();
    Path templates = Files.createDirectory(run.resolve("templates"));
    Files.writeString(
        templates.resolve("order.html.hbs"), Notation.HANDLEBARS.translate(OrderMail.HTML));
    Files.writeString(
        templates.resolve("order.txt.hbs"), Notation.HANDLEBARS.translate(OrderMail.TEXT));

    int redisPort = Program.freePort();
    int httpPort = Program.freePort();
    Map<String, String> environment =
        Map.of(
            "NODE_ENV", "production",
            "REDIS_PORT", Integer.toString(redisPort),
            "HTTP_PORT", Integer.toString(httpPort),
            "SMTP_PORT", Integer.toString(sinkPort),
            "CONCURRENCY", Integer.toString(concurrency),
            "TEMPLATES", templates.toString());
    List<Child> children = new ArrayList<>();
    children.add(closing.add(redis(redis, redisPort)));
    children.add(closing.add(node("server", environment)));
    for (int i = 1; i <= workers; i++) {
      children.add(closing.add(node("worker-" + i, environment)));
    }
    PeerService service = closing.add(PeerService.at(httpPort, children));
    service.awaitReady();
    return new Peer(
        "Node: express, BullMQ, nodemailer",
        "Node",
        versions(redis),
        service,
        () -> Child.cpu(children),
        closing);
  }

  private Child node(String name, Map<String, String> environment) throws IOException {
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

  private String versions(Path redis) throws IOException, InterruptedException {
    String node = Processes.run(ANSWER_WITHIN, List.of("node", "-p", "process.versions.node"));
    // Redis server v=7.0.15 sha=...
    String line = Processes.run(ANSWER_WITHIN, List.of(redis.toString(), "--version"));
    String redisVersion = line.replaceFirst(".*?v=(\\S+).*", "$1");
    return "express %s, BullMQ %s, nodemailer %s, Node.js %s; a process for HTTP, %d for mails, %d under way in each; Redis %s, appendfsync always"
        .formatted(
            packageVersion("express"),
            packageVersion("bullmq"),
            packageVersion("nodemailer"),
            node,
            workers,
            concurrency,
            redisVersion);
  }

  private String packageVersion(String name) throws IOException {
    Path description = program.resolve("node_modules").resolve(name).resolve("package.json");
    return JsonMapper.shared()
        .readTree(Files.readString(description))
        .required("version")
        .stringValue();
  }
}
