package io.herald.bench.torture;

import io.herald.bench.stage.Answer;
import io.herald.bench.stage.Door;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the callers were told: the first of the three sources the books are closed from. Safe for
 * use by many threads.
 */
final class Answers {
  private static final int GARBLED_KEPT = 10;

  private final Map<Long, Long> accepted = new ConcurrentHashMap<>();
  private final Queue<Long> givenTwice = new ConcurrentLinkedQueue<>();
  private final Queue<String> garbled = new ConcurrentLinkedQueue<>();
  private final LongAdder pushed = new LongAdder();
  private final LongAdder turnedAway = new LongAdder();
  private final LongAdder silence = new LongAdder();
  private final LongAdder notReached = new LongAdder();

  /** How many events were pushed, and how many of them met which fate at the door. */
  record Tally(long pushed, long turnedAway, long silence, long notReached) {}

  void note(List<Door.Pushed> events, Answer answer) {
    pushed.add(events.size());
    switch (answer) {
      case Answer.Accepted(List<Long> ids) -> {
        for (int i = 0; i < ids.size(); i++) {
          if (accepted.putIfAbsent(ids.get(i), events.get(i).number()) != null) {
            givenTwice.add(ids.get(i));
          }
        }
      }
      case Answer.TurnedAway() -> turnedAway.add(events.size());
      case Answer.Silence() -> silence.add(events.size());
      case Answer.NotReached() -> notReached.add(events.size());
      case Answer.Garbled(String what) -> {
        if (garbled.size() < GARBLED_KEPT) {
          garbled.add(what);
        }
      }
    }
  }

  /** The number of each accepted event, by its id. */
  Map<Long, Long> accepted() {
    return Map.copyOf(accepted);
  }

  int acceptedSoFar() {
    return accepted.size();
  }

  /** Ids that were given to two events. */
  List<Long> givenTwice() {
    return List.copyOf(givenTwice);
  }

  /** Some of the answers that were not understood. */
  List<String> garbled() {
    return List.copyOf(garbled);
  }

  Tally tally() {
    return new Tally(pushed.sum(), turnedAway.sum(), silence.sum(), notReached.sum());
  }
}
