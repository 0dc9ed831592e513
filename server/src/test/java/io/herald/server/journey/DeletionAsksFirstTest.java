package io.herald.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.status.EventStatus;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.smtp.FakeSmtpServer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * TPL-7: what has events is deleted only by somebody who was told so, and what is known of them can
 * be saved first.
 */
@Timeout(180)
class DeletionAsksFirstTest {
  private static final String TYPE = "EVTparcel";

  @Test
  void whatHasEventsIsDeletedWhenThatIsConfirmedAndCanBeSavedFirst() throws Exception {
    try (TestDatabase controlDatabase = TestDatabase.create();
        TestDatabase database = RunningExecution.emptyDatabase();
        FakeSmtpServer relay = FakeSmtpServer.start();
        Stored stored = new Stored(database.address());
        RunningControl control = new RunningControl(controlDatabase);
        RunningExecution execution =
            new RunningExecution(database.address(), relay, Clock.systemUTC())) {
      control.register("execution-1", execution.url());
      for (String type : List.of(TYPE, "EVTother")) {
        control.post("/v1/event-types", Map.of("name", type), 201);
      }
      template(control, "parcel");
      template(control, "unused");
      control.post("/v1/templates/parcel:publish", Map.of(), 200);
      for (int i = 0; i < 250; i++) { // more than a page
        push(execution, i);
      }
      long last = stored.id(push(execution, 250));
      stored.awaitStatus(last, EventStatus.PROCESSED);
      control.post("/v1/templates/parcel:unpublish", Map.of(), 200);

      assertThat(control.delete("/v1/templates/parcel", 409).at("/detail").asString())
          .contains("/v1/templates/parcel:export", "confirm=true");
      List<String> lines = control.text("/v1/event-types/" + TYPE + ":export").lines().toList();
      assertThat(lines).hasSize(251);
      assertThat(lines.getFirst()).contains("\"" + last + "\"", "processed", "a250@example.com");
      assertThat(control.text("/v1/templates/parcel:export").lines()).hasSize(251);
      assertThat(control.text("/v1/templates/unused:export")).isEmpty();

      control.delete("/v1/templates/unused", 204);
      control.delete("/v1/templates/parcel?confirm=true", 204);
      control.delete("/v1/event-types/" + TYPE, 409);
      control.delete("/v1/event-types/" + TYPE + "?confirm=true", 204);
      execution.close();
      assertThat(control.delete("/v1/event-types/EVTother", 409).at("/detail").asString())
          .contains("may know");
    }
  }

  private static Response push(RunningExecution execution, int number) throws Exception {
    return execution
        .caller()
        .rest(TYPE, "{\"email\": \"a%d@example.com\", \"ctx\": {}}".formatted(number));
  }

  private static void template(RunningControl control, String name) throws Exception {
    control.post(
        "/v1/templates",
        Map.of(
            "name",
            name,
            "eventType",
            TYPE,
            "senderName",
            "Shop",
            "senderAddress",
            "shop@example.com",
            "subject",
            "Parcel",
            "text",
            "Hello"),
        201);
  }
}
