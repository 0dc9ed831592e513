package io.herald.execution.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.event.EventIds;
import io.herald.message.status.EventStatus;
import io.herald.testkit.Migrations;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Events are stored by day; a group may hold events of any. */
@ExtendWith(TestDatabaseExtension.class)
@Migrations("io/herald/execution/migration")
class EventsOfSeveralDaysTest {
  private static final int MEMBER = 7;
  // the next id belongs to a day nobody has made ready
  private static final Instant LAST_SECOND_OF_THE_DAYS_AHEAD =
      LocalDate.now(ZoneOffset.UTC)
          .plusDays(4)
          .atStartOfDay(ZoneOffset.UTC)
          .toInstant()
          .minusMillis(1);
  private static final Instant NOW = Instant.parse("2026-03-14T23:59:59Z");

  private final ChangeNumbers appended = new ChangeNumbers(ChangeNumbers.Lane.APPEND);
  private final ChangeNumbers changed = new ChangeNumbers(ChangeNumbers.Lane.LEDGER);

  @Test
  void aGroupOfTwoDaysIsStoredAndChangedAsOne(TestDatabase database) throws Exception {
    EventStore store = store(database);
    List<EventStore.Appending> group =
        List.of(appending(0), appending(1), appending(86_400), appending(86_401));

    store.append(group, appended.next(MEMBER, 4));

    assertThat(store.change(begun(group), changed.next(MEMBER, 4))).containsOnly(true).hasSize(4);
    assertThat(lines(database)).isEqualTo(8);
  }

  @Test
  void writingAGroupAgainAddsNoLineToTheTrail(TestDatabase database) throws Exception {
    EventStore store = store(database);
    List<EventStore.Appending> group = List.of(appending(0), appending(2));

    for (int i = 0; i < 2; i++) {
      store.append(group, appended.next(MEMBER, 2));
      assertThat(store.change(begun(group), changed.next(MEMBER, 2))).containsExactly(true, true);
    }

    assertThat(lines(database)).isEqualTo(4);
  }

  @Test
  void aRefusedChangeWrittenAgainHasOneLineInTheTrail(TestDatabase database) throws Exception {
    EventStore store = store(database);
    List<EventStore.Appending> group = List.of(appending(0), appending(2));
    store.append(group, appended.next(MEMBER, 2));
    execute(database, "UPDATE event SET claimed_by = 8 WHERE id = " + group.get(1).event().id());

    for (int i = 0; i < 2; i++) {
      assertThat(store.change(begun(group), changed.next(MEMBER, 2))).containsExactly(true, false);
    }

    assertThat(lines(database)).isEqualTo(4);
  }

  @Test
  void anIdFarAheadOfAClockThatWasSetBackFindsItsTable(TestDatabase database) throws Exception {
    Clock setBack = Clock.offset(Clock.systemUTC(), Duration.ofDays(-30));
    new Partitions(database.open(5).dataSource(), Clock.systemUTC(), 1).ensure();
    execute(
        database,
        """
        INSERT INTO event (id, queue, type, ctx_format, ctx, received_by, status, open, due_at, created,
          last_modified, last_writer, last_change)
        VALUES (%d, 0, 'x', 0, '<ctx/>', 1, 5, false, now(), now(), now(), 1, 1)
        """
            .formatted(EventIds.lowestAt(1, LAST_SECOND_OF_THE_DAYS_AHEAD)));
    try (Appenders appenders = Appenders.start(database, setBack, "set back")) {
      assertThat(appenders.appender.offer(List.of(Submission.of(Appenders.event("a@example.com")))))
          .succeedsWithin(Duration.ofSeconds(10))
          .isInstanceOf(Appended.Stored.class);
    }
  }

  private static EventStore store(TestDatabase database) throws Exception {
    EventStore store = new EventStore(database.open(5).groups());
    Partitions partitions =
        new Partitions(database.open(5).dataSource(), Clock.fixed(NOW, ZoneOffset.UTC), 1);
    partitions.ensure();
    return store;
  }

  private static EventStore.Appending appending(int secondsLater) {
    Instant at = NOW.plusSeconds(secondsLater);
    return new EventStore.Appending(
        QueuedEvent.accepted(
            EventIds.lowestAt(1, at), Appenders.event("a@example.com"), MEMBER, at),
        true,
        at,
        null);
  }

  private static List<Change> begun(List<EventStore.Appending> group) {
    List<Change> changes = new ArrayList<>();
    for (EventStore.Appending row : group) {
      changes.add(
          new Change(
              row.event(),
              EventStatus.PENDING,
              "tried",
              NOW,
              "not yet",
              null,
              1,
              Change.StepTimes.NONE,
              null));
    }
    return changes;
  }

  private static long lines(TestDatabase database) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM event_transition")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void execute(TestDatabase database, String sql) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
