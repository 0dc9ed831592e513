package io.herald.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.queue.StoredEvent;
import io.herald.message.status.EventStatus;
import io.herald.spi.EnrichmentSource;
import io.herald.testkit.Books;
import io.herald.testkit.Eventually;
import io.herald.testkit.Migrations;
import io.herald.testkit.SettableClock;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Errors before a message exists (EV-6, EV-20, EV-21). */
@ExtendWith(TestDatabaseExtension.class)
@Migrations(Pipeline.MIGRATIONS)
class ProcessingErrorTest {
  private final ScriptedTransport transport = new ScriptedTransport();
  private final SettableClock clock = SettableClock.at("2026-05-04T10:00:00Z");

  /** Fails a number of times, then knows the loyalty points. */
  private static final class Loyalty implements EnrichmentSource {
    private final AtomicInteger failures;

    Loyalty(int failures) {
      this.failures = new AtomicInteger(failures);
    }

    @Override
    public String id() {
      return "loyalty";
    }

    @Override
    public Map<String, String> lookup(EventFacts event) {
      if (failures.getAndDecrement() > 0) {
        throw new IllegalStateException("points are being counted");
      }
      return Map.of("points", "1200");
    }
  }

  @Test
  void anEventWhoseEnrichmentFailsStaysPendingWithItsErrorAndIsTriedAgain(TestDatabase database)
      throws Exception {
    try (RunningPipeline running =
        new RunningPipeline(database, clock, transport, new Loyalty(1))) {
      running.publish(
          RunningPipeline.template(
              "order_confirmation", 1, "you have <%= enrichment.loyalty.points %>", "resend"));
      long id = running.accept(RunningPipeline.order("ann@example.com")).getFirst();
      StoredEvent waiting =
          Eventually.see("the error", () -> running.stored(id), e -> e.errorCount() == 1);
      assertThat(waiting.status()).isEqualTo(EventStatus.PENDING);
      assertThat(waiting.reason()).contains("loyalty").contains("points are being counted");
      assertThat(waiting.steps().due())
          .isBetween(clock.instant().plusSeconds(27), clock.instant().plusSeconds(33));

      clock.advance(Duration.ofSeconds(33));

      running.awaitStatus(id, EventStatus.PROCESSED);
      assertThat(new String(transport.attempts().getFirst().content(), StandardCharsets.UTF_8))
          .contains("you have 1200");
    }
    Books.mustBalance(database);
  }

  @Test
  void anEventIsGivenUpAfterTheMaximumNumberOfErrors(TestDatabase database) throws Exception {
    try (RunningPipeline running =
        new RunningPipeline(
            database,
            clock,
            transport,
            Map.of("execution.max-event-attempts", "3"),
            new Loyalty(1_000))) {
      running.publish(RunningPipeline.template("order_confirmation"));
      long id = running.accept(RunningPipeline.order("ann@example.com")).getFirst();
      for (int errors = 1; errors < 3; errors++) {
        int now = errors;
        Eventually.see("error " + errors, () -> running.stored(id), e -> e.errorCount() == now);
        clock.advance(Duration.ofHours(2));
      }

      StoredEvent givenUp = running.awaitStatus(id, EventStatus.TOO_OLD);

      assertThat(givenUp.reason())
          .contains("maximum number of attempts reached")
          .contains("points");
      assertThat(transport.attempts()).isEmpty();
    }
    Books.mustBalance(database);
  }
}
