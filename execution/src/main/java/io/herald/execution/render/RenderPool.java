package io.herald.execution.render;

import io.herald.platform.startstop.Recurring;
import io.herald.platform.startstop.Service;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads that fill templates in (TPL-32). A template that runs away, or waits for another
 * server, does not take them from the others: a thread it has held for {@link #HELD} is replaced by
 * another one, and once one of its messages has taken {@link #SLOW}, they are filled in one after
 * the other until none has taken so long for {@link #FORGIVEN}. Safe for use by many threads.
 */
final class RenderPool implements Service {
  /** Most messages take less than a thousandth of it. */
  private static final Duration HELD = Duration.ofMillis(200);

  /** Longer than a pause of the machine or a page that is fetched. */
  private static final Duration SLOW = Duration.ofSeconds(1);

  private static final Duration FORGIVEN = Duration.ofSeconds(10);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  /** More threads held than this, and the others get slower. */
  private static final int MOST_REPLACED = 32;

  /** Each one that waits keeps its journey from other events. */
  private static final int MOST_WAITING = 20;

  /** One message being filled in. Two of the same template are two. */
  private static final class Running {
    private final String template;
    private final long since = System.nanoTime();

    private Running(String template) {
      this.template = template;
    }

    boolean longerThan(Duration time) {
      return System.nanoTime() - since > time.toNanos();
    }
  }

  /** How the messages of a slow template take turns. */
  private static final class Turns {
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final Semaphore turn = new Semaphore(1, true);
    private volatile long lastSlow = System.nanoTime();

    boolean areForgiven() {
      return System.nanoTime() - lastSlow > FORGIVEN.toNanos();
    }
  }

  private final int threads;
  private final ThreadPoolExecutor pool;
  private final Recurring watch;
  private final Set<Running> running = ConcurrentHashMap.newKeySet();
  private final Map<String, Turns> slow = new ConcurrentHashMap<>();

  /**
   * @param threads platform threads that are free for all templates
   */
  RenderPool(int threads) {
    this.threads = threads;
    this.pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name("render-", 0).daemon().factory());
    this.watch = new Recurring("render-watch", LOOK_EVERY, _ -> look());
  }

  /**
   * Fills a template in and waits for it, however long that takes: the number of journeys under way
   * is the bound.
   *
   * @param template its name
   * @return empty when too many messages of this template wait already, because each takes long
   */
  <T> Optional<T> render(String template, Callable<T> rendering)
      throws InterruptedException, ExecutionException {
    @Nullable Turns turns = slow.get(template);
    if (turns == null) {
      return Optional.of(inPool(template, rendering));
    }
    if (!turns.waiting.tryAcquire()) {
      return Optional.empty();
    }
    try {
      turns.turn.acquire();
      try {
        return Optional.of(inPool(template, rendering));
      } finally {
        turns.turn.release();
      }
    } finally {
      turns.waiting.release();
    }
  }

  private <T> T inPool(String template, Callable<T> rendering)
      throws InterruptedException, ExecutionException {
    return pool.submit(
            () -> {
              Running one = new Running(template);
              running.add(one);
              try {
                return rendering.call();
              } finally {
                running.remove(one);
              }
            })
        .get();
  }

  /** Whose messages take turns at the moment. */
  Set<String> slowTemplates() {
    return Set.copyOf(slow.keySet());
  }

  private void look() {
    int held = 0;
    for (Running one : running) {
      held += one.longerThan(HELD) ? 1 : 0;
      if (one.longerThan(SLOW)) {
        slow.computeIfAbsent(one.template, _ -> new Turns()).lastSlow = System.nanoTime();
      }
    }
    slow.values().removeIf(Turns::areForgiven);
    resize(threads + Math.min(MOST_REPLACED, held));
  }

  private void resize(int wanted) {
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
    try {
      pool.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
