package io.herald.bench.endtoend;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for.
 *
 * @param quick fewer mails and shorter times, for a look within a few minutes
 * @param alone without the contenders of others
 * @param fullGrowth up to a hundred million stored events, which takes hours and 400 GB
 * @param json where figures go as JSON; null: nowhere
 * @param results where the page goes
 * @param server folder with the jars of the server
 * @param folder to work in
 */
record BenchOptions(
    boolean quick,
    boolean alone,
    boolean fullGrowth,
    @Nullable Path json,
    Path results,
    Path server,
    Path folder) {
  static final String USAGE =
      """
      bench: how fast Herald is from the event to the mail, and others beside it

        --quick       a look, within a few minutes; its page goes to target/bench
        --alone       Herald only
        --full-growth up to 100 million stored events: some hours, and the disk for it
        --json FILE   the figures as JSON, too
      """;

  /** What reading a command line comes to. */
  sealed interface Reading {
    /** Do this. */
    record Understood(BenchOptions options) implements Reading {}

    /** Not understood; the message says what is expected. */
    record Refused(String message) implements Reading {}
  }

  /**
   * Reads the words of a command line: the folder of the server, that of the project, and what the
   * user wrote.
   */
  static Reading read(List<String> words) {
    Path project = Path.of(words.get(1)).toAbsolutePath();
    Deque<String> left = new ArrayDeque<>(words.subList(2, words.size()));
    boolean quick = false;
    boolean alone = false;
    boolean fullGrowth = false;
    Path json = null;
    while (!left.isEmpty()) {
      String word = left.removeFirst();
      switch (word) {
        case "--quick" -> quick = true;
        case "--alone" -> alone = true;
        case "--full-growth" -> fullGrowth = true;
        case "--json" -> {
          if (left.isEmpty()) {
            return new Reading.Refused("--json needs a file.\n\n" + USAGE);
          }
          json = Path.of(left.removeFirst());
        }
        case "--help", "-h" -> {
          return new Reading.Refused(USAGE);
        }
        default -> {
          return new Reading.Refused("bench does not know " + word + ".\n\n" + USAGE);
        }
      }
    }
    Path work = project.resolve("target").resolve("bench");
    return new Reading.Understood(
        new BenchOptions(
            quick,
            alone,
            fullGrowth,
            json,
            (quick || alone ? work : project.resolve("bench")).resolve("RESULTS.md"),
            Path.of(words.getFirst()),
            work));
  }
}
