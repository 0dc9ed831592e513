package io.herald.execution.queue;

import io.herald.message.event.NewEvent;
import io.herald.platform.database.GroupWriter;
import io.herald.platform.database.SqlStates;
import io.herald.platform.startstop.Service;
import io.herald.platform.startstop.Threads;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
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

  /**
   * Some 300 events of usual size, 15 ms: so long real-time events may wait for a group of batch.
   */
  private static final long GROUP_BYTES = 1 << 20;

  private final EventStore store;
  private final IdempotencyStore keyed;
  private final Membership membership;
  private final Partitions partitions;
  private final ReadyQueue ready;
  private final HeldEvents held;
  private final Claimer claimer;
  private final Clock clock;
  private final ChangeNumbers numbers = new ChangeNumbers(ChangeNumbers.Lane.APPEND);
  private final GroupWriter<Together, Appended> writer;
  private final long maxWaitingBytes;
  // those that nobody holds: too late for a claim, or not due yet
  private final AtomicInteger unclaimedWaiting = new AtomicInteger();

  /**
   * @param maxWaitingBytes how much may wait for its commit before callers are told to come again
   *     later
   * @param threads where the writing thread comes from
   */
  public EventAppender(
      EventStore store,
      Membership membership,
      Partitions partitions,
      ReadyQueue ready,
      HeldEvents held,
      Claimer claimer,
      Clock clock,
      long maxWaitingBytes,
      Threads threads) {
    this.store = store;
    this.keyed = new IdempotencyStore(store);
    this.membership = membership;
    this.partitions = partitions;
    this.ready = ready;
    this.held = held;
    this.claimer = claimer;
    this.clock = clock;
    this.maxWaitingBytes = maxWaitingBytes;
    this.writer =
        new GroupWriter<>(
            "append",
            new GroupWriter.Bounds(500, GROUP_BYTES, maxWaitingBytes),
            Together::weight,
            Together::isRealTime,
            this::append,
            threads);
  }

  /**
   * Hands in events that belong together: all are stored, or none. One whose key is known already
   * counts as stored, under the id it got then.
   *
   * @return what became of them, once it is on disk; null when too much waits already
   */
  public @Nullable CompletableFuture<Appended> offer(List<Submission> submissions) {
    Together together = together(submissions);
    CompletableFuture<Appended> stored = writer.offer(together);
    if (stored == null) {
      giveRoomBack(together, row -> true);
      return null;
    }
    int unclaimed = together.unclaimed();
    unclaimedWaiting.addAndGet(unclaimed);
    return stored.whenComplete(
        (_, failure) -> {
          unclaimedWaiting.addAndGet(-unclaimed);
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
    GroupWriter.Load waiting = writer.load();
    // what comes next may be as heavy as what waits
    long next = Math.max(USUAL_BYTES, waiting.weight() / Math.max(1, waiting.items()));
    return new QueueLoad(
        Math.min(held.count() + unclaimedWaiting.get(), capacity),
        capacity,
        waiting.weight() + next > maxWaitingBytes);
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

  private Together together(List<Submission> submissions) {
    Member member = membership.current();
    Instant now = clock.instant();
    List<EventStore.Appending> rows = new ArrayList<>(submissions.size());
    for (Submission submission : submissions) {
      NewEvent event = submission.event();
      QueuedEvent queued = QueuedEvent.accepted(member.ids().next(), event, member.id(), now);
      Instant scheduled = event.scheduled();
      Instant due = scheduled != null && scheduled.isAfter(now) ? scheduled : now;
      boolean claimed = due.equals(now) && ready.reserve(event.queue(), queued.weight());
      if (claimed) {
        held.hold(queued.id());
      }
      rows.add(new EventStore.Appending(queued, claimed, due, submission.key()));
    }
    return new Together(rows);
  }

  private List<Appended> append(List<Together> group) throws SQLException {
    int member = membership.current().id();
    // the claims of an earlier membership are void: those events are anybody's
    List<Together> claimable = group.stream().map(t -> t.claimableBy(member)).toList();
    Judgement judgement = store(claimable, member);
    boolean someLeft = false;
    Set<Long> claimed = new HashSet<>();
    for (EventStore.Appending row : judgement.fresh()) {
      if (row.claimed()) {
        claimed.add(row.event().id());
        ready.add(row.event());
      } else {
        someLeft = true;
      }
    }
    // what became anybody's, repeats an earlier event, or was not stored at all needs no room here
    group.forEach(together -> giveRoomBack(together, row -> !claimed.contains(row.event().id())));
    if (someLeft) {
      claimer.somethingToClaim();
    }
    return judgement.answers();
  }

  private Judgement store(List<Together> group, int member) throws SQLException {
    try {
      return storeOnce(group, member);
    } catch (SQLException e) {
      if (!SqlStates.NO_PARTITION.equals(e.getSQLState())
          && !SqlStates.NO_TABLE.equals(e.getSQLState())) {
        throw e;
      }
      // a new day, or the clock was set
      LongSummaryStatistics ids =
          group.stream()
              .flatMap(together -> together.rows().stream())
              .mapToLong(row -> row.event().id())
              .summaryStatistics();
      partitions.ensure(ids.getMin(), ids.getMax());
      return storeOnce(group, member);
    }
  }

  /** Groups without keys, the usual ones, cost one statement. */
  private Judgement storeOnce(List<Together> group, int member) throws SQLException {
    Judgement judgement;
    if (group.stream().anyMatch(Together::hasKeys)) {
      judgement = keyed.append(group, count -> numbers.next(member, count));
    } else {
      judgement = Judgement.allFresh(group);
      store.append(judgement.fresh(), numbers.next(member, judgement.fresh().size()));
    }
    numbers.written(judgement.fresh().size());
    return judgement;
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
