package io.herald.platform.startstop;

/**
 * Something that runs in the background.
 *
 * <p>{@link #start} returns when the service does its work, and throws when it cannot. {@link
 * #stop} returns when nothing of it runs any more: it finishes what is in the air within its own
 * bound and gives up the rest in a way that loses nothing. Both are called once, by one thread;
 * stop may be called without start.
 */
public interface Service {
  /** For logs: two or three words. */
  String name();

  /**
   * Begins to work.
   *
   * @throws Exception when it cannot; nothing is left running then
   */
  void start() throws Exception;

  /** Ends the work. Never throws: what cannot be ended cleanly is logged. */
  void stop();
}
