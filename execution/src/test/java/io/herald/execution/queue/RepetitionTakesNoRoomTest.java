package io.herald.execution.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.event.Queue;
import io.herald.testkit.Books;
import io.herald.testkit.Migrations;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** API-9: room in memory is reserved before anybody knows that an event is a repetition. */
@ExtendWith(TestDatabaseExtension.class)
@Migrations("io/herald/execution/migration")
class RepetitionTakesNoRoomTest {
  @Test
  void theRoomOfWhatWasNotStoredIsGivenBack(TestDatabase database) throws Exception {
    try (Appenders process = Appenders.start(database, Clock.systemUTC(), "one")) {
      append(process, Appenders.keyed("k", "ann@example.com"));
      assertThat(process.ready.room(Queue.REAL_TIME)).isEqualTo(Appenders.ROOM - 1);

      append(process, Appenders.keyed("k", "ann@example.com")); // a repetition
      append(
          process, // refused as a whole
          Submission.of(Appenders.event("new@example.com")),
          Appenders.keyed("k", "bob@example.com"));

      assertThat(process.ready.room(Queue.REAL_TIME)).isEqualTo(Appenders.ROOM - 1);
      assertThat(process.held.ids()).hasSize(1);
    }
    Books.mustBalance(database);
  }

  private static void append(Appenders process, Submission... submissions) throws Exception {
    Objects.requireNonNull(process.appender.offer(List.of(submissions))).get();
  }
}
