package io.herald.bench.torture;

import io.herald.bench.stage.Doors;
import io.herald.bench.stage.ExecutionProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Ends execution processes by kill -9 at random moments while callers push, and shows that nothing
 * accepted was lost: load, kill, start, again; then let everything settle, and close the books.
 *
 * <p>Exit status: 0 when the books are clean, 1 when they are not or the run broke off, 2 when the
 * command line is not understood.
 */
public final class Torture {
  private static final Duration SETTLE_WITHIN = Duration.ofMinutes(3);
  private static final Duration PROGRESS_EVERY = Duration.ofSeconds(5);

  /** A member counts as gone two seconds after its last sign of life. */
  private static final Duration UNTIL_TAKE_OVER = Duration.ofMillis(1_900);

  private static final Duration TAKE_OVER = Duration.ofMillis(1_200);
  private static final Duration UNDER_LOAD = Duration.ofSeconds(5);

  private final Options options;
  private final PrintStream out;
  private final SplittableRandom random;
  private final Answers answers = new Answers();
  private final Arrivals arrivals = new Arrivals();
  private final Map<KillPlan.Moment, Integer> kills = new EnumMap<>(KillPlan.Moment.class);
  private long lastKillNanos = System.nanoTime();
  private long lastProgressNanos = System.nanoTime();

  private Torture(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
    this.random = new SplittableRandom(options.seed());
  }

  public static void main(String[] words) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    switch (Options.read(List.of(words), System.nanoTime() & 0xffff_ffffL)) {
      case Options.Reading.Refused(String message) -> {
        out.println(message);
        System.exit(2);
      }
      case Options.Reading.Understood(Options options) ->
          System.exit(new Torture(options, out).run());
    }
  }

  private int run() {
    try {
      Files.createDirectories(options.folder());
      Path folder = Files.createTempDirectory(options.folder(), "run-").toAbsolutePath();
      boolean clean = run(folder);
      if (clean) {
        remove(folder);
      } else {
        out.println("Logs and database are kept in " + folder);
      }
      return clean ? 0 : 1;
    } catch (IOException | SQLException | IllegalStateException e) {
      out.println("Broke off: " + e.getMessage());
      out.println("Again: " + options.again());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private boolean run(Path folder) throws IOException, SQLException, InterruptedException {
    long began = System.nanoTime();
    try (World world = new World(options, folder, arrivals, random.split())) {
      Thread end = new Thread(() -> closeQuietly(world), "end");
      Runtime.getRuntime().addShutdownHook(end);
      out.printf(
          "Torture with seed %d: %d rounds, %d events/s, processes: %d. Preparing ...%n",
          options.seed(), options.rounds(), options.rate(), options.processes());
      HttpClient client = Load.client();
      Doors doors = world.prepare(client);
      for (ExecutionProcess process : world.processes()) {
        world.start(process);
        process.awaitReady();
      }
      List<URI> urls = world.processes().stream().map(ExecutionProcess::url).toList();
      Load load = new Load(client, doors, urls, answers, options.rate());
      load.start(random.split());
      try {
        killAgainAndAgain(world);
      } finally {
        load.stop();
      }
      StoredEvents stored = new StoredEvents(world.database());
      settle(world, stored);
      Books books =
          Books.close(
              answers.accepted(),
              answers.givenTwice(),
              arrivals.byEvent(),
              arrivals.unreadable(),
              stored.all());
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      BooksPage page =
          new BooksPage(
              options, kills, took, answers.tally(), answers.garbled(), books, stored.trail());
      out.print(page.text());
      return page.clean();
    }
  }

  private void killAgainAndAgain(World world) throws IOException, InterruptedException {
    KillPlan plan = new KillPlan(random.nextLong(), options.processes());
    for (int number = 1; number <= options.rounds(); number++) {
      KillPlan.Round round = plan.next();
      List<ExecutionProcess> victims =
          round.victims().stream().map(world.processes()::get).toList();
      awaitMoment(round, victims, number);
      for (ExecutionProcess victim : victims) {
        victim.requireAlive();
        victim.kill();
      }
      lastKillNanos = System.nanoTime();
      kills.merge(round.moment(), 1, Integer::sum);
      for (ExecutionProcess victim : victims) {
        world.start(victim);
      }
    }
  }

  private void awaitMoment(KillPlan.Round round, List<ExecutionProcess> victims, int number)
      throws IOException, InterruptedException {
    ExecutionProcess first = victims.getFirst();
    long from =
        switch (round.moment()) {
          case STARTING -> first.begunNanos();
          case TAKING_OVER, UNDER_LOAD -> {
            for (ExecutionProcess victim : victims) {
              victim.awaitReady();
            }
            yield round.moment() == KillPlan.Moment.UNDER_LOAD
                ? System.nanoTime()
                : Math.max(System.nanoTime(), lastKillNanos + UNTIL_TAKE_OVER.toNanos());
          }
        };
    Duration span =
        switch (round.moment()) {
          case STARTING -> first.lastStart();
          case TAKING_OVER -> TAKE_OVER;
          case UNDER_LOAD -> UNDER_LOAD;
        };
    long moment = from + (long) (round.fraction() * span.toNanos());
    TimeUnit.NANOSECONDS.sleep(moment - System.nanoTime());
    sayHowFar("round %d of %d".formatted(number, options.rounds()));
  }

  /** Waits until nothing is left to do; what is still open after the bound shows in the books. */
  private void settle(World world, StoredEvents stored)
      throws IOException, SQLException, InterruptedException {
    for (ExecutionProcess process : world.processes()) {
      process.awaitReady();
    }
    long deadline = System.nanoTime() + SETTLE_WITHIN.toNanos();
    for (long open = stored.open(); open > 0; open = stored.open()) {
      if (System.nanoTime() > deadline) {
        return;
      }
      sayHowFar("settling, " + open + " to go");
      TimeUnit.MILLISECONDS.sleep(250);
    }
  }

  private void sayHowFar(String where) {
    if (System.nanoTime() - lastProgressNanos > PROGRESS_EVERY.toNanos()) {
      lastProgressNanos = System.nanoTime();
      out.printf(
          "%-22s accepted %,9d   arrived %,9d%n",
          where, answers.acceptedSoFar(), arrivals.eventsSoFar());
    }
  }

  private static void closeQuietly(World world) {
    try {
      world.close();
    } catch (IOException e) {
      // the process ends anyway
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
