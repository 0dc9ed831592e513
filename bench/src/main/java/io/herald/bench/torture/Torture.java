package io.herald.bench.torture;

import io.herald.bench.stage.ExecutionProcess;
import io.herald.bench.stage.Folders;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Hurts everything an installation consists of while callers push, and shows that nothing accepted
 * was lost: load, kill, start, again; then let everything settle, and close the books.
 *
 * <p>Exit status: 0 when the books are clean, 1 when they are not or the run broke off, 2 when the
 * command line is not understood.
 */
public final class Torture {
  /**
   * A mail whose second attempt came to an unknown end waits 5 minutes, after the third 15, after
   * the fourth an hour; of a million, some have so much bad luck.
   */
  private static final Duration SETTLE_WITHIN = Duration.ofMinutes(75);

  private static final Duration PROGRESS_EVERY = Duration.ofSeconds(10);

  private final Options options;
  private final Duration settleWithin;
  private final PrintStream out;
  private final SplittableRandom random;
  private final Answers answers = new Answers();
  private long lastProgressNanos = System.nanoTime();

  /**
   * @param settleWithin how long to wait, after the last fault, for what is still open
   */
  Torture(Options options, Duration settleWithin, PrintStream out) {
    this.options = options;
    this.settleWithin = settleWithin;
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
          System.exit(new Torture(options, SETTLE_WITHIN, out).run() ? 0 : 1);
    }
  }

  /** Returns whether the books are clean. */
  private boolean run() {
    try {
      Files.createDirectories(options.folder());
      Path folder = Files.createTempDirectory(options.folder(), "run-").toAbsolutePath();
      BooksPage page = run(folder);
      out.print(page.text());
      if (page.clean()) {
        Folders.remove(folder);
      } else {
        out.println("Logs, mails and database are kept in " + folder);
      }
      return page.clean();
    } catch (IOException | UncheckedIOException | SQLException | IllegalStateException e) {
      out.println("Broke off: " + e);
      out.println("Again: " + options.again());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Does it all, and closes the books.
   *
   * @param folder an empty one
   */
  BooksPage run(Path folder) throws IOException, SQLException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        World world = new World(options, folder)) {
      Thread end = new Thread(world::close, "end");
      Runtime.getRuntime().addShutdownHook(end);
      out.println("Torture with seed " + options.seed() + ". Preparing ...");
      World.Prepared prepared = world.prepare(client);
      long began = System.nanoTime();
      Load load =
          new Load(
              prepared.doors(),
              world.executions().stream().map(ExecutionProcess::url).toList(),
              answers,
              options.rate());
      BooksPage page;
      try (Faults faults = new Faults(world, folder.resolve("faults.log"))) {
        load.start(random.split());
        prepared.publisher().start();
        try {
          faults.run(
              new FaultPlan(options.seed(), options.processes()),
              options,
              kills -> sayHowFar(world, kills + " kills"));
        } finally {
          load.stop();
          prepared.publisher().stop();
          faults.awaitEndOfTroubles();
        }
        ApiEvents stored =
            new ApiEvents(
                client, world.executions().getFirst().url(), prepared.doors().apiCredentials());
        settle(world, stored);
        out.println("Closing the books ...");
        MailFiles mails = MailFiles.read(world.mails());
        Books books = Books.close(answers.accepted(), mails.mails(), stored.all(), stored::trails);
        page =
            new BooksPage(
                options,
                faults.tally(),
                Duration.ofNanos(System.nanoTime() - began),
                answers.tally(),
                mails.dropped(),
                prepared.publisher().published(),
                world.leftOut(),
                answers.garbled(),
                books);
      }
      Runtime.getRuntime().removeShutdownHook(end);
      return page;
    }
  }

  /** Waits until nothing is left to do; what is still open after the bound shows in the books. */
  private void settle(World world, ApiEvents stored) throws IOException, InterruptedException {
    world.awaitPostgres();
    for (ExecutionProcess execution : world.executions()) {
      execution.program().awaitReadyInAnyLife();
    }
    long deadline = System.nanoTime() + settleWithin.toNanos();
    Optional<List<Long>> open = stored.open();
    while (open.isEmpty() || !open.get().isEmpty()) {
      if (System.nanoTime() > deadline) {
        return;
      }
      sayHowFar(world, "settling");
      TimeUnit.MILLISECONDS.sleep(500);
      List<Long> still = open.isEmpty() ? List.of() : stored.stillOpen(open.get());
      // others may be open, too: only a search can tell that nothing is
      open = still.isEmpty() ? stored.open() : Optional.of(still);
    }
  }

  private void sayHowFar(World world, String where) {
    if (System.nanoTime() - lastProgressNanos > PROGRESS_EVERY.toNanos()) {
      lastProgressNanos = System.nanoTime();
      try {
        out.printf(
            "%-14s accepted %,11d   mails about %,11d%n",
            where, answers.acceptedSoFar(), MailFiles.roughly(world.mails()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
