package io.herald.server;

import io.herald.platform.startstop.Service;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;

/**
 * From start to SIGTERM: what was started is stopped in reverse order, also when the signal comes
 * while something is still starting. Safe for use by many threads.
 */
public final class Lifetime {
  private static final Duration END_WITHIN = Duration.ofSeconds(10);

  private final Deque<Service> running = new ArrayDeque<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean ending;

  /**
   * Ends with the process: SIGTERM and Ctrl-C end it cleanly, with exit status 0. What is not ended
   * within ten seconds is cut off, with exit status 1; everything we run survives that.
   */
  static Lifetime ofProcess() {
    Lifetime lifetime = new Lifetime();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (!lifetime.ending) {
                    int status = 1;
                    try {
                      status = lifetime.endWithin(END_WITHIN) ? 0 : 1;
                    } finally {
                      // also without the memory for another thread
                      Runtime.getRuntime().halt(status);
                    }
                  }
                },
                "end"));
    return lifetime;
  }

  /**
   * Starts a service, unless the end has come.
   *
   * @throws Exception when it cannot start; what it began is then ended
   */
  public synchronized <S extends Service> S start(S service) throws Exception {
    if (ending) {
      throw new InterruptedException("told to stop");
    }
    running.push(service);
    service.start();
    return service;
  }

  /** Stops everything; returns when nothing runs any more. */
  public void end() {
    ending = true;
    synchronized (this) {
      while (!running.isEmpty()) {
        running.pop().stop();
      }
    }
    ended.countDown();
  }

  private boolean endWithin(Duration bound) {
    try {
      return Thread.ofPlatform().daemon().name("end").start(this::end).join(bound);
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** For how long the process has been running. */
  public Duration uptime() {
    return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
  }

  /** Whether it has been told to end. */
  boolean isEnding() {
    return ending;
  }

  /** Waits for the end. */
  void awaitEnd() throws InterruptedException {
    ended.await();
  }
}
