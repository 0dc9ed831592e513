package io.herald.execution.queue;

/**
 * Numbers the changes of one writer: without gaps, in the order of commit (design section 4.6).
 *
 * <p>A writer is one lane of one member. A number is used up only when its group was written, so a
 * group that has to be repeated gets the same numbers again; that is how the database recognises a
 * repetition. Used by one thread.
 */
final class ChangeNumbers {
  /**
   * The lanes of a process: each writes with its own thread and transaction, so each has its own
   * numbers.
   */
  enum Lane {
    APPEND,
    LEDGER
  }

  /**
   * @param writer unique to this lane of this member
   * @param first the number of the first change of the group
   * @param again numbers from here on were handed out before, and nobody knows whether what they
   *     were for was written
   */
  record Range(int writer, long first, int count, boolean again) {}

  private final Lane lane;
  private int writer;
  private long next = 1;
  private boolean handedOut;

  ChangeNumbers(Lane lane) {
    this.lane = lane;
  }

  Range next(int member, int count) {
    int writerNow = member * Lane.values().length + lane.ordinal();
    if (writerNow != writer) {
      writer = writerNow;
      next = 1;
      handedOut = false;
    }
    boolean again = handedOut;
    handedOut = true;
    return new Range(writer, next, count, again);
  }

  /** What was handed out last is written, and so many of its numbers were needed. */
  void written(int count) {
    next += count;
    handedOut = false;
  }
}
