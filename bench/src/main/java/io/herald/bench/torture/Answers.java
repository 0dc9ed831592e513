package io.herald.bench.torture;

import io.herald.bench.stage.Answer;
import io.herald.bench.stage.Door;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the callers were told: the first of the three sources the books are closed from. Safe for
 * use by many threads.
 */
final class Answers {
  private static final int GARBLED_KEPT = 10;

  /** An id a caller read in a positive answer, and the number of the event it was given for. */
  record Accepted(long event, long number) {}

  private final List<Accepted> accepted = new ArrayList<>();
  private final List<String> garbled = new ArrayList<>();
  private final LongAdder pushed = new LongAdder();
  private final LongAdder turnedAway = new LongAdder();
  private final LongAdder silence = new LongAdder();
  private final LongAdder hungUp = new LongAdder();
  private final LongAdder notReached = new LongAdder();
  private final LongAdder askedAgain = new LongAdder();

  /**
   * How many events were pushed, and how many of them met which fate at the door.
   *
   * @param turnedAway a negative answer was read
   * @param silence no complete answer came
   * @param hungUp the caller did not wait for it
   * @param notReached nobody listened
   * @param askedAgain those that were pushed once more with their idempotency key
   */
  record Tally(
      long pushed, long turnedAway, long silence, long hungUp, long notReached, long askedAgain) {}

  void note(List<Door.Pushed> events, Answer answer) {
    pushed.add(events.size());
    switch (answer) {
      case Answer.Accepted(List<Long> ids) -> accept(events, ids);
      case Answer.TurnedAway() -> turnedAway.add(events.size());
      case Answer.Silence() -> silence.add(events.size());
      case Answer.HungUp() -> hungUp.add(events.size());
      case Answer.NotReached() -> notReached.add(events.size());
      case Answer.Garbled(String what) -> garbled(what);
    }
  }

  /** Events are pushed once more, because nobody knows what became of them. */
  void askAgain(List<Door.Pushed> events) {
    askedAgain.add(events.size());
  }

  private synchronized void accept(List<Door.Pushed> events, List<Long> ids) {
    for (int i = 0; i < ids.size(); i++) {
      if (ids.get(i) == 0) {
        turnedAway.increment();
      } else {
        accepted.add(new Accepted(ids.get(i), events.get(i).number()));
      }
    }
  }

  private synchronized void garbled(String what) {
    if (garbled.size() < GARBLED_KEPT) {
      garbled.add(what);
    }
  }

  /** Every positive answer, in no order. */
  synchronized List<Accepted> accepted() {
    return List.copyOf(accepted);
  }

  synchronized int acceptedSoFar() {
    return accepted.size();
  }

  /** Some of the answers that were not understood. */
  synchronized List<String> garbled() {
    return List.copyOf(garbled);
  }

  Tally tally() {
    return new Tally(
        pushed.sum(),
        turnedAway.sum(),
        silence.sum(),
        hungUp.sum(),
        notReached.sum(),
        askedAgain.sum());
  }
}
