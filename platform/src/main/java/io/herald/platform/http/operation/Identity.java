package io.herald.platform.http.operation;

/** Who calls, as far as an operation has to know. Immutable. */
public interface Identity {
  /**
   * Tells this caller from all others, for good: for example {@code client:12}. What callers name
   * themselves (idempotency keys) is kept apart by it. Holds no secret and may be logged.
   */
  String key();

  /** Whether the caller holds this right. */
  boolean may(String right);
}
