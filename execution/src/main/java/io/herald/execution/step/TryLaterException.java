package io.herald.execution.step;

/**
 * Something a message needs did not come this time: a file, a page. The event is tried again later
 * (EV-20), and when it has been tried often enough its message has failed for this reason (TPL-72).
 */
public final class TryLaterException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param why one line for a person, without data of the event
   */
  public TryLaterException(String why) {
    super(why);
  }

  /** Why; never null. */
  public String why() {
    return String.valueOf(getMessage());
  }
}
