package io.herald.bench.stage;

import java.util.List;

/** What a caller knows after a call. */
public sealed interface Answer {
  /**
   * A positive answer was read: these events are Herald's now, in the order they were pushed; 0
   * stands for one of several that was refused.
   */
  record Accepted(List<Long> ids) implements Answer {}

  /** A negative answer was read. */
  record TurnedAway() implements Answer {}

  /** The call went out and no complete answer came: nobody knows. */
  record Silence() implements Answer {}

  /** The call went out and the caller did not wait for the answer: nobody knows. */
  record HungUp() implements Answer {}

  /** Nobody listened. */
  record NotReached() implements Answer {}

  /** An answer that is neither yes nor no: a fault of Herald's or of this tool. */
  record Garbled(String what) implements Answer {}
}
