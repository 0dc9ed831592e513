package io.herald.platform.database;

import io.herald.platform.startstop.Service;
import io.herald.platform.startstop.Threads;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes in groups: one thread takes whatever has gathered while the previous commit was on its
 * way, writes it in one statement, and completes the callers after the commit.
 *
 * <p>No timer and no artificial wait: at low load a group is one item and costs one commit; at high
 * load hundreds share one. Groups are written one after the other, so items are committed in the
 * order in which they were handed in; urgent ones among themselves and before the others, of which
 * each group takes one at least.
 *
 * <p>When the database is away the group is kept and written again until it answers; the write must
 * therefore be repeatable. When a group is refused because of its data, its items are written one
 * by one, so that only the bad one fails.
 *
 * <p>Bounded by weight: {@link #offer} refuses what does not fit, so that a database that does not
 * answer costs the callers time and not the process its memory. Safe for use by many threads.
 *
 * @param <I> what is written
 * @param <R> what the writer answers for it
 */
public final class GroupWriter<I, R> implements Service {
  private static final Logger log = LoggerFactory.getLogger(GroupWriter.class);
  private static final Duration PAUSE_WHILE_DATABASE_IS_AWAY = Duration.ofMillis(100);

  /**
   * Writes a group, atomically, and answers for each item in the same order. Called by one thread
   * at a time.
   */
  public interface Write<I, R> {
    /**
     * @throws SQLException when nothing, or perhaps everything, was written; it may be called again
     *     with the same items
     */
    List<R> write(List<I> group) throws SQLException;
  }

  private record Waiting<I, R>(I item, int weight, CompletableFuture<R> written) {}

  private final String name;
  private final Bounds bounds;
  private final ToIntFunction<I> weigh;
  private final Predicate<I> isUrgent;
  private final Write<I, R> write;
  private final Threads threads;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition waitingChanged = lock.newCondition();
  private final ArrayDeque<Waiting<I, R>> urgent = new ArrayDeque<>();
  private final ArrayDeque<Waiting<I, R>> ordinary = new ArrayDeque<>();
  private long waitingWeight;
  private boolean stopping;

  /**
   * How much at once; weights are in the unit of the items' own.
   *
   * @param items per group, at most
   * @param groupWeight a group takes no more once it weighs so much: it is what the next one waits
   *     for
   * @param waitingWeight what may wait; one item is always taken when nothing waits
   */
  public record Bounds(int items, long groupWeight, long waitingWeight) {}

  /**
   * @param name for logs and the thread
   * @param weigh an item's weight, for example its bytes; at least 1
   * @param isUrgent whether an item goes before those that are not
   * @param threads where the writing thread comes from
   */
  public GroupWriter(
      String name,
      Bounds bounds,
      ToIntFunction<I> weigh,
      Predicate<I> isUrgent,
      Write<I, R> write,
      Threads threads) {
    this.name = name;
    this.bounds = bounds;
    this.weigh = weigh;
    this.isUrgent = isUrgent;
    this.write = write;
    this.threads = threads;
    this.thread = threads.unstarted(name, this::run);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void start() {
    thread.start();
  }

  /**
   * Hands an item in.
   *
   * @return completes after the commit; fails with the SQLException when the database refuses the
   *     item's data; null when too much waits already or the writer is stopping
   */
  public @Nullable CompletableFuture<R> offer(I item) {
    int weight = weigh.applyAsInt(item);
    lock.lock();
    try {
      if (stopping || (somethingWaits() && waitingWeight + weight > bounds.waitingWeight())) {
        return null;
      }
      CompletableFuture<R> written = new CompletableFuture<>();
      (isUrgent.test(item) ? urgent : ordinary).add(new Waiting<>(item, weight, written));
      waitingWeight += weight;
      waitingChanged.signal();
      return written;
    } finally {
      lock.unlock();
    }
  }

  /**
   * How much waits to be written.
   *
   * @param weight in the unit of {@code weigh}
   */
  public record Load(int items, long weight) {}

  /** How much waits to be written now. */
  public Load load() {
    lock.lock();
    try {
      return new Load(urgent.size() + ordinary.size(), waitingWeight);
    } finally {
      lock.unlock();
    }
  }

  /** Writes what waits, then ends; gives up after ten seconds when the database does not answer. */
  @Override
  public void stop() {
    lock.lock();
    try {
      stopping = true;
      waitingChanged.signal();
    } finally {
      lock.unlock();
    }
    try {
      if (thread.isAlive() && !thread.join(Duration.ofSeconds(10))) {
        thread.interrupt();
        thread.join(Duration.ofSeconds(2));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      for (List<Waiting<I, R>> group = nextGroup(); !group.isEmpty(); group = nextGroup()) {
        writeGroup(group);
      }
    } catch (InterruptedException e) {
      log.warn("{} gave up what was still waiting: the database did not answer", name);
    } finally {
      lock.lock();
      try {
        stopping = true;
        urgent.forEach(w -> w.written().cancel(false));
        ordinary.forEach(w -> w.written().cancel(false));
        urgent.clear();
        ordinary.clear();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Waits for something to write; empty when stopping and nothing waits. */
  private List<Waiting<I, R>> nextGroup() throws InterruptedException {
    lock.lock();
    try {
      while (!somethingWaits()) {
        if (stopping) {
          return List.of();
        }
        waitingChanged.await();
      }
      List<Waiting<I, R>> group =
          new ArrayList<>(Math.min(urgent.size() + ordinary.size(), bounds.items()));
      long weight =
          move(urgent, group, ordinary.isEmpty() ? bounds.items() : bounds.items() - 1, 0);
      if (!ordinary.isEmpty()) {
        // one goes with each group, else urgent ones without end would keep it waiting
        Waiting<I, R> one = ordinary.remove();
        group.add(one);
        weight += one.weight();
        weight = move(ordinary, group, bounds.items(), weight);
      }
      waitingWeight -= weight;
      return group;
    } finally {
      lock.unlock();
    }
  }

  /** Takes what the bounds leave room for; the weight of the group afterwards. */
  private long move(
      ArrayDeque<Waiting<I, R>> from, List<Waiting<I, R>> group, int places, long weight) {
    long total = weight;
    while (!from.isEmpty() && group.size() < places && total < bounds.groupWeight()) {
      Waiting<I, R> next = from.remove();
      total += next.weight();
      group.add(next);
    }
    return total;
  }

  private boolean somethingWaits() {
    return !urgent.isEmpty() || !ordinary.isEmpty();
  }

  private void writeGroup(List<Waiting<I, R>> group) throws InterruptedException {
    List<I> items = new ArrayList<>(group.size());
    for (Waiting<I, R> waiting : group) {
      items.add(waiting.item());
    }
    boolean away = false;
    while (true) {
      try {
        List<R> answers = write.write(items);
        if (away) {
          log.info("{} writes again", name);
        }
        for (int i = 0; i < group.size(); i++) {
          group.get(i).written().complete(answers.get(i));
        }
        return;
      } catch (SQLException e) {
        if (!SqlStates.databaseIsAway(e)) {
          refused(group, e);
          return;
        }
        if (!away) {
          away = true;
          log.warn("{} waits for the database: {}", name, e.getMessage());
        }
        threads.sleep(PAUSE_WHILE_DATABASE_IS_AWAY);
      } catch (RuntimeException | Error e) {
        log.error("{} failed to write a group of {}", name, group.size(), e);
        group.forEach(w -> w.written().completeExceptionally(e));
        return;
      }
    }
  }

  /**
   * The data of at least one item is at fault: find out which, so that the others are not punished.
   */
  private void refused(List<Waiting<I, R>> group, SQLException why) throws InterruptedException {
    if (group.size() == 1) {
      log.error("{}: the database refused one item (state {})", name, why.getSQLState());
      group.getFirst().written().completeExceptionally(why);
      return;
    }
    for (Waiting<I, R> one : group) {
      writeGroup(List.of(one));
    }
  }
}
