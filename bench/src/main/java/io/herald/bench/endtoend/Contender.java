package io.herald.bench.endtoend;

import java.io.IOException;
import java.time.Duration;

/**
 * What can be given events, or mails, and sends them to the sink. It was started by whoever made
 * it, with processes and a folder of its own, and takes mails durably: what it said yes to is on
 * disk. Used by one thread.
 */
interface Contender extends AutoCloseable {
  /** For tables, for example {@code Postfix}. */
  String name();

  /** How it is called in the names of figures, for example {@code Postfix}. */
  String key();

  /** Of what is measured and what it stands on. */
  String version();

  /** Whether its mails have subjects that tell them apart. */
  default boolean numbersMails() {
    return true;
  }

  /**
   * Hands in all mails of a run, as fast as they are taken, and returns when all were taken.
   *
   * @throws IOException when one is refused for good
   */
  void push(Mails mails) throws IOException, InterruptedException;

  /** Returns when what became of the mails is on disk, too. Called after all have come. */
  void awaitSettled() throws IOException, InterruptedException;

  /** Processor time of all its processes so far, those that ended not counted. */
  Duration cpu();

  /** Ends what it started and removes what it wrote. */
  @Override
  void close() throws IOException;
}
