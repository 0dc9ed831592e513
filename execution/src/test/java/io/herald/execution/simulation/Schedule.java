package io.herald.execution.simulation;

import io.herald.execution.simulation.ModelTables.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One run from one seed: some processes, some events, whatever goes wrong; then everything gets
 * well, and the books are closed. Each seed has its own mixture of mishaps, and many have none of a
 * kind, so that what one kind would hide another shows.
 */
final class Schedule {
  private static final Duration TROUBLE = Duration.ofSeconds(15);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  /** A claim whose answer was lost is given up after 30 seconds; a dead session, after 8. */
  private static final int LOOKS_WITHOUT_PROGRESS = 140;

  private static final int MOST_LOOKS = 2_000;

  /**
   * What came of it.
   *
   * @param violations empty when all promises were kept
   * @param fingerprint the same for the same seed
   */
  record Result(
      long seed,
      List<String> violations,
      List<String> story,
      long fingerprint,
      int events,
      int copies,
      int processes) {}

  private final long seed;
  private final World world;
  private final Random random;
  private final ModelServer server;
  private final Provider provider;
  private final Callers callers;
  private final Catalogue catalogue = new Catalogue();
  private final List<Node> nodes = new ArrayList<>();
  private final int room;
  private final int journeys;
  private int started;
  private boolean trouble = true;

  private Schedule(long seed, boolean told, ModelServer.@Nullable Witness witness) {
    this.seed = seed;
    this.world = new World(seed, told);
    this.random = world.random();
    this.server = new ModelServer(world, witness);
    this.provider = new Provider(world, server.tables());
    this.callers = new Callers(world, this::anyNode);
    this.room = 2 + random.nextInt(20);
    this.journeys = 1 + random.nextInt(6);
  }

  static Result run(long seed) {
    return new Schedule(seed, false, null).run();
  }

  /** The same, and what happened. */
  static Result tell(long seed) {
    return new Schedule(seed, true, null).run();
  }

  /** The same, with somebody who hears all that the database did, and its tables at the end. */
  static ModelTables watched(long seed, ModelServer.Witness witness) {
    Schedule schedule = new Schedule(seed, false, witness);
    schedule.run();
    return schedule.server.tables();
  }

  private Result run() {
    plan();
    world.run(TROUBLE);
    getWell();
    settle();
    if (world.violations().isEmpty()) {
      new Invariants(world, server.tables(), provider).check(callers.answered());
    }
    int copies = provider.messages().stream().mapToInt(provider::copies).sum();
    return new Result(
        seed,
        world.violations(),
        world.story(),
        world.fingerprint(),
        server.tables().events.size(),
        copies,
        started);
  }

  private void plan() {
    for (int i = 0; i <= random.nextInt(3); i++) {
      startNode();
    }
    int events = 3 + random.nextInt(30);
    for (int i = 0; i < events; i++) {
      sometime(callers::push);
    }
    server.mishaps(new Mishaps(rarely(0.02), rarely(0.02), rarely(0.02), rarely(0.01)));
    times(2, 0.3, this::databaseAway);
    times(3, 0.5, this::killOne);
    times(3, 0.4, this::pauseOne);
    times(1, 0.3, this::stopOne);
    times(4, 0.7, this::otherMood);
    times(1, 0.2, this::closeTheWay);
    times(3, 0.3, this::cancelOne);
  }

  private void sometime(Runnable what) {
    world.after(world.between(0, TROUBLE.toNanos() / 1_000), what);
  }

  private void times(int most, double probability, Runnable what) {
    if (world.chance(probability)) {
      for (int i = 0; i <= random.nextInt(most); i++) {
        sometime(what);
      }
    }
  }

  private double rarely(double most) {
    return world.chance(0.5) ? 0 : most * random.nextDouble();
  }

  private void startNode() {
    SimulatedProcess process = new SimulatedProcess(world, "node " + ++started);
    Duration wrongBy =
        world.chance(0.5) ? Duration.ZERO : world.between(0, 4_000_000).minusSeconds(2);
    Node node = new Node(world, process, server, provider, catalogue, wrongBy, room, journeys);
    node.renderFailures(trouble ? rarely(0.2) : 0);
    nodes.add(node);
    node.start(() -> restart(node));
  }

  /** The operating system ends what is left of a process, and a supervisor starts another one. */
  private void restart(Node node) {
    bury(node);
    world.after(world.between(100_000, 6_000_000), this::startNode);
  }

  private void bury(Node node) {
    node.process().kill();
    server.lost(node.process());
    nodes.remove(node);
  }

  private Optional<Node> anyNode() {
    List<Node> serving = nodes.stream().filter(Node::serving).toList();
    return serving.isEmpty()
        ? Optional.empty()
        : Optional.of(serving.get(random.nextInt(serving.size())));
  }

  private void killOne() {
    if (!nodes.isEmpty()) {
      Node node = nodes.get(random.nextInt(nodes.size()));
      world.tell(() -> node.process().name() + " is killed");
      restart(node);
    }
  }

  private void pauseOne() {
    anyNode()
        .ifPresent(
            node -> {
              world.tell(() -> node.process().name() + " is paused");
              node.process().pause();
              world.after(
                  world.between(10_000, 12_000_000),
                  () -> {
                    world.tell(() -> node.process().name() + " goes on");
                    node.process().goOn();
                  });
            });
  }

  private void stopOne() {
    anyNode()
        .ifPresent(
            node -> {
              world.tell(() -> node.process().name() + " is stopped");
              node.stop(() -> restart(node));
            });
  }

  private void databaseAway() {
    world.tell(() -> "the database is killed");
    server.stop();
    world.after(
        world.between(50_000, 5_000_000),
        () -> {
          world.tell(() -> "the database is back");
          server.start();
        });
  }

  private void otherMood() {
    provider.mood(
        new Provider.Mood(
            rarely(0.5),
            rarely(0.3),
            rarely(0.3),
            rarely(0.4),
            rarely(0.3),
            rarely(0.1),
            world.chance(0.2)));
  }

  private void closeTheWay() {
    provider.closed(true);
    world.after(world.between(100_000, 8_000_000), () -> provider.closed(false));
  }

  private void cancelOne() {
    List<Long> ids = new ArrayList<>(server.tables().events.keySet());
    if (!ids.isEmpty()) {
      long id = ids.get(random.nextInt(ids.size()));
      anyNode().ifPresent(node -> node.cancel(id));
    }
  }

  private void getWell() {
    trouble = false;
    world.tell(() -> "from now on everything is well");
    server.mishaps(Mishaps.NONE);
    provider.mood(Provider.Mood.GOOD);
    nodes.forEach(node -> node.renderFailures(0));
  }

  /**
   * Until nothing is open: waits for what is under way, and sets the clocks to what is due next.
   */
  private void settle() {
    int looks = 0;
    long last = 0;
    for (int all = 0; all < MOST_LOOKS && looks++ < LOOKS_WITHOUT_PROGRESS; all++) {
      world.run(LOOK_EVERY);
      if (!world.violations().isEmpty()) {
        return;
      }
      List<Row> open =
          server.tables().events.values().stream().filter(e -> e.flag("open")).toList();
      if (open.isEmpty() && !callers.asking()) {
        return;
      }
      long progress = server.tables().trail.size();
      if (progress != last) {
        last = progress;
        looks = 0;
      }
      long now = world.now().toEpochMilli();
      boolean allWait =
          open.stream()
              .allMatch(e -> e.get("claimed_by") == null && e.number("due_at") > now + 3_000);
      if (!open.isEmpty() && allWait && !callers.asking()) {
        long next = open.stream().mapToLong(e -> e.number("due_at")).min().orElseThrow();
        world.jumpTo(Instant.ofEpochMilli(next));
      }
    }
    world.violation("nothing goes on any more");
  }
}
