package io.herald.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.status.EventStatus;
import io.herald.testkit.Eventually;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.smtp.FakeSmtpServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/**
 * TPL-69: a trap gets a copy of live messages, filled in with its own data; nobody counts it, and
 * nothing of it can keep a live message back.
 */
@Timeout(180)
class TrapCopiesTest {
  private static final String TYPE = "EVTparcel";

  private final TestDatabase controlDatabase = TestDatabase.create();
  private final TestDatabase database = RunningExecution.emptyDatabase();
  private final FakeSmtpServer relay = FakeSmtpServer.start();
  private Stored stored;
  private RunningExecution execution;
  private RunningControl control;

  @BeforeEach
  void design() throws Exception {
    stored = new Stored(database.address());
    execution = new RunningExecution(database.address(), relay, Clock.systemUTC());
    control = new RunningControl(controlDatabase);
    control.register("execution-1", execution.url());
    control.post("/v1/event-types", Map.of("name", TYPE), 201);
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
            "Dear <%= ctx.name.trim() %>"),
        201);
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
  void aTrapGetsTheMessageWithItsOwnDataAndNobodyCountsIt() throws Exception {
    trap("Trap", 1, Map.of("name", "nobody real"));
    control.post("/v1/templates/parcel:publish", Map.of(), 200);

    push("ada@example.com");

    assertThat(Mails.readable(Mails.to(relay, "ada@example.com").getFirst())).contains("Dear Ada");
    Eventually.see(
        "the copy for the trap", () -> Mails.to(relay, "Trap@example.com").size(), n -> n == 1);
    assertThat(Mails.readable(Mails.to(relay, "Trap@example.com").getFirst()))
        .contains("Parcel", "Dear nobody real")
        .doesNotContain("Proof", "Ada");
    assertThat(
            JsonMapper.builder()
                .build()
                .readTree(
                    HttpClient.newHttpClient()
                        .send(
                            HttpRequest.newBuilder(
                                    execution.url().resolve("/v1/events?type=" + TYPE))
                                .header(
                                    "Authorization", "Bearer " + execution.access().accessToken())
                                .build(),
                            BodyHandlers.ofString())
                        .body())
                .at("/events"))
        .hasSize(1);
    stored.mustBalance();
  }

  @Test
  void aTrapThatFailsFailsAlone() throws Exception {
    trap("Trap", 1, Map.of("other", "no name"));
    control.post("/v1/templates/parcel:publish", Map.of(), 200);

    push("ada@example.com");

    Eventually.see(
        "the copy for the trap to fail",
        () -> stored.number("SELECT count(*) FROM event WHERE received_by = 6 AND NOT open"),
        failed -> failed == 1);
    assertThat(Mails.to(relay, "ada@example.com")).hasSize(1);
    assertThat(Mails.to(relay, "Trap@example.com")).isEmpty();
    stored.mustBalance();
  }

  @Test
  void oneOfTheTrapsGetsOneCopyAtMost() throws Exception {
    trap("TrapA", 1, Map.of("name", "a"));
    trap("TrapB", 1, Map.of("name", "b"));
    control.post("/v1/templates/parcel:publish", Map.of(), 200);

    push("ada@example.com");
    push("bob@example.com");

    Eventually.see(
        "a copy of each message", () -> Mails.to(relay, "TrapA@example.com").size(), n -> n == 2);
    assertThat(stored.count()).isEqualTo(4);
    assertThat(Mails.to(relay, "TrapB@example.com")).isEmpty();
  }

  private void trap(String name, double rate, Map<String, Object> ctx) throws Exception {
    control.post(
        "/v1/seeds",
        Map.of(
            "name",
            name,
            "eventType",
            TYPE,
            "email",
            name + "@example.com",
            "ctx",
            ctx,
            "trap",
            true,
            "trapRate",
            rate),
        201);
  }

  private void push(String address) throws Exception {
    long id =
        stored.id(
            execution
                .caller()
                .rest(
                    TYPE, "{\"email\": \"%s\", \"ctx\": {\"name\": \"Ada\"}}".formatted(address)));
    stored.awaitStatus(id, EventStatus.PROCESSED);
  }
}
