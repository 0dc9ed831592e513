package io.herald.bench.torture;

import io.herald.bench.torture.Books.Finding;
import io.herald.bench.torture.Books.Reason;
import io.herald.bench.torture.FaultPlan.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The books as a page for people.
 *
 * @param faults what was done to the processes
 * @param dropped mails the sink cut off and did not keep
 * @param published publications control said yes to
 * @param leftOut what could not be done here, and what it needs
 * @param garbled answers that were not understood
 */
record BooksPage(
    Options options,
    Tally faults,
    Duration took,
    Answers.Tally tally,
    long dropped,
    int published,
    List<String> leftOut,
    List<String> garbled,
    Books books) {
  /** Whether everything is as promised. */
  boolean clean() {
    return books.accepted() > 0
        && books.clean()
        && garbled.isEmpty()
        && faults.endedByThemselves().isEmpty();
  }

  String text() {
    StringBuilder page = new StringBuilder();
    page.append(
        "%n%,d times kill -9 in %d min %d s, seed %d%n%n"
            .formatted(faults.kills(), took.toMinutes(), took.toSecondsPart(), options.seed()));
    faults
        .killsByTarget()
        .forEach(
            (target, moments) ->
                line(
                    page,
                    "killed " + target.words(),
                    moments.values().stream().mapToInt(Integer::intValue).sum(),
                    moments(moments)));
    faults.troubles().forEach((what, times) -> line(page, what, times, "for 0.5 s to 5 s"));
    line(page, "callers hung up", tally.hungUp(), "events whose caller did not wait for an answer");
    line(page, "mails cut off", dropped, "between the final dot and 250, and not kept");
    line(page, "published anew", published, "by control, while all this went on");
    if (!faults.endedWhileStarting().isEmpty()) {
      line(
          page,
          "gave up starting",
          faults.endedWhileStarting().values().stream().mapToInt(Integer::intValue).sum(),
          "nothing served yet; a supervisor started them again");
    }
    leftOut.forEach(what -> page.append("left out: %s%n".formatted(what)));
    page.append('\n');
    line(page, "pushed", tally.pushed(), "");
    line(page, "  nobody listened", tally.notReached(), "");
    line(page, "  no complete answer", tally.silence(), "nobody knows, the caller asks again");
    line(page, "  hung up", tally.hungUp(), "nobody knows either");
    line(page, "  turned away", tally.turnedAway(), "");
    line(page, "  accepted", books.accepted(), "a positive answer with the id was read");
    line(page, "pushed once more", tally.askedAgain(), "with their idempotency keys");
    page.append('\n');
    line(page, "accepted", books.accepted(), "");
    line(page, "  delivered", books.delivered(), "");
    line(page, "  failed visibly", books.failedVisibly(), "");
    line(
        page,
        "  still open",
        books.count(Finding.UNSETTLED),
        "also what had arrived, or was stored and not answered");
    line(page, "  lost", books.lost(), "");
    page.append('\n');
    line(
        page,
        "delivered repeatedly",
        books.moreThanOnce(),
        "the trail of each must say so as often as it happened");
    for (Reason reason : Reason.values()) {
      line(page, "", books.repetitions().getOrDefault(reason, 0L), reason.words());
    }
    line(page, "  unexplained", books.count(Finding.UNEXPLAINED), "");
    line(
        page,
        "stored, not answered",
        books.storedUnasked().count(),
        "allowed; %,d of them delivered".formatted(books.storedUnasked().delivered()));
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
    faults
        .endedByThemselves()
        .forEach(
            (name, times) ->
                page.append(
                    "WRONG: %s ended by itself after it was ready, %d times%n"
                        .formatted(name, times)));
    page.append(
        clean()
            ? "Nothing accepted was lost.%n".formatted()
            : "The books are NOT clean.%n".formatted());
    page.append("Again: %s%n".formatted(options.again()));
    return page.toString();
  }

  private static String moments(Map<Moment, Integer> moments) {
    return moments.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey().words())
        .collect(Collectors.joining(", "));
  }

  private static void line(StringBuilder page, String what, long count, String remark) {
    page.append("%-22s %,12d   %s".formatted(what, count, remark).stripTrailing()).append('\n');
  }
}
