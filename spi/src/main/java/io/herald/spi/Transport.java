package io.herald.spi;

import java.time.Duration;

/**
 * One way out of the house: hands a finished message to a provider (a relay, an SMSC, a push
 * service).
 *
 * <p>Called by many threads at once. By the time it is called the attempt is already on disk, so an
 * implementation may put bytes on the wire at once and must report truthfully how far it came: the
 * answer decides whether the message is sent again.
 */
public interface Transport {
  /**
   * Sends one message and waits for the provider's final word.
   *
   * @return what happened; never null. Every failure of the network or the provider is a value,
   *     because the implementation alone knows whether the provider may have taken the message.
   * @throws InterruptedException when the caller was interrupted while waiting; the outcome is then
   *     unknown
   */
  SendResult send(OutgoingMessage message) throws InterruptedException;

  /**
   * Waits while it makes no sense to send, because the provider cannot be reached; returns at once
   * when the way is open. Called before the attempt is noted, so that a provider that is away costs
   * a message no attempt.
   *
   * @param atMost after this time it returns in any case; zero or negative: do not wait
   */
  default void awaitOpen(Duration atMost) throws InterruptedException {}

  /**
   * Ends what is under way: every {@link #send} and {@link #awaitOpen} returns within moments, a
   * send with what is known by then, and nothing is sent any more. Called when the process stops
   * and the provider takes longer than that may.
   */
  default void giveUp() {}
}
