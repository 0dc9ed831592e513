package io.herald.message.event;

/**
 * The two queues with the same fields; the caller picks one, and neither can block the other
 * (EV-3).
 */
public enum Queue {
  REAL_TIME(0),
  BATCH(1);

  private final int number;

  Queue(int number) {
    this.number = number;
  }

  /** The number stored. */
  public int number() {
    return number;
  }

  /**
   * The queue with this stored number.
   *
   * @throws IllegalArgumentException when the number is neither 0 nor 1
   */
  public static Queue ofNumber(int number) {
    return switch (number) {
      case 0 -> REAL_TIME;
      case 1 -> BATCH;
      default -> throw new IllegalArgumentException("no queue has the number " + number);
    };
  }
}
