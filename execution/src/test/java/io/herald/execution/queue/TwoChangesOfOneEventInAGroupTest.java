package io.herald.execution.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.event.EventIds;
import io.herald.message.status.EventStatus;
import io.herald.testkit.Books;
import io.herald.testkit.Migrations;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A process that was declared dead while a journey was under way may claim the same event again as
 * a new member; what both journeys report can meet in one group. Only one of them holds the claim.
 */
@ExtendWith(TestDatabaseExtension.class)
@Migrations("io/herald/execution/migration")
class TwoChangesOfOneEventInAGroupTest {
  private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
  private static final int BEFORE = 7;
  private static final int NOW_MEMBER = 8;

  @Test
  void theChangeWhoseClaimIsLostIsRefusedAndHasItsLine(TestDatabase database) throws Exception {
    EventStore store = new EventStore(database.open(5).groups());
    new Partitions(database.open(5).dataSource(), Clock.fixed(NOW, ZoneOffset.UTC), 1).ensure();
    QueuedEvent lost =
        QueuedEvent.accepted(
            EventIds.lowestAt(1, NOW), Appenders.event("a@example.com"), BEFORE, NOW);
    store.append(
        List.of(new EventStore.Appending(lost, true, NOW, null)),
        new ChangeNumbers(ChangeNumbers.Lane.APPEND).next(BEFORE, 1));
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE event SET claimed_by = " + NOW_MEMBER);
    }
    QueuedEvent held = QueuedEvent.accepted(lost.id(), lost.event(), NOW_MEMBER, NOW);
    ChangeNumbers numbers = new ChangeNumbers(ChangeNumbers.Lane.LEDGER);

    List<Change> group = List.of(tried(lost), tried(held), tried(lost));

    assertThat(store.change(group, numbers.next(NOW_MEMBER, 3)))
        .containsExactly(false, true, false);
    Books.mustBalance(database);
  }

  private static Change tried(QueuedEvent event) {
    return new Change(
        event, EventStatus.PENDING, "tried", NOW, "not yet", null, 1, Change.StepTimes.NONE, null);
  }
}
