package io.herald.platform.startstop;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** The threads a product runs on. */
final class ThreadsOfTheMachine implements Threads {
  @Override
  public Thread unstarted(String name, Runnable work) {
    return Thread.ofPlatform().name(name).daemon().unstarted(work);
  }

  @Override
  public ExecutorService onePerTask(String prefix) {
    return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(prefix, 0).factory());
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void sleep(Duration time) throws InterruptedException {
    Thread.sleep(time);
  }

  @Override
  public boolean tryAcquire(Semaphore permits, Duration atMost) throws InterruptedException {
    return permits.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public Duration await(Condition changed, Duration atMost) throws InterruptedException {
    return Duration.ofNanos(changed.awaitNanos(atMost.toNanos()));
  }
}
