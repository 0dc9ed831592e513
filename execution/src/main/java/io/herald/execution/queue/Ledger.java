package io.herald.execution.queue;

import io.herald.message.event.Queue;
import io.herald.platform.database.GroupWriter;
import io.herald.platform.startstop.Service;
import io.herald.platform.startstop.Threads;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Writes what becomes of events, in groups: one statement and one commit for all that gathered
 * meanwhile. What journeys report and what people want done share its numbers, so that whoever
 * follows the changes sees both.
 *
 * <p>Waits out a database that is away: an outcome that was reached is recorded, however long it
 * takes. Safe for use by many threads.
 */
public final class Ledger implements Service {
  /** Interventions must not take the room of the journeys. */
  private static final int INTERVENTIONS_AT_ONCE = 64;

  private final GroupWriter<Entry, Set<Long>> writer;
  private final LedgerStore store;
  private final Membership membership;
  private final ChangeNumbers numbers = new ChangeNumbers(ChangeNumbers.Lane.LEDGER);
  private final Semaphore interventions = new Semaphore(INTERVENTIONS_AT_ONCE);

  /** What is written; the answer is which events were changed. */
  sealed interface Entry {
    /** What a journey reports. */
    record OfJourney(Change change) implements Entry {}

    /** What somebody wants done. */
    record OfSomebody(Intervention intervention) implements Entry {}
  }

  /**
   * @param maxWaiting changes that may wait; more than the journeys under way never do
   * @param threads where the writing thread comes from
   */
  public Ledger(
      EventStore store, Membership membership, int maxGroup, int maxWaiting, Threads threads) {
    this.store = new LedgerStore(store);
    this.membership = membership;
    this.writer =
        new GroupWriter<>(
            "ledger",
            new GroupWriter.Bounds(maxGroup, maxGroup, maxWaiting + INTERVENTIONS_AT_ONCE),
            entry -> 1,
            Ledger::isUrgent,
            this::write,
            threads);
  }

  /**
   * Writes one change and waits for the commit.
   *
   * @return false when the event is no longer ours: another process took it over, or somebody
   *     changed it; nothing was changed then and the caller must leave the event alone
   * @throws LedgerClosedException when the process is stopping, or too much waits
   */
  public boolean write(Change change) throws InterruptedException {
    CompletableFuture<Set<Long>> written = writer.offer(new Entry.OfJourney(change));
    if (written == null) {
      throw new LedgerClosedException(null);
    }
    try {
      return !written.get().isEmpty();
    } catch (CancellationException e) {
      throw new LedgerClosedException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the database refused a change of this event", e.getCause());
    }
  }

  /**
   * Carries out an intervention and waits for the commit.
   *
   * @param wait for so long; it may still be carried out later, and can safely be asked for again
   * @return the events it was carried out with; empty when it could not be, or nobody knows
   */
  public Optional<Set<Long>> intervene(Intervention intervention, Duration wait)
      throws InterruptedException {
    if (!interventions.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
      return Optional.empty();
    }
    CompletableFuture<Set<Long>> written = writer.offer(new Entry.OfSomebody(intervention));
    if (written == null) {
      interventions.release();
      return Optional.empty();
    }
    // one that is waited for no longer still takes its place
    CompletableFuture<Set<Long>> counted = written.whenComplete((_, _) -> interventions.release());
    try {
      return Optional.of(counted.get(wait.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException | CancellationException e) {
      return Optional.empty();
    }
  }

  private static boolean isUrgent(Entry entry) {
    return entry instanceof Entry.OfJourney(Change change)
        && change.event().event().queue() == Queue.REAL_TIME;
  }

  private List<Set<Long>> write(List<Entry> group) throws SQLException {
    List<Change> changes = new ArrayList<>(group.size());
    List<Intervention> wanted = new ArrayList<>();
    for (Entry entry : group) {
      switch (entry) {
        case Entry.OfJourney(Change change) -> changes.add(change);
        case Entry.OfSomebody(Intervention intervention) -> wanted.add(intervention);
      }
    }
    ChangeNumbers.Range range = numbers.next(membership.current().id(), changes.size());
    LedgerStore.Written written = store.write(changes, wanted, range);
    int carriedOut = written.interventions().stream().mapToInt(Set::size).sum();
    numbers.written(changes.size() + carriedOut);
    return inOrder(group, written);
  }

  private static List<Set<Long>> inOrder(List<Entry> group, LedgerStore.Written written) {
    List<Set<Long>> answers = new ArrayList<>(group.size());
    int change = 0;
    int intervention = 0;
    for (Entry entry : group) {
      answers.add(
          switch (entry) {
            case Entry.OfJourney(Change made) ->
                written.changes().get(change++) ? Set.of(made.event().id()) : Set.of();
            case Entry.OfSomebody _ -> written.interventions().get(intervention++);
          });
    }
    return answers;
  }

  @Override
  public String name() {
    return "ledger";
  }

  @Override
  public void start() {
    writer.start();
  }

  @Override
  public void stop() {
    writer.stop();
  }

  /** The change was not written, or nobody knows whether it was. */
  public static final class LedgerClosedException extends RuntimeException {
    private LedgerClosedException(@org.jspecify.annotations.Nullable Throwable cause) {
      super("the change could not be written", cause);
    }
  }
}
