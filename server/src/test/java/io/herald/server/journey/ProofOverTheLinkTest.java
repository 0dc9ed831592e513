package io.herald.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.link.EventData;
import io.herald.message.link.LinkPaths;
import io.herald.message.link.Proof;
import io.herald.message.link.Publication;
import io.herald.message.status.EventStatus;
import io.herald.testkit.Eventually;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.http.FakeReceiver;
import io.herald.testkit.smtp.FakeSmtpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** TPL-68: what an execution instance does with a proof that control hands in. */
class ProofOverTheLinkTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String ID = "7d1c2f8e-1111-2222-3333-444455556666";

  @TempDir private Path folder;
  private final FakeSmtpServer relay = FakeSmtpServer.start();
  private final TestDatabase database = RunningExecution.emptyDatabase();
  private Stored stored;

  @BeforeEach
  void look() throws Exception {
    stored = new Stored(database.address());
  }

  @AfterEach
  void closeTheBooks() throws Exception {
    relay.close();
    try {
      stored.mustBalance();
    } finally {
      stored.close();
      database.close();
    }
  }

  @Test
  void whatWasAcceptedBeforeAKillArrivesOnceAfterTheRestart() throws Exception {
    relay.stop();
    String where = "execution.database.url=" + database.address().toUrl();
    try (Product first = Product.start(folder, relay.port(), where)) {
      assertThat(put(first.url(), first.access(), proof("ada@example.com", "bob@example.com")))
          .isEqualTo(204);
      first.kill();
    }
    // as if it had been killed before it noted which events the copies are
    execute("UPDATE proof SET events = NULL");
    relay.startAgain();

    try (Product again = Product.start(folder, relay.port(), where)) {
      // control, which may have heard no answer, hands it in again
      assertThat(put(again.url(), again.access(), proof("ada@example.com", "bob@example.com")))
          .isEqualTo(204);
      JsonNode copies = awaitSettled(again.url(), again.access());

      assertThat(copies.at("/0/sent").asBoolean()).isTrue();
      assertThat(copies.at("/1/sent").asBoolean()).isTrue();
      assertThat(stored.count()).isEqualTo(2);
      assertThat(Mails.to(relay, "ada@example.com")).hasSize(1);
      assertThat(Mails.to(relay, "bob@example.com")).hasSize(1);
    }
  }

  @Test
  void noDoorAndNoWebhookTellsOfACopy() throws Exception {
    try (FakeReceiver receiver = FakeReceiver.start();
        RunningExecution execution =
            new RunningExecution(
                database.address(),
                relay,
                Clock.systemUTC(),
                Map.of("webhook.allow", "http://127.0.0.1"))) {
      execution.publish(Messages.ORDER);
      assertThat(
              call(
                      execution,
                      "POST",
                      "/v1/webhooks",
                      "{\"name\":\"all\",\"url\":\"%s\"}".formatted(receiver.url("/")))
                  .statusCode())
          .isEqualTo(201);

      put(execution.url(), execution.access(), proof("ada@example.com"));
      awaitSettled(execution.url(), execution.access());
      long copy = stored.number("SELECT max(id) FROM event");
      long id = stored.id(execution.caller().push(Door.SOAP, "anna@example.com"));
      stored.awaitStatus(id, EventStatus.PROCESSED);

      Eventually.see("the event's message", receiver::received, seen -> !seen.isEmpty());
      assertThat(receiver.received())
          .allSatisfy(request -> assertThat(request.text()).contains(Long.toString(id)));
      assertThat(call(execution, "GET", "/v1/events/" + copy, "").statusCode()).isEqualTo(404);
      assertThat(call(execution, "POST", "/v1/events/" + copy + ":cancel", "").statusCode())
          .isEqualTo(404);
      assertThat(call(execution, "GET", "/v1/events:statuses?ids=" + copy, "").body())
          .doesNotContain("processed");
      assertThat(queried(execution)).contains("count=\"1\"");
      assertThat(link(execution, LinkPaths.EVENTS + copy).statusCode()).isEqualTo(404);
      assertThat(link(execution, LinkPaths.EVENTS + id).body()).contains("anna@example.com");
    }
  }

  @Test
  void whatCannotBeSentIsRefusedAsAWholeAndLeavesNothing() throws Exception {
    try (RunningExecution execution =
        new RunningExecution(database.address(), relay, Clock.systemUTC())) {
      HttpResponse<String> address =
          send(execution.url(), execution.access(), proof("ada@example.com", "no address"));
      HttpResponse<String> draft =
          send(
              execution.url(),
              execution.access(),
              new Proof(draft("one\n<% broken("), proof("ada@example.com").copies()));

      assertThat(address.statusCode()).isEqualTo(422);
      assertThat(address.body()).contains("copy 2", "email").doesNotContain("no address");
      assertThat(draft.statusCode()).isEqualTo(422);
      assertThat(JSON.readTree(draft.body()).at("/findings/0/line").asInt()).isEqualTo(2);
      assertThat(link(execution, LinkPaths.PROOFS + ID).statusCode()).isEqualTo(404);
      assertThat(stored.count()).isZero();
      assertThat(stored.number("SELECT count(*) FROM proof")).isZero();
    }
  }

  @Test
  void withoutTheSecretNobodyIsLetIn() throws Exception {
    try (RunningExecution execution =
        new RunningExecution(database.address(), relay, Clock.systemUTC())) {
      for (String path : List.of(LinkPaths.PROOFS + ID, LinkPaths.EVENTS + "1")) {
        HttpResponse<String> answer =
            HTTP.send(
                HttpRequest.newBuilder(execution.url().resolve(path))
                    .header("Authorization", "Bearer wrong")
                    .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(401);
      }
    }
  }

  private static Proof proof(String... emails) {
    return new Proof(
        draft("Hello"),
        List.of(emails).stream()
            .map(
                email ->
                    new Proof.Copy(
                        "Proof ",
                        new EventData(
                            "order_confirmation",
                            email,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            "xml",
                            "<ctx><reference>1</reference></ctx>")))
            .toList());
  }

  private static Publication draft(String text) {
    Publication order = Messages.ORDER;
    return new Publication(
        order.template(),
        order.version(),
        order.publishedAt(),
        order.eventType(),
        order.channel(),
        new Publication.Content("Shop", "shop@example.com", null, null, "Order", null, text, true),
        order.delivery());
  }

  private static int put(URI execution, Access access, Proof proof) throws Exception {
    return send(execution, access, proof).statusCode();
  }

  private static HttpResponse<String> send(URI execution, Access access, Proof proof)
      throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(execution.resolve(LinkPaths.PROOFS + ID))
            .header("Authorization", "Bearer " + access.linkSecret())
            .PUT(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(proof)))
            .build(),
        BodyHandlers.ofString());
  }

  private static JsonNode awaitSettled(URI execution, Access access) throws Exception {
    HttpRequest outcomes =
        HttpRequest.newBuilder(execution.resolve(LinkPaths.PROOFS + ID))
            .header("Authorization", "Bearer " + access.linkSecret())
            .build();
    return Eventually.see(
        "every copy's last word",
        () -> JSON.readTree(HTTP.send(outcomes, BodyHandlers.ofString()).body()).at("/copies"),
        copies ->
            !copies.isEmpty()
                && copies.valueStream().allMatch(copy -> copy.at("/settled").asBoolean()));
  }

  private static HttpResponse<String> link(RunningExecution execution, String path)
      throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(execution.url().resolve(path))
            .header("Authorization", "Bearer " + execution.access().linkSecret())
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> call(
      RunningExecution execution, String method, String path, String body) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(execution.url().resolve(path))
            .header("Authorization", "Bearer " + execution.access().accessToken())
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  /** How many real-time events a SOAP client is told of. */
  private static String queried(RunningExecution execution) throws Exception {
    Access access = execution.access();
    String envelope =
        """
        <soapenv:Envelope xmlns:soapenv='http://schemas.xmlsoap.org/soap/envelope/'><soapenv:Body>
        <ExecuteQuery xmlns='urn:xtk:queryDef'><sessiontoken>%s/%s</sessiontoken><entity>
        <queryDef schema='nms:rtEvent' operation='count'/></entity></ExecuteQuery>
        </soapenv:Body></soapenv:Envelope>
        """
            .formatted(access.agentLogin(), access.agentPassword());
    return HTTP.send(
            HttpRequest.newBuilder(execution.url().resolve("/nl/jsp/soaprouter.jsp"))
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("SOAPAction", "xtk:queryDef#ExecuteQuery")
                .POST(BodyPublishers.ofString(envelope))
                .build(),
            BodyHandlers.ofString())
        .body();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
