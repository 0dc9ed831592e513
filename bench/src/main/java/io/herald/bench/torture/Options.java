package io.herald.bench.torture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was asked for.
 *
 * @param rounds how often a process is ended by kill -9, 1 to 100,000; 0: as often as the time
 *     allows
 * @param minutes how long, 1 to 10,000; 0: as long as the rounds take. With both, the rounds are
 *     spread over the minutes
 * @param seed decides what is hurt when, and what is pushed
 * @param rate events pushed per second, 1 to 10,000
 * @param processes execution processes that share the database, 1 or 2
 * @param wrongClock by how many hours the clock of a process steps now and then, 0 to 24
 * @param server folder with the jars of the server
 * @param folder where everything is kept while it runs
 */
record Options(
    int rounds,
    int minutes,
    long seed,
    int rate,
    int processes,
    int wrongClock,
    Path server,
    Path folder) {
  /** What reading a command line comes to. */
  sealed interface Reading {
    /** Do this. */
    record Understood(Options options) implements Reading {}

    /** Not understood; the message says what is expected. */
    record Refused(String message) implements Reading {}
  }

  private static final int USUAL_ROUNDS = 200;

  static final String USAGE =
      """
      torture: 200 rounds of kill -9 under load, and the books afterwards

        --rounds N       how often a process is ended by kill -9 (default 200)
        --minutes M      how long; with --rounds, they are spread over that time
        --seed S         decides what is hurt when, and what is pushed (default: a new one)
        --rate R         events pushed per second (default 400)
        --processes P    execution processes that share the database, 1 or 2 (default 2)
        --wrong-clock H  the clock of one process steps by so many hours now and then (default 0)
      """;

  private static final Set<String> FLAGS =
      Set.of(
          "--rounds",
          "--minutes",
          "--seed",
          "--rate",
          "--processes",
          "--wrong-clock",
          "--server",
          "--dir");

  /**
   * Reads the words of a command line; each flag has a value.
   *
   * @param freshSeed taken when none is given
   */
  static Reading read(List<String> words, long freshSeed) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < words.size(); i += 2) {
      String flag = words.get(i);
      if (!FLAGS.contains(flag)) {
        return new Reading.Refused(
            flag.equals("--help") || flag.equals("-h")
                ? USAGE
                : "torture does not know " + flag + ".\n\n" + USAGE);
      }
      if (i + 1 == words.size()) {
        return new Reading.Refused(flag + " needs a value.\n\n" + USAGE);
      }
      if (given.putIfAbsent(flag, words.get(i + 1)) != null) {
        return new Reading.Refused(flag + " is given twice.");
      }
    }
    if (!given.containsKey("--server")) {
      return new Reading.Refused("--server is missing: the folder with the jars of the server.");
    }
    try {
      return new Reading.Understood(
          new Options(
              (int)
                  number(
                      given,
                      "--rounds",
                      given.containsKey("--minutes") ? 0 : USUAL_ROUNDS,
                      1,
                      100_000),
              (int) number(given, "--minutes", 0, 1, 10_000),
              number(given, "--seed", freshSeed, Long.MIN_VALUE, Long.MAX_VALUE),
              (int) number(given, "--rate", 400, 1, 10_000),
              (int) number(given, "--processes", 2, 1, 2),
              (int) number(given, "--wrong-clock", 0, 0, 24),
              Path.of(given.get("--server")),
              Path.of(given.getOrDefault("--dir", "target/torture"))));
    } catch (IllegalArgumentException e) {
      return new Reading.Refused(String.valueOf(e.getMessage()));
    }
  }

  /** The command that does the same again. */
  String again() {
    return "./herald torture%s%s --seed %d --rate %d --processes %d%s"
        .formatted(
            rounds == 0 ? "" : " --rounds " + rounds,
            minutes == 0 ? "" : " --minutes " + minutes,
            seed,
            rate,
            processes,
            wrongClock == 0 ? "" : " --wrong-clock " + wrongClock);
  }

  /**
   * Whether it is enough.
   *
   * @param kills so far
   * @param elapsed since the first fault could happen
   */
  boolean enough(int kills, Duration elapsed) {
    return (rounds > 0 && kills >= rounds)
        || (minutes > 0 && elapsed.compareTo(Duration.ofMinutes(minutes)) >= 0);
  }

  /**
   * When the next round may begin, after the first fault could happen: at once, unless the rounds
   * are spread.
   *
   * @param kills so far
   */
  Duration nextRound(int kills) {
    return rounds == 0 || minutes == 0
        ? Duration.ZERO
        : Duration.ofMinutes(minutes).multipliedBy(kills).dividedBy(rounds);
  }

  private static long number(
      Map<String, String> given, String flag, long otherwise, long least, long most) {
    String text = given.get(flag);
    if (text == null) {
      return otherwise;
    }
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "%s expects a whole number from %d to %d, not %s.".formatted(flag, least, most, text));
  }
}
