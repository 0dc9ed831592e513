package io.herald.execution.queue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Writes a group of the {@link Ledger}: what journeys report, and what people want done. */
final class LedgerStore {
  private final EventStore events;

  LedgerStore(EventStore events) {
    this.events = events;
  }

  /**
   * What was written.
   *
   * @param changes for each, whether it was made
   * @param interventions for each, the events it was carried out with
   */
  record Written(List<Boolean> changes, List<Set<Long>> interventions) {}

  /**
   * Writes a group, atomically: one statement when nobody intervenes, else two in a transaction.
   *
   * @param numbers of the changes; those of the interventions follow
   */
  Written write(List<Change> changes, List<Intervention> wanted, ChangeNumbers.Range numbers)
      throws SQLException {
    if (wanted.isEmpty()) {
      return new Written(events.change(changes, numbers), List.of());
    }
    try (Connection connection = events.connect()) {
      connection.setAutoCommit(false);
      try {
        List<Boolean> made =
            changes.isEmpty() ? List.of() : events.change(connection, changes, numbers);
        List<Set<Long>> carriedOut =
            InterventionStore.intervene(
                connection, wanted, numbers.writer(), numbers.first() + changes.size());
        connection.commit();
        return new Written(made, carriedOut);
      } catch (SQLException | RuntimeException e) {
        try {
          connection.rollback();
        } catch (SQLException broken) {
          e.addSuppressed(broken);
        }
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }
}
