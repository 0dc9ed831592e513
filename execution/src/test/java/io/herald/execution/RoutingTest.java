package io.herald.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.queue.StoredEvent;
import io.herald.message.status.EventStatus;
import io.herald.testkit.Books;
import io.herald.testkit.Migrations;
import io.herald.testkit.SettableClock;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Event to template (EV-4, EV-5). */
@ExtendWith(TestDatabaseExtension.class)
@Migrations(Pipeline.MIGRATIONS)
class RoutingTest {
  private final ScriptedTransport transport = new ScriptedTransport();
  private final SettableClock clock = SettableClock.at("2026-05-04T10:00:00Z");

  @Test
  void anUnknownTypeIsStoredAndEndsRoutingFailedWithWhatWasMissing(TestDatabase database)
      throws Exception {
    try (RunningPipeline running = new RunningPipeline(database, clock, transport)) {
      long id = running.accept(RunningPipeline.order("ann@example.com")).getFirst();

      StoredEvent event = running.awaitStatus(id, EventStatus.ROUTING_FAILED);

      assertThat(event.reason()).contains("order_confirmation").contains("publish one");
      assertThat(transport.attempts()).isEmpty();
    }
    Books.mustBalance(database);
  }

  @Test
  void theLatestPublishedTemplateOfTheTypeAnswers(TestDatabase database) throws Exception {
    try (RunningPipeline running = new RunningPipeline(database, clock, transport)) {
      running.publish(RunningPipeline.template("order_confirmation", 1, "the first", "resend"));
      running.publish(RunningPipeline.template("order_confirmation", 2, "the second", "resend"));
      long id = running.accept(RunningPipeline.order("ann@example.com")).getFirst();

      running.awaitStatus(id, EventStatus.PROCESSED);

      assertThat(new String(transport.attempts().getFirst().content(), StandardCharsets.UTF_8))
          .contains("the second");
    }
    Books.mustBalance(database);
  }

  @Test
  void whatIsPublishedIsServedAgainAfterARestart(TestDatabase database) throws Exception {
    try (RunningPipeline running = new RunningPipeline(database, clock, transport)) {
      running.publish(RunningPipeline.template("order_confirmation"));
    }
    try (RunningPipeline restarted = new RunningPipeline(database, clock, transport)) {
      long id = restarted.accept(RunningPipeline.order("ann@example.com")).getFirst();
      restarted.awaitStatus(id, EventStatus.PROCESSED);
    }
    Books.mustBalance(database);
  }

  @Test
  void anUnpublishedTemplateAnswersNoMore(TestDatabase database) throws Exception {
    try (RunningPipeline running = new RunningPipeline(database, clock, transport)) {
      running.publish(RunningPipeline.template("order_confirmation"));
      running.pipeline().templates().unpublish("order_confirmation_mail");
      long id = running.accept(RunningPipeline.order("ann@example.com")).getFirst();

      running.awaitStatus(id, EventStatus.ROUTING_FAILED);
    }
    Books.mustBalance(database);
  }

  @Test
  void aTemplateThatFailsFailsThatMessageWithItsPlace(TestDatabase database) throws Exception {
    try (RunningPipeline running = new RunningPipeline(database, clock, transport)) {
      running.publish(
          RunningPipeline.template(
              "order_confirmation", 1, "half\n<%= nowhere.to.be.found %>", "resend"));
      long id = running.accept(RunningPipeline.order("ann@example.com")).getFirst();

      StoredEvent event = running.awaitStatus(id, EventStatus.DELIVERY_FAILED);

      assertThat(event.reason()).contains("line 2"); // TPL-48
      assertThat(transport.attempts()).isEmpty();
    }
    Books.mustBalance(database);
  }
}
