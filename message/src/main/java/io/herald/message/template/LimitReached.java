package io.herald.message.template;

/**
 * A rendering used up what it may use. An Error, because scripts can catch exceptions and must not
 * catch this.
 */
final class LimitReached extends Error {
  private final int scriptLine;

  /**
   * @param message which limit, for a marketer
   * @param scriptLine the line of the script that was running, 0 when not known
   */
  LimitReached(String message, int scriptLine) {
    super(message, null, false, false);
    this.scriptLine = scriptLine;
  }

  int scriptLine() {
    return scriptLine;
  }
}
