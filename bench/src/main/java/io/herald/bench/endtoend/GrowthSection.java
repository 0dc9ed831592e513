package io.herald.bench.endtoend;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@link Growth} found. */
record GrowthSection(List<Row> rows) implements Section {
  GrowthSection {
    rows = List.copyOf(rows);
  }

  /** One size of one thing. */
  sealed interface Row {
    /**
     * It was measured.
     *
     * @param key in the names of figures, for example {@code stored1M}
     * @param name for the table
     */
    record Measured(String key, String name, SideBySide.Pair pair) implements Row {}

    /**
     * It was not.
     *
     * @param why in a sentence without its full stop
     */
    record LeftOut(String name, String why) implements Row {}
  }

  @Override
  public String text() {
    StringBuilder text =
        new StringBuilder(
            """
            ## Growth

            An instance that has grown beside one with one published template and one destination, which stores nothing but what these turns
            themselves push (120,000 events, and some 165,000 with each row), in turns in the same run: as fast as it goes, the time to accept at
            1,000 events/s, and processor time of instance and PostgreSQL. Medians; 1.00 is unchanged.

            | | mails/s | empty | ratio | accepted p99 ms | empty | ratio | µs per mail | empty | ratio |
            |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|
            """);
    for (Row row : rows) {
      text.append(
          switch (row) {
            case Row.Measured(_, String name, SideBySide.Pair pair) -> line(name, pair);
            case Row.LeftOut(String name, String why) ->
                "| %s | not measured: %s ||||||||%n".formatted(name, why);
          });
    }
    return text.toString();
  }

  @Override
  public Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    for (Row row : rows) {
      if (row instanceof Row.Measured(String key, _, SideBySide.Pair pair)) {
        String begin = "growth." + key + ".";
        figures.put(begin + "perSecond", Page.round(pair.grown().perSecond()));
        figures.put(begin + "perSecondVsEmpty", Page.round(pair.perSecond()));
        figures.put(begin + "acceptP99Ms", Page.round(pair.grown().acceptP99Ms()));
        figures.put(begin + "acceptP99VsEmpty", Page.round(pair.acceptP99()));
        figures.put(begin + "cpuMicrosPerEvent", Page.round(pair.grown().cpuMicros()));
        figures.put(begin + "cpuVsEmpty", Page.round(pair.cpu()));
      }
    }
    return figures;
  }

  private static String line(String name, SideBySide.Pair pair) {
    return String.format(
        Locale.ROOT,
        "| %s | %,.0f | %,.0f | %.2f | %.1f | %.1f | %.2f | %.0f | %.0f | %.2f |%n",
        name,
        pair.grown().perSecond(),
        pair.plain().perSecond(),
        pair.perSecond(),
        pair.grown().acceptP99Ms(),
        pair.plain().acceptP99Ms(),
        pair.acceptP99(),
        pair.grown().cpuMicros(),
        pair.plain().cpuMicros(),
        pair.cpu());
  }
}
