package io.herald.execution.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testkit.Books;
import io.herald.testkit.Migrations;
import io.herald.testkit.SettableClock;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A group is written again when nobody knows whether its commit arrived. The second time must come
 * out as the first, also when a key is forgotten in between (API-9).
 */
@ExtendWith(TestDatabaseExtension.class)
@Migrations("io/herald/execution/migration")
class GroupWithKeysWrittenAgainTest {
  private final SettableClock clock = SettableClock.at("2026-05-04T10:00:00Z");
  private final ChangeNumbers numbers = new ChangeNumbers(ChangeNumbers.Lane.APPEND);
  private long nextId;

  @Test
  void theSameIsStoredUnderTheSameNumbers(TestDatabase database) throws Exception {
    DataSource source = database.open(3).dataSource();
    new Partitions(source, clock, 1).ensure();
    nextId = io.herald.message.event.EventIds.lowestAt(1, clock.instant());
    IdempotencyStore store = new IdempotencyStore(new EventStore(source));
    Judgement earlier = append(store, List.of(together("old", "ann")));
    numbers.written(earlier.fresh().size());
    clock.advance(Duration.ofHours(23));

    List<Together> group =
        List.of(
            together("a", "ann"),
            together("old", "ann"), // repeats what is stored
            together("a", "ann"), // repeats what is in the group
            together("a", "bob"), // cannot be stored
            together("b", "bob"));
    Judgement first = append(store, group);
    clock.advance(Duration.ofHours(2)); // "old" is forgotten by now, but was not then
    Judgement second = append(store, group);

    assertThat(second).isEqualTo(first);
    assertThat(first.fresh()).hasSize(2);
    assertThat(first.answers())
        .containsExactly(
            stored(id(group, 0), false),
            stored(id(List.of(together(earlier)), 0), true),
            stored(id(group, 0), true),
            new Appended.KeyTaken(0),
            stored(id(group, 4), false));
    numbers.written(first.fresh().size());
    Books.mustBalance(database);
  }

  private Judgement append(IdempotencyStore store, List<Together> group) throws Exception {
    return store.append(group, count -> numbers.next(7, count));
  }

  private static Together together(Judgement judgement) {
    return new Together(judgement.fresh());
  }

  private static Appended stored(long id, boolean repeated) {
    return new Appended.Stored(List.of(new Appended.Event(id, repeated)));
  }

  private static long id(List<Together> group, int index) {
    return group.get(index).rows().getFirst().event().id();
  }

  private Together together(String key, String name) {
    Instant now = clock.instant();
    Submission submission = Appenders.keyed(key, name + "@example.com");
    List<EventStore.Appending> rows = new ArrayList<>();
    rows.add(
        new EventStore.Appending(
            QueuedEvent.accepted(++nextId, submission.event(), 7, now),
            false,
            now,
            submission.key()));
    return new Together(rows);
  }
}
