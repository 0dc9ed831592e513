package io.herald.bench.endtoend;

import io.herald.bench.stage.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The figures, as a page for people and as JSON.
 *
 * @param turns what each reached: Herald with an event per request, Herald with several, then those
 *     it is compared with
 * @param paces the first one is that of the budgets
 * @param heapMegabytes taken by the instance at the end
 * @param further what was measured besides
 */
record Page(
    BenchOptions options,
    List<Turns.Results> turns,
    List<Pace.Result> paces,
    UnderBatch.Result underBatch,
    long heapMegabytes,
    List<Section> further) {
  private static final Duration GIT_WITHIN = Duration.ofSeconds(10);

  Page {
    further = List.copyOf(further);
  }

  void write() throws IOException {
    Files.createDirectories(options.results().toAbsolutePath().getParent());
    Files.writeString(options.results(), text());
    Path json = options.json();
    if (json != null) {
      Files.writeString(
          json, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(figures()));
    }
  }

  String text() {
    StringBuilder page = new StringBuilder();
    line(page, "# What the bench gave");
    line(page, "");
    line(
        page,
        "%s, commit %s, %s, %d processors, %d GiB, JDK %s, %s. Made by `./herald bench%s`.",
        LocalDate.now(ZoneOffset.UTC),
        commit(),
        processor(),
        Runtime.getRuntime().availableProcessors(),
        memoryGibibytes(),
        System.getProperty("java.version"),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        options.quick() ? " --quick" : "");
    line(page, "Generator, sink, PostgreSQL and the contender share the processors.");
    line(page, "");
    line(page, "## From the event, or the mail, to the sink");
    line(page, "");
    line(
        page,
        "The mail: an order, HTML and text; how many bytes of it came is in the table. Accepted means on disk; a run ends when every");
    line(page, "outcome is, too. Turn after turn; median of %d, least and most.", repetitions());
    line(page, "");
    line(page, "| | mails/s | least | most | bytes | µs of processor per mail | Herald to it | |");
    line(page, "|---|---:|---:|---:|---:|---:|---:|---|");
    for (Turns.Results results : turns) {
      line(
          page,
          "| %s | %,.0f | %,.0f | %,.0f | %,.0f | %s | %.2f | %s |",
          results.contender().name(),
          results.median(),
          results.least(),
          results.most(),
          results.bytes(),
          results.cpuMicros() == 0 ? "" : "%.0f".formatted(results.cpuMicros()),
          turns.getFirst().median() / results.median(),
          results.contender().version());
    }
    line(page, "");
    line(page, "## Times at rates that are kept");
    line(page, "");
    line(
        page,
        "One event per request; an event counts from when it was due. Milliseconds. What was written before is on disk when it begins, and before the first, some seconds at its rate do not count.");
    line(page, "");
    line(page, "| events/s | accepted p50 | p99 | p99.9 | at the sink p50 | p99 | p99.9 |");
    line(page, "|---:|---:|---:|---:|---:|---:|---:|");
    for (Pace.Result pace : paces) {
      line(
          page,
          "| %,d | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f |",
          pace.perSecond(),
          pace.accept().p50(),
          pace.accept().p99(),
          pace.accept().p999(),
          pace.send().p50(),
          pace.send().p99(),
          pace.send().p999());
    }
    line(page, "");
    line(
        page,
        "While %,d batch events drained at %,.0f/s, real-time mails took p50 %.1f, p99 %.1f, at most %.1f ms.",
        underBatch.batch(),
        underBatch.perSecond(),
        underBatch.realTime().p50(),
        underBatch.realTime().p99(),
        underBatch.realTime().most());
    line(page, "The heap was %d MiB of the 512 it may have.", heapMegabytes);
    for (Section section : further) {
      page.append('\n').append(section.text());
    }
    return page.toString();
  }

  private Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    double most = turns.getFirst().median();
    figures.put("e2e.perSecond", round(most));
    figures.put("e2e.pushEvents.perSecond", round(turns.get(1).median()));
    for (Turns.Results other : turns.subList(2, turns.size())) {
      figures.put("e2e.vs" + other.contender().key(), round(most / other.median()));
    }
    Pace.Result budget = paces.getFirst();
    figures.put("accept.p50Ms", round(budget.accept().p50()));
    figures.put("accept.p99Ms", round(budget.accept().p99()));
    figures.put("send.p50Ms", round(budget.send().p50()));
    figures.put("send.p99Ms", round(budget.send().p99()));
    figures.put("rtUnderBatch.p99Ms", round(underBatch.realTime().p99()));
    figures.put("heapMb", heapMegabytes);
    figures.put("cpuMicrosPerEvent", round(turns.getFirst().cpuMicros()));
    further.forEach(section -> figures.putAll(section.figures()));
    figures.put("commit", commit());
    figures.put("processors", Runtime.getRuntime().availableProcessors());
    return figures;
  }

  private int repetitions() {
    return turns.getFirst().all().size();
  }

  /** To hundredths. */
  static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private static void line(StringBuilder page, String format, Object... values) {
    page.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values))
        .append('\n');
  }

  private static String commit() {
    try {
      return Processes.run(GIT_WITHIN, List.of("git", "describe", "--always", "--dirty"));
    } catch (IOException e) {
      return "unknown";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }

  private static String processor() {
    return firstOf("/proc/cpuinfo", "model name").orElse(System.getProperty("os.arch"));
  }

  private static long memoryGibibytes() {
    return firstOf("/proc/meminfo", "MemTotal")
        .map(text -> Long.parseLong(text.replaceAll("\\D", "")) >> 20)
        .orElse(0L);
  }

  private static Optional<String> firstOf(String file, String field) {
    try {
      return Files.readAllLines(Path.of(file)).stream()
          .filter(line -> line.startsWith(field))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
