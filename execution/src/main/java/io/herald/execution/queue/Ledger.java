package io.herald.execution.queue;

import io.herald.platform.database.GroupWriter;
import io.herald.platform.startstop.Service;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Writes what becomes of events, in groups: one statement and one commit for all that gathered
 * meanwhile.
 *
 * <p>Waits out a database that is away: an outcome that was reached is recorded, however long it
 * takes. Safe for use by many threads.
 */
public final class Ledger implements Service {
  private final GroupWriter<Change, Boolean> writer;

  /**
   * @param maxWaiting changes that may wait; more than the journeys under way never do
   */
  public Ledger(EventStore store, Membership membership, int maxGroup, int maxWaiting) {
    ChangeNumbers numbers = new ChangeNumbers(ChangeNumbers.Lane.LEDGER);
    this.writer =
        new GroupWriter<>(
            "ledger",
            maxGroup,
            maxWaiting,
            change -> 1,
            group -> {
              ChangeNumbers.Range range = numbers.next(membership.current().id(), group.size());
              var answers = store.change(group, range);
              numbers.written(range);
              return answers;
            });
  }

  /**
   * Writes one change and waits for the commit.
   *
   * @return false when the event is no longer ours: another process took it over, or somebody
   *     changed it; nothing was changed then and the caller must leave the event alone
   * @throws LedgerClosedException when the process is stopping, or too much waits
   */
  public boolean write(Change change) throws InterruptedException {
    CompletableFuture<Boolean> written = writer.offer(change);
    if (written == null) {
      throw new LedgerClosedException(null);
    }
    try {
      return written.get();
    } catch (CancellationException e) {
      throw new LedgerClosedException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the database refused a change of this event", e.getCause());
    }
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
