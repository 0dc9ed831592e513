package io.herald.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.status.EventStatus;
import io.herald.testkit.Eventually;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.smtp.FakeSmtpServer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * TPL-17, TPL-35, DM-42: rows kept on control are in the messages of an execution instance, and
 * without one the declared policy decides.
 */
@Timeout(180)
class EnrichedMessagesTest {
  private static final String TYPE = "EVTparcel";

  private final TestDatabase controlDatabase = TestDatabase.create();
  private final TestDatabase database = RunningExecution.emptyDatabase();
  private final FakeSmtpServer relay = FakeSmtpServer.start();
  private Stored stored;
  private RunningExecution execution;
  private RunningControl control;

  @BeforeEach
  void start() throws Exception {
    stored = new Stored(database.address());
    execution = new RunningExecution(database.address(), relay, Clock.systemUTC());
    control = new RunningControl(controlDatabase);
    control.register("execution-1", execution.url());
    control.put(
        "/v1/data/shops", Map.of("csv", "id,city,opens\nA,early,8\nA,late,10\nB,Berlin,9\n"), 200);
  }

  @AfterEach
  void close() {
    control.close();
    execution.close();
    relay.close();
    stored.close();
    database.close();
    controlDatabase.close();
  }

  @Test
  void theRowIsInTheMessageAndTheOrderDecidesAmongSeveral() throws Exception {
    publish(
        Map.of(
            "id",
            "shop",
            "source",
            "shops",
            "key",
            "id",
            "field",
            "where.shop",
            "order",
            "opens desc"));

    assertThat(sent("b@example.com", "B")).contains("at Berlin.");
    assertThat(sent("a@example.com", "A")).contains("at late.");
    // the default: without a row it is sent without it
    assertThat(sent("none@example.com", "Z")).contains("at .");

    control.put("/v1/data/shops", Map.of("csv", "id,city\nA,moved\n"), 200);
    assertThat(sent("moved@example.com", "A")).contains("at moved.");
    stored.mustBalance();
  }

  @Test
  @DisplayName("EV-7: several rows without an order, or none where one is needed, end the event")
  void withoutOneRowTheEventIsNotTakenIntoAccount() throws Exception {
    publish(
        Map.of(
            "id",
            "shop",
            "source",
            "shops",
            "key",
            "id",
            "field",
            "where.shop",
            "targeting",
            true));

    long several = push("several@example.com", "A");
    long none = push("none@example.com", "Z");

    assertThat(stored.awaitStatus(several, EventStatus.TARGETING_FAILED).reason())
        .contains("ambiguousProfile", "2 rows of shops");
    assertThat(stored.awaitStatus(none, EventStatus.TARGETING_FAILED).reason())
        .contains("no row of shops")
        .doesNotContain("Z");
    assertThat(relay.mails()).isEmpty();
    stored.mustBalance();
  }

  @Test
  void aRowThatComesInTimeIsWaitedForWithoutCountingAsAnError() throws Exception {
    publish(
        Map.of(
            "id",
            "shop",
            "source",
            "shops",
            "key",
            "id",
            "field",
            "where.shop",
            "onMissing",
            "retry",
            "retrySeconds",
            120));
    long early = push("early@example.com", "later");
    stored.awaitTrail(early, "waits for data");

    control.put("/v1/data/shops", Map.of("csv", "id,city\nlater,Rome\n"), 200);

    stored.awaitStatus(early, EventStatus.PROCESSED);
    assertThat(stored.trail(early)).noneMatch(line -> line.contains("error"));
    assertThat(Mails.readable(Mails.to(relay, "early@example.com").getFirst())).contains("Rome");
    stored.mustBalance();
  }

  @Test
  void aRowThatDoesNotComeEndsTheEventWhenItsTimeIsOver() throws Exception {
    publish(
        Map.of(
            "id",
            "shop",
            "source",
            "shops",
            "key",
            "id",
            "field",
            "where.shop",
            "onMissing",
            "retry",
            "retrySeconds",
            1));

    long id = push("never@example.com", "never");

    stored.awaitStatus(id, EventStatus.TARGETING_FAILED);
    assertThat(stored.trail(id)).anyMatch(line -> line.contains("waits for data"));
    assertThat(relay.mails()).isEmpty();
  }

  @Test
  void anInstanceThatLostItsRowsOrWasAwayGetsThem() throws Exception {
    try (TestDatabase other = RunningExecution.emptyDatabase();
        Stored storedThere = new Stored(other.address());
        RunningExecution late =
            new RunningExecution(
                other.address(), relay, Clock.systemUTC(), Map.of("execution.instance", "2"))) {
      control.register("execution-2", late.url());
      Eventually.see(
          "the rows on the instance that came later",
          () -> storedThere.number("SELECT count(*) FROM reference_data WHERE resource = 'shops'"),
          count -> count == 1);
    }
  }

  private void publish(Map<String, Object> enrichment) throws Exception {
    control.post("/v1/event-types", Map.of("name", TYPE, "enrichments", List.of(enrichment)), 201);
    control.post(
        "/v1/templates",
        Map.of(
            "name",
            "parcel",
            "eventType",
            TYPE,
            "senderName",
            "Shop",
            "senderAddress",
            "shop@example.com",
            "subject",
            "Parcel",
            "text",
            "at <%= enrichment.shop.city %>."),
        201);
    control.post("/v1/templates/parcel:publish", Map.of(), 200);
  }

  private long push(String address, String shop) throws Exception {
    return stored.id(
        execution
            .caller()
            .rest(
                TYPE,
                "{\"email\": \"%s\", \"ctx\": {\"where\": {\"shop\": \"%s\"}}}"
                    .formatted(address, shop)));
  }

  private String sent(String address, String shop) throws Exception {
    stored.awaitStatus(push(address, shop), EventStatus.PROCESSED);
    return Mails.readable(Mails.to(relay, address).getFirst());
  }
}
