package io.herald.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.queue.StoredEvent;
import io.herald.message.event.NewEvent;
import io.herald.message.status.EventStatus;
import io.herald.testkit.Books;
import io.herald.testkit.Migrations;
import io.herald.testkit.SettableClock;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The straight way: accepted, rendered, sent, recorded. */
@ExtendWith(TestDatabaseExtension.class)
@Migrations(Pipeline.MIGRATIONS)
class MessageJourneyTest {
  private final ScriptedTransport transport = new ScriptedTransport();
  private final SettableClock clock = SettableClock.at("2026-05-04T10:00:00Z");

  @Test
  void anEventBecomesAMailAndEndsProcessed(TestDatabase database) throws Exception {
    try (RunningPipeline running = new RunningPipeline(database, clock, transport)) {
      running.publish(RunningPipeline.template("order_confirmation"));
      long id = running.accept(RunningPipeline.order("ann@example.com")).getFirst();

      StoredEvent event = running.awaitStatus(id, EventStatus.PROCESSED);

      assertThat(transport.attempts()).hasSize(1);
      assertThat(transport.attempts().getFirst().recipient()).isEqualTo("ann@example.com");
      assertThat(new String(transport.attempts().getFirst().content(), StandardCharsets.UTF_8))
          .contains("Hello Ann")
          .contains("Message-ID: <" + Long.toHexString(id) + "@example.com>");
      assertThat(event.attempt()).isEqualTo(1);
      assertThat(event.steps().handedOver()).isNotNull();
      assertThat(running.trail(id))
          .containsExactly(
              "pending: accepted",
              "processing: attempt 1 begins, template order_confirmation_mail version 1",
              "processed: sent");
    }
    Books.mustBalance(database);
  }

  @Test
  void manyEventsHandedInTogetherAllArrive(TestDatabase database) throws Exception {
    try (RunningPipeline running = new RunningPipeline(database, clock, transport)) {
      running.publish(RunningPipeline.template("order_confirmation"));
      NewEvent[] events =
          IntStream.range(0, 3_000)
              .mapToObj(i -> RunningPipeline.order("to" + i + "@example.com"))
              .toArray(NewEvent[]::new);
      // more than fit in memory: the rest waits in the table and is claimed
      var ids = running.accept(events);

      for (long id : ids) {
        running.awaitStatus(id, EventStatus.PROCESSED);
      }
      assertThat(transport.attempts()).hasSize(3_000);
      assertThat(transport.attempts().stream().map(m -> m.recipient()).distinct()).hasSize(3_000);
    }
    Books.mustBalance(database);
  }
}
