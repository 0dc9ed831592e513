package io.herald.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.status.EventStatus;
import io.herald.testkit.Eventually;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.smtp.Answer;
import io.herald.testkit.smtp.FakeSmtpServer;
import io.herald.testkit.smtp.ReceivedMail;
import io.herald.testkit.smtp.Step;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * TPL-66 to TPL-68: a draft goes to seeds as a real message, what became of it is listed, and those
 * who ask about events hear nothing of it.
 */
class ProofTest {
  private static final String TYPE = "EVTparcel";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

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
    Map<String, Object> draft = new TreeMap<>();
    draft.put("name", "parcel");
    draft.put("eventType", TYPE);
    draft.put("senderName", "Shop");
    draft.put("senderAddress", "shop@example.com");
    draft.put("subject", "Your parcel <%= rtEvent.ctx.number %>");
    draft.put("text", "Dear <%= rtEvent.ctx.name %>,\nit is <%= rtEvent.ctx.where.city.trim() %>.");
    control.post("/v1/templates", draft, 201);
    seed("Ada", Map.of("name", "Ada", "number", "4711", "where", Map.of("city", "near")));
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
  void theDraftArrivesWithItsPrefixAndNobodyCountsIt() throws Exception {
    seed("Bob", Map.of("name", "Bob", "number", "1", "where", Map.of("city", "far")));

    proof(Map.of("seeds", List.of("Ada", "Bob"), "numbered", true));
    JsonNode done = listedAs("done");

    assertThat(done.at("/copies/0/status").asString()).isEqualTo("sent");
    assertThat(done.at("/copies/0/answer").asString()).startsWith("250");
    ReceivedMail ada = Mails.to(relay, "Ada@example.com").getFirst();
    ReceivedMail bob = Mails.to(relay, "Bob@example.com").getFirst();
    assertThat(Mails.readable(ada)).contains("Proof #1 Your parcel 4711", "Dear Ada,", "near");
    assertThat(Mails.readable(bob)).contains("Proof #2 Your parcel 1", "far");
    assertThat(Mails.messageId(ada))
        .isEqualTo(done.at("/copies/0/messageId").asString())
        .isNotEqualTo(Mails.messageId(bob));
    // the event reports show nothing
    assertThat(events().at("/events").toString()).isEqualTo("[]");
    assertThat(stored.count()).isEqualTo(2); // though they went the way of events
    stored.mustBalance();
  }

  @Test
  void theEventsAroundItAreStillCounted() throws Exception {
    proof(Map.of("seeds", List.of("Ada")));
    listedAs("done");
    control.post("/v1/templates/parcel:publish", Map.of(), 200);
    long id =
        stored.id(
            execution
                .caller()
                .rest(
                    TYPE,
                    """
                    {"email": "eve@example.com",
                     "ctx": {"name": "Eve", "number": "2", "where": {"city": "here"}}}
                    """));
    stored.awaitStatus(id, EventStatus.PROCESSED);

    assertThat(events().at("/events")).hasSize(1);
    assertThat(events().at("/events/0/id").asString()).isEqualTo(Long.toString(id));
    assertThat(Mails.readable(Mails.to(relay, "eve@example.com").getFirst()))
        .startsWith("Your parcel 2");
    // and one of them can be looked at in a preview
    JsonNode preview =
        control.post("/v1/templates/parcel:preview", Map.of("event", Long.toString(id)), 200);
    assertThat(preview.at("/text").asString()).contains("Dear Eve");
    stored.mustBalance();
  }

  @Test
  void aCopyThatCannotBeFilledInFailsAloneWithThePlace() throws Exception {
    seed("Odd", Map.of("name", "Odd", "number", "1", "where", "nowhere"));
    control.post(
        "/v1/templates",
        Map.of(
            "name",
            "strict",
            "eventType",
            TYPE,
            "senderAddress",
            "shop@example.com",
            "subject",
            "Parcel",
            "text",
            "one\n<% if (rtEvent.ctx.where == 'nowhere') throw new Error('no way'); %>"),
        201);

    control.post("/v1/templates/strict:proof", Map.of("seeds", List.of("Odd", "Ada")), 202);
    JsonNode done = listedAs("strict", "done");

    assertThat(done.at("/copies/0/status").asString()).isEqualTo("failed");
    assertThat(done.at("/copies/0/reason").asString()).contains("text line 2", "no way");
    assertThat(done.at("/copies/1/status").asString()).isEqualTo("sent");
    assertThat(relay.mails()).hasSize(1);
    stored.mustBalance();
  }

  @Test
  void whatTheRelayRefusesIsListedInItsWords() throws Exception {
    relay.always(Step.RCPT, Answer.reply("550 5.1.1 no such mailbox"));

    proof(Map.of("seeds", List.of("Ada")));
    JsonNode done = listedAs("done");

    assertThat(done.at("/copies/0/status").asString()).isEqualTo("failed");
    assertThat(done.at("/copies/0/reason").asString()).contains("550 5.1.1 no such mailbox");
    stored.mustBalance();
  }

  @Test
  void anAcceptedProofOutlivesARestartAndArrivesOnce() throws Exception {
    relay.stop();
    proof(Map.of("seeds", List.of("Ada")));
    listedAs("sending");

    execution.close();
    relay.startAgain();
    execution = new RunningExecution(database.address(), relay, Clock.systemUTC());
    control.register("execution-1", execution.url());

    JsonNode done = listedAs("done");
    assertThat(done.at("/copies/0/status").asString()).isEqualTo("sent");
    assertThat(Mails.to(relay, "Ada@example.com")).hasSize(1);
    stored.mustBalance();
  }

  @Test
  void aPauseHoldsEventsBackAndNoProof() throws Exception {
    control.post("/v1/templates/parcel:publish", Map.of(), 200);
    control.post("/v1/templates/parcel:pause", Map.of(), 200);

    proof(Map.of("seeds", List.of("Ada")));

    assertThat(listedAs("done").at("/copies/0/status").asString()).isEqualTo("sent");
    stored.mustBalance();
  }

  private void seed(String name, Map<String, Object> ctx) throws Exception {
    control.post(
        "/v1/seeds",
        Map.of("name", name, "eventType", TYPE, "email", name + "@example.com", "ctx", ctx),
        201);
  }

  private void proof(Map<String, Object> body) throws Exception {
    control.post("/v1/templates/parcel:proof", body, 202);
  }

  private JsonNode listedAs(String state) throws Exception {
    return listedAs("parcel", state);
  }

  private JsonNode listedAs(String template, String state) throws Exception {
    return Eventually.see(
        "the proof to be " + state,
        () -> control.get("/v1/templates/" + template + "/proofs").at("/items/0"),
        proof -> proof.at("/state").asString("").equals(state));
  }

  /** What the execution instance shows of events of the type. */
  private JsonNode events() throws Exception {
    return JSON.readTree(
        HTTP.send(
                HttpRequest.newBuilder(execution.url().resolve("/v1/events?type=" + TYPE))
                    .header("Authorization", "Bearer " + execution.access().accessToken())
                    .build(),
                BodyHandlers.ofString())
            .body());
  }
}
