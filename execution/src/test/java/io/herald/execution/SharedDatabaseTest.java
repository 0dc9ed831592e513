package io.herald.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.queue.StoredEvent;
import io.herald.message.event.NewEvent;
import io.herald.message.event.Queue;
import io.herald.message.status.EventStatus;
import io.herald.spi.OutgoingMessage;
import io.herald.spi.SendResult;
import io.herald.spi.Transport;
import io.herald.testkit.Books;
import io.herald.testkit.Eventually;
import io.herald.testkit.Migrations;
import io.herald.testkit.SettableClock;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several processes on one database: nothing lost, nothing twice (EV-3). */
@ExtendWith(TestDatabaseExtension.class)
@Migrations(Pipeline.MIGRATIONS)
class SharedDatabaseTest {
  @Test
  void twoProcessesShareDueEventsWithoutDoublingAny(TestDatabase database) throws Exception {
    SettableClock clock = SettableClock.at("2026-05-04T10:00:00Z");
    ScriptedTransport one = new ScriptedTransport();
    ScriptedTransport two = new ScriptedTransport();
    try (RunningPipeline first = new RunningPipeline(database, clock, one);
        RunningPipeline second = new RunningPipeline(database, clock, two)) {
      first.publish(RunningPipeline.template("order_confirmation"));
      Eventually.see(
          "the other process to notice the publication",
          () -> second.pipeline().templates().eventType("order_confirmation"),
          type -> type.isPresent());
      NewEvent[] scheduled =
          IntStream.range(0, 2_000)
              .mapToObj(
                  i ->
                      RunningPipeline.event(
                          i % 2 == 0 ? Queue.REAL_TIME : Queue.BATCH,
                          "order_confirmation",
                          "to" + i + "@example.com",
                          clock.instant().plus(Duration.ofMinutes(1)),
                          null))
              .toArray(NewEvent[]::new);
      List<Long> ids = new ArrayList<>(first.accept(scheduled));
      ids.addAll(second.accept(scheduled));

      clock.advance(Duration.ofMinutes(1)); // all are due for both at once

      for (long id : ids) {
        first.awaitStatus(id, EventStatus.PROCESSED);
      }
      assertThat(one.attempts().size() + two.attempts().size()).isEqualTo(4_000);
      assertThat(ids).doesNotHaveDuplicates();
    }
    Books.mustBalance(database);
  }

  @Test
  void theEventsOfADeadProcessAreTakenOverAndItsLateWritesAreRefused(TestDatabase database)
      throws Exception {
    CountDownLatch sending = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Transport stuck =
        message -> {
          sending.countDown();
          goOn.await();
          return new SendResult.Accepted("250 ok, but late");
        };
    ScriptedTransport heir = new ScriptedTransport();
    RunningPipeline dying = new RunningPipeline(database, Clock.systemUTC(), stuck);
    try {
      dying.publish(RunningPipeline.template("order_confirmation"));
      long id = dying.accept(RunningPipeline.order("ann@example.com")).getFirst();
      sending.await();
      // it stays alive and stuck, but the others must believe it dead: its lock is gone and so is
      // its heartbeat
      declareDead(database);
      try (RunningPipeline survivor = new RunningPipeline(database, Clock.systemUTC(), heir)) {
        StoredEvent sent = survivor.awaitStatus(id, EventStatus.PROCESSED);
        assertThat(sent.attempt()).isEqualTo(2);
        assertThat(heir.attempts())
            .extracting(OutgoingMessage::recipient)
            .containsExactly("ann@example.com");
        assertThat(survivor.trail(id))
            .anyMatch(line -> line.contains("outcome of the last one unknown"));

        goOn.countDown();

        Eventually.see(
            "the refusal of the late outcome",
            () -> survivor.trail(id),
            trail ->
                trail.stream().anyMatch(line -> line.contains("refused, no longer ours: sent")));
        assertThat(survivor.stored(id).attempt()).isEqualTo(2);
      }
    } finally {
      goOn.countDown();
      dying.close();
    }
    Books.mustBalance(database);
  }

  @Test
  void aStoppedProcessGivesItsClaimsUpAtOnce(TestDatabase database) throws Exception {
    CountDownLatch sending = new CountDownLatch(1);
    Transport never =
        message -> {
          sending.countDown();
          new CountDownLatch(1).await();
          throw new IllegalStateException("not reached");
        };
    RunningPipeline stopped =
        new RunningPipeline(
            database,
            Clock.systemUTC(),
            never,
            java.util.Map.of("execution.journeys.real-time", "1"));
    stopped.publish(RunningPipeline.template("order_confirmation"));
    List<Long> ids =
        stopped.accept(
            RunningPipeline.order("a@example.com"), RunningPipeline.order("b@example.com"));
    sending.await();
    stopped.close();

    ScriptedTransport transport = new ScriptedTransport();
    try (RunningPipeline next = new RunningPipeline(database, Clock.systemUTC(), transport)) {
      for (long id : ids) {
        next.awaitStatus(id, EventStatus.PROCESSED);
      }
      assertThat(transport.attempts()).hasSize(2);
    }
    Books.mustBalance(database);
  }

  private static void declareDead(TestDatabase database) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE member SET ended_at = clock_timestamp()");
      statement.execute("UPDATE event SET claimed_by = NULL WHERE claimed_by IS NOT NULL");
    }
  }
}
