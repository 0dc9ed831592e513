package io.herald.execution.render;

import io.herald.execution.step.TryLaterException;
import io.herald.platform.startstop.Recurring;
import io.herald.platform.startstop.Service;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The threads that fill templates in (TPL-32). A template that runs away, or waits for another
 * server, does not take them from the others: a thread it has held for {@link #PATIENCE} is
 * replaced by another one, and as long as it holds one, its further messages go one after the other
 * through a lane of their own. Safe for use by many threads.
 */
final class RenderPool implements Service {
  /** So long is nothing noticed; most messages take less than a thousandth of it. */
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  /** More threads held than this, and the others get slower. */
  private static final int MOST_REPLACED = 16;

  /** What waits in the lane has a journey each; more are tried later instead. */
  private static final int MOST_IN_LANE = 50;

  /** One message being filled in. Two of the same template are two. */
  private static final class Running {
    private final String template;
    private final long since = System.nanoTime();

    private Running(String template) {
      this.template = template;
    }

    boolean isLong() {
      return System.nanoTime() - since > PATIENCE.toNanos();
    }
  }

  private final int threads;
  private final ThreadPoolExecutor pool;
  private final ThreadPoolExecutor lane;
  private final Recurring watch;
  private final Set<Running> running = ConcurrentHashMap.newKeySet();
  private volatile Set<String> slow = Set.of();

  /**
   * @param threads platform threads that are free for all templates
   */
  RenderPool(int threads) {
    this.threads = threads;
    this.pool = pool("render-", threads, Integer.MAX_VALUE);
    this.lane = pool("render-slow-", 1, MOST_IN_LANE);
    this.watch = new Recurring("render-watch", LOOK_EVERY, _ -> look());
  }

  private static ThreadPoolExecutor pool(String name, int threads, int waiting) {
    return new ThreadPoolExecutor(
        threads,
        threads,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(waiting),
        Thread.ofPlatform().name(name, 0).daemon().factory());
  }

  /**
   * Fills a template in and waits for it, however long that takes: the number of journeys under way
   * is the bound.
   *
   * @param template its name
   * @throws TryLaterException when too many messages of this template wait already, because each
   *     takes long
   */
  <T> T render(String template, Callable<T> rendering)
      throws InterruptedException, ExecutionException, TryLaterException {
    try {
      return (slow.contains(template) ? lane : pool)
          .submit(() -> watched(template, rendering))
          .get();
    } catch (RejectedExecutionException e) {
      throw new TryLaterException(
          "the template takes long for each message, and " + MOST_IN_LANE + " of them wait");
    }
  }

  private <T> T watched(String template, Callable<T> rendering) throws Exception {
    Running one = new Running(template);
    running.add(one);
    try {
      return rendering.call();
    } finally {
      running.remove(one);
    }
  }

  private void look() {
    Set<Running> held = running.stream().filter(Running::isLong).collect(Collectors.toSet());
    slow = held.stream().map(one -> one.template).collect(Collectors.toUnmodifiableSet());
    int wanted = threads + Math.min(MOST_REPLACED, held.size());
    // each is the lower bound of the other
    if (wanted > pool.getMaximumPoolSize()) {
      pool.setMaximumPoolSize(wanted);
      pool.setCorePoolSize(wanted);
    } else if (wanted < pool.getMaximumPoolSize()) {
      pool.setCorePoolSize(wanted);
      pool.setMaximumPoolSize(wanted);
    }
  }

  @Override
  public String name() {
    return "render";
  }

  @Override
  public void start() {
    watch.start();
  }

  @Override
  public void stop() {
    watch.stop();
    pool.shutdownNow();
    lane.shutdownNow();
    try {
      pool.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
