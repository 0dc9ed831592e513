package io.herald.message.event;

/** The door an event came through; kept for the audit (specification 2.2). */
public enum ReceivedBy {
  SOAP(0),
  REST(1),
  API(2),
  IMPORT(3),
  TRIGGER(4),
  INTERNAL(5),
  /**
   * A copy of a proof (TPL-67): travels like an event and is none. Whoever shows, counts or reports
   * events leaves out what has this number.
   */
  PROOF(6);

  private final int number;

  ReceivedBy(int number) {
    this.number = number;
  }

  /** The number stored. */
  public int number() {
    return number;
  }
}
