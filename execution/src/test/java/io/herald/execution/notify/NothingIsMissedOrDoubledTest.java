package io.herald.execution.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.Pipeline;
import io.herald.execution.notify.Delivery.State;
import io.herald.message.event.EventIds;
import io.herald.message.status.EventStatus;
import io.herald.testkit.Books;
import io.herald.testkit.Eventually;
import io.herald.testkit.Migrations;
import io.herald.testkit.SettableClock;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import io.herald.testkit.http.FakeReceiver;
import io.herald.testkit.http.HttpAnswer;
import io.herald.testkit.http.ReceivedRequest;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * API-51, CX-21: the changes are followed by number, so none is missed and none is queued twice.
 */
@ExtendWith(TestDatabaseExtension.class)
@Migrations(Pipeline.MIGRATIONS)
class NothingIsMissedOrDoubledTest {
  private final SettableClock clock = SettableClock.at("2026-05-04T10:00:00Z");

  @Test
  void twoProcessesOnOneDatabaseQueueEachChangeOnce(TestDatabase database) throws Exception {
    try (FakeReceiver receiver = FakeReceiver.start();
        RunningWebhooks first = new RunningWebhooks(database, clock);
        RunningWebhooks second = new RunningWebhooks(database, clock)) {
      Webhook webhook = first.listen(receiver.url("/"));
      List<Long> ids = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        ids.add(first.order("a" + i + "@example.com"));
        ids.add(second.order("b" + i + "@example.com"));
      }

      first.awaitDeliveries(webhook, State.DELIVERED, 300);

      assertThat(receiver.received())
          .extracting(request -> RunningWebhooks.json(request).at("/data/id").asString())
          .containsExactlyInAnyOrderElementsOf(ids.stream().map(id -> Long.toString(id)).toList());
      assertThat(receiver.received())
          .extracting(request -> request.header("webhook-id"))
          .doesNotHaveDuplicates();
    }
    Books.mustBalance(database);
  }

  @Test
  void whatWasPostedWhenTheProcessDiedIsPostedAgainWithTheSameId(TestDatabase database)
      throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (FakeReceiver receiver = FakeReceiver.start()) {
      receiver.answering(HttpAnswer.after(gate, HttpAnswer.status(200)));
      RunningWebhooks dying = new RunningWebhooks(database, clock);
      Webhook webhook = dying.listen(receiver.url("/"));
      dying.order("ann@example.com");
      RunningWebhooks.await(receiver, 1);
      // from here on nothing it writes arrives any more, as when it is killed
      dying.cutOff();
      gate.countDown();
      try (RunningWebhooks next = new RunningWebhooks(database, clock)) {
        assertThat(receiver.received()).hasSize(1);
        clock.advance(Sender.LOST);

        List<ReceivedRequest> both = RunningWebhooks.await(receiver, 2);

        assertThat(both.get(1).header("webhook-id")).isEqualTo(both.get(0).header("webhook-id"));
        assertThat(next.awaitDeliveries(webhook, State.DELIVERED, 1).getFirst().attempts())
            .isEqualTo(2);
      } finally {
        dying.close();
      }
    }
  }

  @Test
  void brokenConnectionsToTheDatabaseAreWaitedOut(TestDatabase database) throws Exception {
    try (FakeReceiver receiver = FakeReceiver.start();
        RunningWebhooks running = new RunningWebhooks(database, clock)) {
      Webhook webhook = running.listen(receiver.url("/"));
      for (int round = 0; round < 5; round++) {
        for (int i = 0; i < 20; i++) {
          running.order("to" + round + "-" + i + "@example.com");
        }
        breakConnections(database);
      }

      Eventually.see(
          "all to be delivered",
          () -> {
            clock.advance(Sender.LOST); // an attempt that could not be recorded comes again
            return count(database, "SELECT count(*) FROM webhook_delivery WHERE state = 1");
          },
          delivered -> delivered == 100);
      assertThat(receiver.received().stream().map(r -> r.header("webhook-id")).distinct())
          .hasSize(100);
      assertThat(
              count(
                  database,
                  "SELECT count(DISTINCT (webhook_id, event_id, writer, change_no)) FROM webhook_delivery"))
          .isEqualTo(100);
      assertThat(running.webhooks().find(null, webhook.id())).isPresent();
    }
    Books.mustBalance(database);
  }

  @Test
  void onlyWhatHappensAfterItsRegistrationIsHeard(TestDatabase database) throws Exception {
    try (FakeReceiver receiver = FakeReceiver.start();
        RunningWebhooks running = new RunningWebhooks(database, clock)) {
      for (int i = 0; i < 10; i++) {
        running.awaitStatus(running.order("early@example.com"), EventStatus.PROCESSED);
      }
      Webhook webhook = running.listen(receiver.url("/"));
      long heard = running.order("ann@example.com");
      running.awaitDeliveries(webhook, State.DELIVERED, 1);
      // off: what happens now is not heard of later either
      running.webhooks().change(null, webhook.id(), webhook.wish(), "switched off");
      running.awaitStatus(running.order("off@example.com"), EventStatus.PROCESSED);
      running.webhooks().change(null, webhook.id(), webhook.wish(), null);
      long again = running.order("again@example.com");

      running.awaitDeliveries(webhook, State.DELIVERED, 2);

      assertThat(receiver.received())
          .extracting(request -> RunningWebhooks.json(request).at("/data/id").asString())
          .containsExactlyInAnyOrder(Long.toString(heard), Long.toString(again));
    }
    Books.mustBalance(database);
  }

  @Test
  void aStepThatIsRolledBackIsMadeAgainAsAWhole(TestDatabase database) throws Exception {
    try (RunningWebhooks running = new RunningWebhooks(database, clock)) {
      running.webhooks().stop();
      running.listen(URI.create("http://127.0.0.1:1/"));
      List<Long> ids = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        ids.add(running.order("to" + i + "@example.com"));
      }
      for (long id : ids) {
        running.awaitStatus(id, EventStatus.PROCESSED);
      }
      FollowStore store = new FollowStore();
      try (Connection connection = database.connect()) {
        connection.setAutoCommit(false);
        assertThat(store.follow(connection, 1_000, clock.instant()).queued()).isEqualTo(10);
        connection.rollback();
        assertThat(store.follow(connection, 1_000, clock.instant()).queued()).isEqualTo(10);
        connection.commit();
        assertThat(store.follow(connection, 1_000, clock.instant()).changes()).isZero();
        connection.commit();
      }
      assertThat(count(database, "SELECT count(*) FROM webhook_delivery")).isEqualTo(10);
    }
    Books.mustBalance(database);
  }

  @Test
  void aHundredThousandChangesAreCaughtUpInBoundedSteps(TestDatabase database) throws Exception {
    int events = 100_000;
    try (RunningWebhooks running = new RunningWebhooks(database, clock)) {
      running.webhooks().stop();
      running.listen(URI.create("http://127.0.0.1:1/"));
      cancelMany(database, events);
      AtomicInteger steps = new AtomicInteger();
      Follower follower =
          new Follower(database.open(2).dataSource(), clock, steps::incrementAndGet);
      follower.start();
      try {
        Eventually.see(
            "all changes to be queued",
            () -> count(database, "SELECT count(*) FROM webhook_delivery"),
            queued -> queued == events);
      } finally {
        follower.stop();
      }
      assertThat(steps.get()).isGreaterThanOrEqualTo(events / 2_000);
      assertThat(count(database, "SELECT count(DISTINCT event_id) FROM webhook_delivery"))
          .isEqualTo(events);
    }
    Books.mustBalance(database);
  }

  /** Events of a process that is gone, accepted and ended with a failed routing. */
  private void cancelMany(TestDatabase database, int events) throws Exception {
    try (Connection connection = database.connect();
        PreparedStatement member =
            connection.prepareStatement(
                "INSERT INTO member (slot, node, ended_at) VALUES (31, 'gone', clock_timestamp()) RETURNING id");
        PreparedStatement insert = connection.prepareStatement(MANY)) {
      try (ResultSet row = member.executeQuery()) {
        row.next();
        int writer = row.getInt(1) * 2;
        insert.setLong(1, EventIds.lowestAt(1, clock.instant()));
        insert.setInt(2, writer + 1);
        insert.setInt(3, events);
        insert.setInt(4, writer);
        insert.setInt(5, writer + 1);
        insert.executeUpdate();
      }
    }
  }

  private static final String MANY =
      """
      WITH e AS (
        INSERT INTO event (
          id, queue, type, email, ctx_format, ctx, received_by, status, open, due_at, created, last_modified,
          last_writer, last_change)
        SELECT ?::bigint + n * 1024, 0, 'order_confirmation', 'ann@example.com', 1, '{}', 0, 5, false,
          'epoch', 'epoch', 'epoch', ?::int, n
        FROM generate_series(1, ?) n
        RETURNING id, last_change
      ), accepted AS (
        INSERT INTO event_transition SELECT id, ?::int, last_change, 'epoch', NULL, 0, 'accepted' FROM e
      )
      INSERT INTO event_transition SELECT id, ?::int, last_change, 'epoch', 0, 5, 'no template' FROM e
      """;

  private static void breakConnections(TestDatabase database) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }
  }

  private static int count(TestDatabase database, String sql) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    }
  }
}
