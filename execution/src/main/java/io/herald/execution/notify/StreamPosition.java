package io.herald.execution.notify;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How far somebody has heard the changes: the number of the last one for each writer (CX-21). What
 * is not in it began to write later and is heard from its first change on. Immutable.
 */
record StreamPosition(Map<Integer, Long> changes) {
  /** A process has two writers, and those that ended within a day count: more is no position. */
  private static final int MOST_WRITERS = 2_000;

  private static final int MOST_CHARACTERS = 40_000;
  private static final Pattern ENTRY = Pattern.compile("(0|[1-9]\\d{0,8})-(0|[1-9]\\d{0,17})");

  StreamPosition {
    changes = Map.copyOf(changes);
  }

  /** From its {@link #text}; empty when it is none. */
  static Optional<StreamPosition> read(String text) {
    if (text.equals("0")) {
      return Optional.of(new StreamPosition(Map.of()));
    }
    if (text.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    Map<Integer, Long> changes = new TreeMap<>();
    for (String entry : text.split(",", MOST_WRITERS + 1)) {
      var numbers = ENTRY.matcher(entry);
      if (!numbers.matches()
          || changes.put(Integer.valueOf(numbers.group(1)), Long.valueOf(numbers.group(2)))
              != null) {
        return Optional.empty();
      }
    }
    return Optional.of(new StreamPosition(changes));
  }

  /** One word: what a client sends back as {@code Last-Event-ID}. */
  String text() {
    return changes.isEmpty()
        ? "0"
        : new TreeMap<>(changes)
            .entrySet().stream()
                .map(entry -> entry.getKey() + "-" + entry.getValue())
                .collect(Collectors.joining(","));
  }

  /** The position behind this change. */
  StreamPosition behind(int writer, long number) {
    Map<Integer, Long> further = new TreeMap<>(changes);
    further.put(writer, number);
    return new StreamPosition(further);
  }
}
