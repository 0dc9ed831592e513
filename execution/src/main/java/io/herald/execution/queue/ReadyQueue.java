package io.herald.execution.queue;

import io.herald.message.event.Queue;
import io.herald.platform.startstop.Threads;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The claimed events that wait in memory for their journey. Bounded; decides who is next:
 *
 * <ul>
 *   <li>real-time before batch (DL-10), but while both wait batch gets one place in ten (DL-11);
 *   <li>within a queue the event types take turns, so that a flood of one cannot starve another
 *       (DL-12);
 *   <li>of a type, those that came a moment ago take turns with those claimed from the table, which
 *       fill half of the room at most: a backlog of millions is no reason for a new event to wait.
 * </ul>
 *
 * <p>Room is reserved before an event is stored as claimed, so that what is claimed always fits.
 * Safe for use by many threads.
 */
public final class ReadyQueue {
  /** While both queues wait, this many real-time events go before one of the batch queue. */
  private static final int REAL_TIME_PER_BATCH = 9;

  /**
   * Batch gives way to waiting real-time events no longer than this: they may be waiting for
   * something else (EV-3).
   */
  private static final Duration LONGEST_YIELD = Duration.ofMillis(10);

  private final Threads threads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition realTimeChanged = lock.newCondition();
  private final Condition batchChanged = lock.newCondition();
  private final Lane realTime;
  private final Lane batch;
  private int realTimeSinceBatch;
  private boolean closed;
  private Runnable whenHalfEmpty = () -> {};

  /**
   * @param maxEvents per queue
   * @param maxWeight per queue, in bytes as {@link QueuedEvent#weight} counts; one event always
   *     fits
   */
  public ReadyQueue(int maxEvents, long maxWeight, Threads threads) {
    this.threads = threads;
    realTime = new Lane(maxEvents, maxWeight);
    batch = new Lane(maxEvents, maxWeight);
  }

  /**
   * Sets what is told each time a queue becomes half empty; to be called before the first event.
   */
  public void whenHalfEmpty(Runnable action) {
    whenHalfEmpty = action;
  }

  /** Reserves room for one event of this weight; false when there is none. */
  public boolean reserve(Queue queue, int weight) {
    lock.lock();
    try {
      return !closed && lane(queue).reserve(weight);
    } finally {
      lock.unlock();
    }
  }

  /** Gives reserved room back without using it. */
  public void release(Queue queue, int weight) {
    lock.lock();
    try {
      lane(queue).release(weight);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adds an event for which room was reserved. After {@link #close} it is dropped: its claim is
   * released at the end.
   */
  public void add(QueuedEvent event) {
    lock.lock();
    try {
      lane(event.event().queue()).add(event);
      tellThatThereIsOne(event.event().queue());
    } finally {
      lock.unlock();
    }
  }

  private void tellThatThereIsOne(Queue queue) {
    if (queue == Queue.REAL_TIME) {
      realTimeChanged.signal();
    } else {
      batchChanged.signal();
    }
  }

  /**
   * Adds an event that was claimed from the database, where its weight was not known before: it is
   * taken in any case, and counts against the room of the next ones.
   */
  public void addClaimed(QueuedEvent event) {
    lock.lock();
    try {
      lane(event.event().queue()).claimed(event);
      tellThatThereIsOne(event.event().queue());
    } finally {
      lock.unlock();
    }
  }

  /** How many more events of this queue can be reserved. */
  int room(Queue queue) {
    lock.lock();
    try {
      return lane(queue).room();
    } finally {
      lock.unlock();
    }
  }

  /** How many more events of this queue should be claimed from the table. */
  public int roomToClaim(Queue queue) {
    lock.lock();
    try {
      return lane(queue).roomToClaim();
    } finally {
      lock.unlock();
    }
  }

  /** How many events both queues hold at most. */
  int capacity() {
    return realTime.maxEvents + batch.maxEvents;
  }

  /** Waits for the next event of a queue and frees its room; null once closed. */
  public @Nullable QueuedEvent take(Queue queue) throws InterruptedException {
    lock.lock();
    try {
      Lane lane = lane(queue);
      Condition changed = queue == Queue.REAL_TIME ? realTimeChanged : batchChanged;
      boolean yielded = false;
      while (!closed && (lane.isEmpty() || (mustYield(queue) && !yielded))) {
        if (lane.isEmpty()) {
          changed.await();
        } else {
          yielded = !threads.await(changed, LONGEST_YIELD).isPositive();
        }
      }
      if (closed) {
        return null;
      }
      QueuedEvent event = lane.take();
      if (lane.shouldBeFilledUp()) {
        whenHalfEmpty.run();
      }
      if (queue == Queue.BATCH) {
        realTimeSinceBatch = 0;
      } else {
        realTimeSinceBatch++;
        if (!batch.isEmpty() && !mustYield(Queue.BATCH)) {
          batchChanged.signal();
        }
      }
      return event;
    } finally {
      lock.unlock();
    }
  }

  /** Ends all waiting; what is left stays claimed in the database until its claims are released. */
  public void close() {
    lock.lock();
    try {
      closed = true;
      realTimeChanged.signalAll();
      batchChanged.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean mustYield(Queue queue) {
    return queue == Queue.BATCH && !realTime.isEmpty() && realTimeSinceBatch < REAL_TIME_PER_BATCH;
  }

  private Lane lane(Queue queue) {
    return queue == Queue.REAL_TIME ? realTime : batch;
  }

  /** Whose turn it is. */
  private record Turn(String type, boolean claimed) {}

  /** One queue: first in, first out within a turn. Guarded by the outer lock. */
  private static final class Lane {
    private final int maxEvents;
    private final long maxWeight;
    private final Map<Turn, ArrayDeque<QueuedEvent>> byTurn = new LinkedHashMap<>();
    private int claimedEvents;
    private boolean tookClaimed;
    private int reservedEvents;
    private long reservedWeight;

    Lane(int maxEvents, long maxWeight) {
      this.maxEvents = maxEvents;
      this.maxWeight = maxWeight;
    }

    boolean reserve(int weight) {
      if (reservedEvents >= maxEvents
          || (reservedEvents > 0 && reservedWeight + weight > maxWeight)) {
        return false;
      }
      occupy(weight);
      return true;
    }

    void occupy(int weight) {
      reservedEvents++;
      reservedWeight += weight;
    }

    void release(int weight) {
      reservedEvents--;
      reservedWeight -= weight;
    }

    int room() {
      return reservedWeight >= maxWeight ? 0 : Math.max(0, maxEvents - reservedEvents);
    }

    int roomToClaim() {
      return Math.min(room(), mostClaimed() - claimedEvents);
    }

    private int mostClaimed() {
      return Math.max(1, maxEvents / 2);
    }

    /** Just after one was taken: whether so few are left that more should be claimed. */
    boolean shouldBeFilledUp() {
      return reservedEvents == maxEvents / 2 || tookClaimed && claimedEvents == mostClaimed() / 2;
    }

    boolean isEmpty() {
      return byTurn.isEmpty();
    }

    void add(QueuedEvent event) {
      add(event, false);
    }

    void claimed(QueuedEvent event) {
      occupy(event.weight());
      claimedEvents++;
      add(event, true);
    }

    private void add(QueuedEvent event, boolean claimed) {
      byTurn
          .computeIfAbsent(new Turn(event.event().type(), claimed), _ -> new ArrayDeque<>())
          .add(event);
    }

    QueuedEvent take() {
      var turn = byTurn.entrySet().iterator().next();
      QueuedEvent event = turn.getValue().remove();
      byTurn.remove(turn.getKey());
      if (!turn.getValue().isEmpty()) {
        byTurn.put(turn.getKey(), turn.getValue()); // behind all others
      }
      tookClaimed = turn.getKey().claimed();
      claimedEvents -= tookClaimed ? 1 : 0;
      release(event.weight());
      return event;
    }
  }
}
