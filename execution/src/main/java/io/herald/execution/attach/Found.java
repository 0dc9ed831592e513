package io.herald.execution.attach;

/** What came of looking for a file. */
sealed interface Found {
  /**
   * Here it is.
   *
   * @param type media type as its keeper or server calls it; empty: unknown
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record File(String type, byte[] bytes) implements Found {}

  /** There is none, or it may not be taken: the message fails. Without data of the event. */
  record Refused(String why) implements Found {}

  /** It did not come this time: the message is tried again. Without data of the event. */
  record NotNow(String why) implements Found {}
}
