package io.herald.control.publish;

/** What came of one call to an execution instance. */
public sealed interface LinkAnswer<T> {
  /** It answered as agreed. */
  record Done<T>(T value) implements LinkAnswer<T> {}

  /** It did not do what was asked. */
  sealed interface Failed<T> extends LinkAnswer<T> {
    /** The reason in one line, for people. */
    String why();
  }

  /** It answered that it will not, and why; asking for something else may still work. */
  record Refused<T>(String why) implements Failed<T> {}

  /**
   * It did not answer, or not as an execution instance does; asking for anything else is in vain.
   */
  record Unreachable<T>(String why) implements Failed<T> {}
}
