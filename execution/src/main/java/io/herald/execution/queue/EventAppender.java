package io.herald.execution.queue;

import io.herald.message.event.NewEvent;
import io.herald.platform.database.GroupWriter;
import io.herald.platform.database.SqlStates;
import io.herald.platform.startstop.Service;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Stores new events in groups and hands them over in memory: a row is born already claimed by this
 * process, and after the commit the event goes straight to the {@link ReadyQueue}. What is not due
 * yet, or finds no room there, is stored unclaimed for the {@link Claimer}.
 *
 * <p>Safe for use by many threads.
 */
public final class EventAppender implements Service {
  /** What an event of usual size weighs, for saying how many there is room for. */
  private static final int USUAL_BYTES = 4_096;

  private final EventStore store;
  private final Membership membership;
  private final Partitions partitions;
  private final ReadyQueue ready;
  private final HeldEvents held;
  private final Claimer claimer;
  private final Clock clock;
  private final ChangeNumbers numbers = new ChangeNumbers(ChangeNumbers.Lane.APPEND);
  private final GroupWriter<Together, List<Long>> writer;
  private final long maxWaitingBytes;

  /**
   * Events that are stored all or none; ids and claims are decided before, so that writing can be
   * repeated.
   */
  private record Together(List<EventStore.Appending> rows) {
    int weight() {
      int weight = 0;
      for (EventStore.Appending row : rows) {
        weight += row.event().weight();
      }
      return weight;
    }

    List<Long> ids() {
      return rows.stream().map(row -> row.event().id()).toList();
    }
  }

  /**
   * @param maxWaitingBytes how much may wait for its commit before callers are told to come again
   *     later
   */
  public EventAppender(
      EventStore store,
      Membership membership,
      Partitions partitions,
      ReadyQueue ready,
      HeldEvents held,
      Claimer claimer,
      Clock clock,
      long maxWaitingBytes) {
    this.store = store;
    this.membership = membership;
    this.partitions = partitions;
    this.ready = ready;
    this.held = held;
    this.claimer = claimer;
    this.clock = clock;
    this.maxWaitingBytes = maxWaitingBytes;
    this.writer = new GroupWriter<>("append", 500, maxWaitingBytes, Together::weight, this::append);
  }

  /**
   * Hands in events that belong together: all are stored, or none.
   *
   * @return their ids, in order, once they are on disk; null when too much waits already
   */
  public @Nullable CompletableFuture<List<Long>> offer(List<NewEvent> events) {
    Together together = together(events);
    CompletableFuture<List<Long>> stored = writer.offer(together);
    if (stored == null) {
      giveRoomBack(together, row -> true);
      return null;
    }
    return stored.whenComplete(
        (ids, failure) -> {
          if (failure != null) {
            giveRoomBack(together, row -> true);
          }
        });
  }

  /**
   * How much waits; asks no database.
   *
   * @param journeys how many events may be under way at once
   */
  public QueueLoad load(int journeys) {
    int capacity =
        (int)
            Math.min(
                Integer.MAX_VALUE, maxWaitingBytes / USUAL_BYTES + ready.capacity() + journeys);
    boolean full = writer.waitingWeight() + USUAL_BYTES > maxWaitingBytes;
    return new QueueLoad(Math.min(held.count(), capacity), capacity, full);
  }

  @Override
  public String name() {
    return "append";
  }

  @Override
  public void start() throws SQLException {
    partitions.ensure();
    writer.start();
  }

  @Override
  public void stop() {
    writer.stop();
  }

  private Together together(List<NewEvent> events) {
    Member member = membership.current();
    Instant now = clock.instant();
    List<EventStore.Appending> rows = new ArrayList<>(events.size());
    for (NewEvent event : events) {
      QueuedEvent queued = QueuedEvent.accepted(member.ids().next(), event, member.id(), now);
      Instant scheduled = event.scheduled();
      Instant due = scheduled != null && scheduled.isAfter(now) ? scheduled : now;
      boolean claimed = due.equals(now) && ready.reserve(event.queue(), queued.weight());
      if (claimed) {
        held.hold(queued.id());
      }
      rows.add(new EventStore.Appending(queued, claimed, due));
    }
    return new Together(rows);
  }

  private List<List<Long>> append(List<Together> group) throws SQLException {
    int member = membership.current().id();
    List<EventStore.Appending> rows = new ArrayList<>();
    for (Together together : group) {
      for (EventStore.Appending row : together.rows()) {
        // the claims of an earlier membership are void: those events are anybody's
        rows.add(row.claimed() && row.event().claimedBy() != member ? row.unclaimed() : row);
      }
    }
    store(rows, member);
    boolean someLeft = false;
    for (EventStore.Appending row : rows) {
      if (row.claimed()) {
        ready.add(row.event());
      } else {
        someLeft = true;
      }
    }
    group.forEach(together -> giveRoomBack(together, row -> row.event().claimedBy() != member));
    if (someLeft) {
      claimer.somethingToClaim();
    }
    return group.stream().map(Together::ids).toList();
  }

  private void store(List<EventStore.Appending> rows, int member) throws SQLException {
    ChangeNumbers.Range range = numbers.next(member, rows.size());
    try {
      store.append(rows, range);
    } catch (SQLException e) {
      if (!SqlStates.NO_PARTITION.equals(e.getSQLState())) {
        throw e;
      }
      partitions.ensure(); // a new day, or the clock was set
      store.append(rows, range);
    }
    numbers.written(range);
  }

  private void giveRoomBack(Together together, Predicate<EventStore.Appending> which) {
    for (EventStore.Appending row : together.rows()) {
      if (row.claimed() && which.test(row)) {
        held.letGo(row.event().id());
        ready.release(row.event().event().queue(), row.event().weight());
      }
    }
  }
}
