package io.herald.message.status;

/**
 * Where an event is on its way (specification DM-20). The numbers are stored and sent over the
 * wire.
 */
public enum EventStatus {
  PENDING(0, "pending", false),
  /** A message exists: its template is linked and its delivery log written. */
  PROCESSING(1, "processing", false),
  PROCESSED(2, "processed", true),
  IGNORED(3, "ignored", true),
  DELIVERY_FAILED(4, "deliveryFailed", true),
  ROUTING_FAILED(5, "routingFailed", true),
  TOO_OLD(6, "tooOld", true),
  TARGETING_FAILED(7, "targetingFailed", true),
  PAUSED(8, "paused", false),
  CANCELLED(9, "cancelled", true);

  private static final EventStatus[] BY_NUMBER = values();

  private final int number;
  private final String label;
  private final boolean settled;

  EventStatus(int number, String label, boolean settled) {
    this.number = number;
    this.label = label;
    this.settled = settled;
  }

  /** The number stored and sent over the wire. */
  public int number() {
    return number;
  }

  /** The canonical name in JSON. */
  public String label() {
    return label;
  }

  /** The name the Standard dialect knows: a cancelled event is shown as ignored (DM-20). */
  public String standardLabel() {
    return this == CANCELLED ? IGNORED.label : label;
  }

  /** True when nothing more happens by itself. */
  public boolean settled() {
    return settled;
  }

  /**
   * The status with this stored number.
   *
   * @throws IllegalArgumentException when the number is none of 0 to 9
   */
  public static EventStatus ofNumber(int number) {
    if (number < 0 || number >= BY_NUMBER.length) {
      throw new IllegalArgumentException("no event status has the number " + number);
    }
    return BY_NUMBER[number];
  }

  /**
   * Whether the transition table (specification 3.6) allows this change; all others are refused
   * (EV-60).
   */
  public boolean mayBecome(EventStatus next) {
    return switch (this) {
      case PENDING ->
          switch (next) {
            case PENDING,
                PROCESSING,
                ROUTING_FAILED,
                TARGETING_FAILED,
                TOO_OLD,
                PAUSED,
                CANCELLED,
                // found unsendable before a message existed (EV-24), or its template failed
                // (TPL-48)
                IGNORED,
                DELIVERY_FAILED ->
                true;
            case PROCESSED -> false;
          };
      case PROCESSING ->
          switch (next) {
            case PROCESSING, PROCESSED, IGNORED, DELIVERY_FAILED, TOO_OLD, PAUSED, CANCELLED ->
                true;
            case PENDING, ROUTING_FAILED, TARGETING_FAILED -> false;
          };
      case PAUSED -> next == PENDING || next == TOO_OLD || next == CANCELLED || next == IGNORED;
      case PROCESSED -> next == DELIVERY_FAILED;
      case ROUTING_FAILED, TARGETING_FAILED -> next == PENDING;
      case IGNORED, DELIVERY_FAILED, TOO_OLD, CANCELLED -> false;
    };
  }
}
