package io.herald.platform.startstop;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;

/**
 * The threads of a process, and how they let time pass. Handed in like the clock: what waits
 * through this runs in a simulation, too, where a day takes no time and one seed decides who goes
 * first. Waiting that ends only when somebody else acts (a lock, a future) needs nothing from here.
 *
 * <p>Safe for use by many threads.
 */
public interface Threads {
  /** Those of this machine, and its time. */
  Threads OF_THE_MACHINE = new ThreadsOfTheMachine();

  /** A thread that lives as long as its work and does not keep the process alive; not yet begun. */
  Thread unstarted(String name, Runnable work);

  /**
   * A thread for each task, cheap enough for thousands of tasks that mostly wait.
   *
   * @param prefix of their names
   */
  ExecutorService onePerTask(String prefix);

  /** Nanoseconds since some moment; never set back. */
  long nanoTime();

  /** Waits that long. */
  void sleep(Duration time) throws InterruptedException;

  /** Waits for a permit, at most so long; whether there was one. */
  boolean tryAcquire(Semaphore permits, Duration atMost) throws InterruptedException;

  /**
   * Waits for a signal of a condition whose lock is held, at most so long; may return early like
   * every such wait.
   *
   * @return how much of the time is left; zero or less when it is over
   */
  Duration await(Condition changed, Duration atMost) throws InterruptedException;
}
