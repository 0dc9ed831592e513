package io.herald.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.collect.Collected;
import io.herald.execution.queue.IdempotencyKey;
import io.herald.execution.queue.Submission;
import io.herald.message.event.EventContext;
import io.herald.message.event.NewEvent;
import io.herald.message.status.EventStatus;
import io.herald.testkit.Books;
import io.herald.testkit.Migrations;
import io.herald.testkit.SettableClock;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** API-9: the same idempotency key within 24 hours is the same event. */
@ExtendWith(TestDatabaseExtension.class)
@Migrations(Pipeline.MIGRATIONS)
class RepeatedEventTest {
  private static final NewEvent ANN = RunningPipeline.order("ann@example.com");
  private static final NewEvent BOB = RunningPipeline.order("bob@example.com");

  private final SettableClock clock = SettableClock.at("2026-05-04T10:00:00Z");
  private final ScriptedTransport transport = new ScriptedTransport();

  @Test
  void aRepetitionGetsTheFirstIdAndSendsNothing(TestDatabase database) throws Exception {
    try (RunningPipeline running = running(database, Map.of())) {
      Collected.AcceptedEvent first = only(submit(running, keyed("shop", "k1", ANN)));
      running.awaitStatus(first.id(), EventStatus.PROCESSED);
      clock.advance(Duration.ofHours(24).minusMillis(1));

      Collected.AcceptedEvent again = only(submit(running, keyed("shop", "k1", ANN)));

      assertThat(first.repeated()).isFalse();
      assertThat(again.repeated()).isTrue();
      assertThat(again.id()).isEqualTo(first.id());
      assertThat(events(database)).isEqualTo(1);
      assertThat(transport.attempts()).hasSize(1);
    }
    Books.mustBalance(database);
  }

  @Test
  void aDayLaterTheKeyIsForgotten(TestDatabase database) throws Exception {
    try (RunningPipeline running = running(database, Map.of())) {
      long first = only(submit(running, keyed("shop", "k1", ANN))).id();
      clock.advance(Duration.ofHours(24));

      Collected.AcceptedEvent other = only(submit(running, keyed("shop", "k1", BOB)));
      Collected.AcceptedEvent again = only(submit(running, keyed("shop", "k1", BOB)));

      assertThat(other.repeated()).isFalse();
      assertThat(other.id()).isNotEqualTo(first);
      assertThat(again.repeated()).isTrue();
      assertThat(again.id()).isEqualTo(other.id());
    }
    Books.mustBalance(database);
  }

  @Test
  void theSameKeyForAnotherEventIsAMistakeAndStoresNothing(TestDatabase database) throws Exception {
    try (RunningPipeline running = running(database, Map.of())) {
      submit(running, keyed("shop", "k1", ANN));

      assertThat(submit(running, keyed("shop", "k1", BOB))).isEqualTo(new Collected.KeyTaken(0));
      assertThat(events(database)).isEqualTo(1);
    }
    Books.mustBalance(database);
  }

  @Test
  void eachCallerHasKeysOfItsOwn(TestDatabase database) throws Exception {
    try (RunningPipeline running = running(database, Map.of())) {
      long first = only(submit(running, keyed("client:1", "k1", ANN))).id();

      Collected.AcceptedEvent second = only(submit(running, keyed("client:2", "k1", ANN)));

      assertThat(second.repeated()).isFalse();
      assertThat(second.id()).isNotEqualTo(first);
    }
    Books.mustBalance(database);
  }

  @Test
  void whatBelongsTogetherIsStoredAllOrNone(TestDatabase database) throws Exception {
    try (RunningPipeline running = running(database, Map.of())) {
      submit(running, keyed("shop", "taken", ANN));

      assertThat(
              submit(
                  running,
                  keyed("shop", "new", ANN),
                  Submission.of(BOB),
                  keyed("shop", "taken", BOB)))
          .isEqualTo(new Collected.KeyTaken(2));
      assertThat(events(database)).isEqualTo(1);
      // the key of the first one was not used up
      assertThat(only(submit(running, keyed("shop", "new", BOB))).repeated()).isFalse();
    }
    Books.mustBalance(database);
  }

  @Test
  void aListMayHoldNewOnesAndRepetitions(TestDatabase database) throws Exception {
    try (RunningPipeline running = running(database, Map.of())) {
      long first = only(submit(running, keyed("shop", "k1", ANN))).id();

      Collected.Accepted accepted =
          (Collected.Accepted)
              submit(
                  running,
                  keyed("shop", "k2", BOB),
                  keyed("shop", "k1", ANN),
                  Submission.of(ANN),
                  keyed("shop", "k2", BOB));

      assertThat(accepted.events())
          .extracting(Collected.AcceptedEvent::repeated)
          .containsExactly(false, true, false, true);
      assertThat(accepted.events().get(1).id()).isEqualTo(first);
      assertThat(accepted.events().get(3).id()).isEqualTo(accepted.events().getFirst().id());
      assertThat(events(database)).isEqualTo(3);
    }
    Books.mustBalance(database);
  }

  @Test
  void originAndExternalIdAreAKeyForTheTypesTheSettingNames(TestDatabase database)
      throws Exception {
    Map<String, String> settings =
        Map.of("collect.idempotency.by-source", "order_confirmation, other");
    try (RunningPipeline running = running(database, settings)) {
      running.publish(RunningPipeline.template("not_named"));
      long first = only(submit(running, Submission.of(order("order_confirmation", "7")))).id();

      assertThat(only(submit(running, Submission.of(order("order_confirmation", "7")))).id())
          .isEqualTo(first);
      assertThat(only(submit(running, Submission.of(order("order_confirmation", "8")))).id())
          .isNotEqualTo(first);
      assertThat(only(submit(running, Submission.of(order("not_named", "7")))).id())
          .isNotEqualTo(only(submit(running, Submission.of(order("not_named", "7")))).id());
    }
    Books.mustBalance(database);
  }

  private RunningPipeline running(TestDatabase database, Map<String, String> settings)
      throws Exception {
    return new RunningPipeline(database, clock, transport, settings)
        .publish(RunningPipeline.template("order_confirmation"));
  }

  private static Collected submit(RunningPipeline running, Submission... submissions)
      throws InterruptedException {
    return running.pipeline().collector().submit(Arrays.asList(submissions));
  }

  private static Collected.AcceptedEvent only(Collected collected) {
    assertThat(collected).isInstanceOf(Collected.Accepted.class);
    List<Collected.AcceptedEvent> events = ((Collected.Accepted) collected).events();
    assertThat(events).hasSize(1);
    return events.getFirst();
  }

  private static Submission keyed(String owner, String key, NewEvent event) {
    return new Submission(event, IdempotencyKey.chosen(owner, key, event));
  }

  private static NewEvent order(String type, String externalId) {
    return new NewEvent(
        ANN.queue(),
        type,
        ANN.address(),
        new NewEvent.Attributes(
            ANN.attributes().emailFormat(), "shop", externalId, null, null, null, null),
        // a caller that stamps its events with the time repeats them all the same
        EventContext.json("{\"sent\":" + System.nanoTime() + "}"),
        null,
        null,
        ANN.receivedBy());
  }

  private static long events(TestDatabase database) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM event")) {
      row.next();
      return row.getLong(1);
    }
  }
}
