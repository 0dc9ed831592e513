package io.herald.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.collect.Collected;
import io.herald.execution.queue.QueueLoad;
import io.herald.message.channel.Channel;
import io.herald.message.event.EventContext;
import io.herald.message.event.NewEvent;
import io.herald.message.event.Queue;
import io.herald.message.event.ReceivedBy;
import io.herald.testkit.Eventually;
import io.herald.testkit.Migrations;
import io.herald.testkit.SettableClock;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
@Migrations(Pipeline.MIGRATIONS)
@DisplayName("What mcPing tells is what the queue does (client contract A.9)")
class QueueLoadTest {
  @Test
  void itSaysFullWhileCallersAreToldToComeAgain(TestDatabase database) throws Exception {
    try (RunningPipeline running =
            new RunningPipeline(
                database,
                SettableClock.at("2026-05-04T10:00:00Z"),
                new ScriptedTransport(),
                Map.of("execution.queue.append-megabytes", "1", "execution.queue.ready", "100"));
        Connection blocker = database.connect();
        Statement statement = blocker.createStatement();
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      QueueLoad idle = running.pipeline().load();
      assertThat(idle.pending()).isZero();
      assertThat(idle.full()).isFalse();
      // what may wait to be stored, what may wait in memory, what may be under way
      assertThat(idle.capacity()).isEqualTo((1 << 20) / 4_096 + 2 * 100 + 400 + 200);

      blocker.setAutoCommit(false);
      statement.execute("LOCK TABLE event IN EXCLUSIVE MODE");
      List<Future<Collected>> answers = new ArrayList<>();
      for (int i = 0; i < 1_500; i++) {
        answers.add(callers.submit(() -> running.pipeline().collector().collect(List.of(event()))));
      }
      QueueLoad full =
          Eventually.see("the queue to be full", () -> running.pipeline().load(), QueueLoad::full);
      assertThat(full.pending()).isBetween(1, full.capacity());
      Collected refused =
          Eventually.see(
                  "a caller to be told to come again",
                  () -> answers.stream().filter(Future::isDone).findFirst(),
                  done -> done.isPresent())
              .orElseThrow()
              .get();
      assertThat(refused).isInstanceOf(Collected.Unavailable.class);

      blocker.rollback();
      Eventually.see(
          "room again",
          () -> running.pipeline().load(),
          load -> !load.full() && load.pending() == 0);
    }
  }

  /** Two KiB of context; its type is published by nobody, so its journey is short. */
  private static NewEvent event() {
    return new NewEvent(
        Queue.REAL_TIME,
        "nobody",
        new NewEvent.Address(Channel.EMAIL, "jack@example.com", null, null, null),
        NewEvent.Attributes.NONE,
        EventContext.xml("<ctx>" + "x".repeat(2_048) + "</ctx>"),
        null,
        null,
        ReceivedBy.INTERNAL);
  }
}
