package io.herald.execution.deliver.email;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of two lanes: real-time goes first (DL-10), but while batch waits it gets at
 * least every tenth place (DL-11). Each lane has its own room, so that a flood of batch never holds
 * up a real-time sender. Safe for use by many threads.
 */
final class TwoLanes<T> {
  private static final int BATCH_EVERY = 10;

  private final int roomPerLane;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition realTimeRoom = lock.newCondition();
  private final Condition batchRoom = lock.newCondition();
  private final ArrayDeque<T> realTime = new ArrayDeque<>();
  private final ArrayDeque<T> batch = new ArrayDeque<>();
  private int passedOver;
  private int takers;
  private boolean closed;

  TwoLanes(int roomPerLane) {
    this.roomPerLane = roomPerLane;
  }

  /**
   * Adds at the end of a lane, waiting while it is full.
   *
   * @return false when the lanes are closed
   */
  boolean put(T item, boolean isRealTime) throws InterruptedException {
    ArrayDeque<T> lane = isRealTime ? realTime : batch;
    Condition room = isRealTime ? realTimeRoom : batchRoom;
    lock.lockInterruptibly();
    try {
      while (!closed && lane.size() >= roomPerLane) {
        room.await();
      }
      if (closed) {
        return false;
      }
      lane.addLast(item);
      filled.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Puts something back at the front, even when there is no room; false when closed. */
  boolean putBack(T item, boolean isRealTime) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      (isRealTime ? realTime : batch).addFirst(item);
      filled.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The next one, or null when none is there right now. */
  @Nullable T poll() {
    lock.lock();
    try {
      return next();
    } finally {
      lock.unlock();
    }
  }

  /** The next one, unless it is left to takers that wait or are announced; null when none is. */
  @Nullable T pollSurplus() {
    lock.lock();
    try {
      return realTime.size() + batch.size() > takers ? next() : null;
    } finally {
      lock.unlock();
    }
  }

  /** Says that a taker will come soon, so that nobody else is called for the same item. */
  void announceTaker() {
    lock.lock();
    try {
      takers++;
    } finally {
      lock.unlock();
    }
  }

  /** Takes an announcement back. */
  void withdrawTaker() {
    lock.lock();
    try {
      takers--;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next one, or null when none came in time or the lanes are closed.
   *
   * @param announced true when the taker was announced: its announcement ends here
   */
  @Nullable T poll(long nanos, boolean announced) throws InterruptedException {
    long left = nanos;
    lock.lock();
    takers += announced ? 0 : 1;
    try {
      while (true) {
        T item = next();
        if (item != null || closed || left <= 0) {
          return item;
        }
        left = filled.awaitNanos(left);
      }
    } finally {
      takers--;
      lock.unlock();
    }
  }

  /** Takes one out again; false when somebody has it already. */
  boolean remove(T item, boolean isRealTime) {
    lock.lock();
    try {
      boolean removed = (isRealTime ? realTime : batch).remove(item);
      if (removed) {
        (isRealTime ? realTimeRoom : batchRoom).signal();
      }
      return removed;
    } finally {
      lock.unlock();
    }
  }

  /** Takes all that waits. */
  List<T> drain() {
    lock.lock();
    try {
      List<T> all = new ArrayList<>(realTime.size() + batch.size());
      all.addAll(realTime);
      all.addAll(batch);
      realTime.clear();
      batch.clear();
      realTimeRoom.signalAll();
      batchRoom.signalAll();
      return all;
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more comes in; takers get what is left, then null. */
  void close() {
    lock.lock();
    try {
      closed = true;
      filled.signalAll();
      realTimeRoom.signalAll();
      batchRoom.signalAll();
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return realTime.size() + batch.size();
    } finally {
      lock.unlock();
    }
  }

  /** How many items wait for which no taker waits or is announced; may be negative. */
  int surplus() {
    lock.lock();
    try {
      return realTime.size() + batch.size() - takers;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable T next() {
    boolean batchTurn = !batch.isEmpty() && (realTime.isEmpty() || passedOver >= BATCH_EVERY - 1);
    if (batchTurn) {
      passedOver = 0;
      batchRoom.signal();
      return batch.pollFirst();
    }
    T item = realTime.pollFirst();
    if (item != null) {
      passedOver = batch.isEmpty() ? 0 : passedOver + 1;
      realTimeRoom.signal();
    }
    return item;
  }
}
