package io.herald.spi;

import java.time.Duration;

/**
 * What became of one sending attempt.
 *
 * <p>The four cases differ in what may be done next: {@link Accepted} is final, {@link Refused} is
 * final or waits for the retry schedule, {@link NotTried} may be repeated at once elsewhere because
 * the provider never saw the message, and {@link Uncertain} needs the policy for unknown outcomes
 * because the provider may have taken it.
 */
public sealed interface SendResult {
  /**
   * The provider took responsibility.
   *
   * @param answer the provider's own words, for the log; its queue id is often in there
   */
  record Accepted(String answer) implements SendResult {}

  /**
   * The provider understood and said no, for this message.
   *
   * @param permanent true when the same attempt can never succeed (SMTP 5xx)
   * @param type how the failure counts against the address
   * @param reason why, in the catalogue's terms
   * @param answer the provider's own words
   */
  record Refused(boolean permanent, FailureType type, FailureReason reason, String answer)
      implements SendResult {}

  /**
   * The provider cannot have the message: no connection, or the connection ended before the message
   * was complete.
   *
   * @param why one line for a person
   * @param retryAfter when the way is worth trying again; the route's own backoff, not the
   *     message's
   */
  record NotTried(String why, Duration retryAfter) implements SendResult {}

  /**
   * All bytes were handed over but no answer came: the provider may or may not have the message.
   *
   * @param why one line for a person
   * @param retryAfter when the way is worth trying again, if the policy allows it
   */
  record Uncertain(String why, Duration retryAfter) implements SendResult {}
}
