package io.herald.platform.startstop;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is done again and again on a thread of its own, with a pause before each time, until it
 * is stopped. Work that fails is tried again after the next pause.
 */
public final class Recurring implements Service {
  private static final Logger log = LoggerFactory.getLogger(Recurring.class);
  private static final Duration LAST_TURN = Duration.ofSeconds(5);

  /** What is done. */
  public interface Work {
    /**
     * @param stopping whether to leave the rest for another time
     * @throws Exception when it could not be done
     */
    void run(BooleanSupplier stopping) throws Exception;
  }

  private final String name;
  private final Duration pause;
  private final Work work;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;

  /**
   * @param name for logs, and of its thread
   */
  public Recurring(String name, Duration pause, Work work) {
    this.name = name;
    this.pause = pause;
    this.work = work;
    this.thread = Thread.ofPlatform().name(name.replace(' ', '-')).daemon().unstarted(this::run);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void start() {
    thread.start();
  }

  /** Waits up to five seconds for a turn that is being taken. */
  @Override
  public void stop() {
    stopping.countDown();
    try {
      if (thread.isAlive()) {
        thread.join(LAST_TURN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        takeTurn();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void takeTurn() throws InterruptedException {
    try {
      work.run(() -> stopping.getCount() == 0);
    } catch (InterruptedException e) {
      throw e;
    } catch (RuntimeException e) {
      log.error("{} failed and is tried again", name, e);
    } catch (Exception e) {
      log.warn("{} is put off: {}", name, e.getMessage());
    }
  }
}
