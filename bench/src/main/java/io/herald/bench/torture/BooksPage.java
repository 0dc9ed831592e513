package io.herald.bench.torture;

import io.herald.bench.torture.Books.Finding;
import io.herald.bench.torture.StoredEvents.Trail;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The books as a page for people.
 *
 * @param kills how many at which moment
 * @param garbled answers that were not understood
 */
record BooksPage(
    Options options,
    Map<KillPlan.Moment, Integer> kills,
    Duration took,
    Answers.Tally tally,
    List<String> garbled,
    Books books,
    Trail trail) {
  /** Whether everything is as promised. */
  boolean clean() {
    return books.clean() && garbled.isEmpty() && trail.withGaps() == 0;
  }

  String text() {
    StringBuilder page = new StringBuilder();
    page.append(
        "%n%d rounds of kill -9 (%s) in %d min %d s, seed %d%n%n"
            .formatted(
                options.rounds(),
                moments(),
                took.toMinutes(),
                took.toSecondsPart(),
                options.seed()));
    line(page, "pushed", tally.pushed(), "");
    line(page, "  nobody listened", tally.notReached(), "");
    line(page, "  no complete answer", tally.silence(), "nobody knows, the caller asks again");
    line(page, "  turned away", tally.turnedAway(), "");
    line(page, "  accepted", books.accepted(), "a positive answer with the id was read");
    page.append('\n');
    line(page, "accepted", books.accepted(), "");
    line(page, "  delivered", books.delivered(), "");
    line(page, "  failed visibly", books.failedVisibly(), "");
    line(page, "  still open", books.count(Finding.UNSETTLED), "");
    line(page, "  lost", books.lost(), "");
    page.append('\n');
    line(
        page,
        "delivered repeatedly",
        books.moreThanOnce(),
        "the trail of each must say: outcome unknown, sent again");
    line(page, "  unexplained", books.count(Finding.UNEXPLAINED), "");
    line(
        page,
        "stored, not answered",
        books.storedUnasked().count(),
        "allowed; %,d of them delivered".formatted(books.storedUnasked().delivered()));
    line(
        page,
        "lines of audit trail",
        trail.lines(),
        "by %,d writers, %s"
            .formatted(
                trail.writers(),
                trail.withGaps() == 0
                    ? "each numbered without gaps"
                    : "%,d of them WITH GAPS".formatted(trail.withGaps())));
    page.append('\n');
    books.findings().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry ->
                page.append(
                    "WRONG: %,d events %s, for example %s%n"
                        .formatted(
                            entry.getValue().count(),
                            entry.getKey().words(),
                            String.join(", ", entry.getValue().events()))));
    garbled.forEach(answer -> page.append("WRONG: not an answer: %s%n".formatted(answer)));
    page.append(
        clean()
            ? "Nothing accepted was lost.%n".formatted()
            : "The books are NOT clean.%n".formatted());
    page.append("Again: %s%n".formatted(options.again()));
    return page.toString();
  }

  private String moments() {
    return kills.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey().words())
        .collect(Collectors.joining(", "));
  }

  private static void line(StringBuilder page, String what, long count, String remark) {
    page.append("%-22s %,12d   %s".formatted(what, count, remark).stripTrailing()).append('\n');
  }
}
