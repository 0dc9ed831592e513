package io.herald.bench.stage;

import java.util.List;

/** What a caller knows after a call. */
public sealed interface Answer {
  /**
   * A positive answer was read: these events are Herald's now, in the order they were pushed; 0
   * stands for one of several that was refused.
   */
  record Accepted(List<Long> ids) implements Answer {}

  /** The caller is to come again: too much is under way, or the database is away. */
  record TurnedAway() implements Answer {}

  /** Whether a status of HTTP says {@link TurnedAway}; any other refusal is {@link Garbled}. */
  static boolean asksToComeAgain(int status) {
    return status == 429 || status == 503;
  }

  /** The call went out and no complete answer came: nobody knows. */
  record Silence() implements Answer {}

  /** The call went out and the caller did not wait for the answer: nobody knows. */
  record HungUp() implements Answer {}

  /** Nobody listened. */
  record NotReached() implements Answer {}

  /** An answer that is neither yes nor "come again": a fault of Herald's or of this tool. */
  record Garbled(String what) implements Answer {}
}
