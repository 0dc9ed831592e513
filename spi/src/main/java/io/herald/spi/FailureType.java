package io.herald.spi;

/** How a failure counts against the address (specification DM-26). */
public enum FailureType {
  UNDEFINED(0),
  /** Temporary: worth another attempt. */
  SOFT(1),
  /** Permanent: the address is not to be used again. */
  HARD(2),
  /** Not the recipient's fault: never counts against the address. */
  IGNORED(3);

  private final int number;

  FailureType(int number) {
    this.number = number;
  }

  /** The number stored and shown by the interfaces. */
  public int number() {
    return number;
  }
}
