package io.herald.message.status;

/**
 * What became of one message, as its delivery log says (specification DM-25). The numbers are
 * stored.
 */
public enum DeliveryStatus {
  IGNORED(0),
  SENT(1),
  FAILED(2),
  TAKEN_BY_PROVIDER(3),
  RECEIVED_ON_MOBILE(4),
  SENT_TO_PROVIDER(5),
  /** An attempt is on its way, or the next one is planned. */
  PENDING(6),
  CANCELLED(7),
  PREPARED(8),
  NOT_APPLICABLE(9);

  private final int number;

  DeliveryStatus(int number) {
    this.number = number;
  }

  /** The number stored and shown by the interfaces. */
  public int number() {
    return number;
  }
}
