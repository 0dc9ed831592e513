package io.herald.message.template;

/**
 * A rendering used up what it may use. An Error, because scripts can catch exceptions and must not
 * catch this.
 */
final class LimitReached extends Error {
  private final int scriptLine;
  private final boolean temporary;

  /**
   * @param message which limit, for a marketer
   * @param scriptLine the line of the script that was running, 0 when not known
   * @param temporary whether another try may succeed, because the limit is shared with others
   */
  LimitReached(String message, int scriptLine, boolean temporary) {
    super(message, null, false, false);
    this.scriptLine = scriptLine;
    this.temporary = temporary;
  }

  boolean temporary() {
    return temporary;
  }

  int scriptLine() {
    return scriptLine;
  }
}
