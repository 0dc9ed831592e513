package io.herald.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.status.EventStatus;
import io.herald.testkit.Eventually;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.smtp.FakeSmtpServer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/**
 * TPL-20, TPL-43, TPL-50: messages are made with the blocks their version took in, on every
 * instance, until it is published again.
 */
@Timeout(180)
class BlocksTravelTest {
  private static final String TYPE = "EVTparcel";

  @Test
  void anEditOfABlockReachesPeopleWhenItIsPublishedAgainAndARollbackBringsTheOldOneBack()
      throws Exception {
    try (TestDatabase controlDatabase = TestDatabase.create();
        TestDatabase database = RunningExecution.emptyDatabase();
        FakeSmtpServer relay = FakeSmtpServer.start();
        Stored stored = new Stored(database.address());
        RunningControl control = new RunningControl(controlDatabase);
        RunningExecution execution =
            new RunningExecution(database.address(), relay, Clock.systemUTC())) {
      control.register("execution-1", execution.url());
      control.post("/v1/event-types", Map.of("name", TYPE), 201);
      control.post("/v1/blocks", Map.of("name", "Inner", "html", "<i>one</i>", "text", "ONE"), 201);
      control.post(
          "/v1/blocks",
          Map.of("name", "Footer", "html", "<%@ include view='Inner' %> for <%= ctx.name %>"),
          201);
      control.post("/v1/options", Map.of("name", "Shop", "value", "Herald & Sons"), 201);
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
              "<%@ include option='Shop' %>: <%@ value object='delivery' xpath='@internalName' %>"
                  + " <%= message.id %>",
              "html",
              "<p><%@ include view='Greetings' %> <%@ include view='Footer' %></p>",
              "text",
              "<%@ include view='Footer' %>"),
          201);
      control.post("/v1/templates/parcel:publish", Map.of(), 200);

      String mail = sent(execution, stored, relay, "first@example.com");
      assertThat(mail).contains("<p>Hello, <i>one</i> for A&lt;b&gt;</p>", "ONE for A<b>");
      assertThat(mail).containsPattern("Herald & Sons: parcel \\d{10,}");

      control.put("/v1/blocks/Inner", Map.of("html", "<i>two</i>"), 200);
      assertThat(sent(execution, stored, relay, "second@example.com")).contains("<i>one</i>");
      assertThat(proofOf(control, relay)).contains("<i>two</i>");

      JsonNode again = control.post("/v1/blocks/Inner:republish", Map.of(), 200);
      assertThat(again.at("/items/0/outcome").asString()).isEqualTo("published");
      assertThat(sent(execution, stored, relay, "third@example.com")).contains("<i>two</i>");

      control.post("/v1/templates/parcel:rollback", Map.of("version", 1), 200);
      assertThat(sent(execution, stored, relay, "fourth@example.com")).contains("<i>one</i>");
      stored.mustBalance();
    }
  }

  private static String proofOf(RunningControl control, FakeSmtpServer relay) throws Exception {
    control.post(
        "/v1/seeds",
        Map.of("name", "Ada", "eventType", TYPE, "email", "ada@example.com", "ctx", Map.of()),
        201);
    control.post("/v1/templates/parcel:proof", Map.of("seeds", List.of("Ada")), 202);
    return Mails.readable(
        Eventually.see(
                "the proof", () -> Mails.to(relay, "ada@example.com"), mails -> !mails.isEmpty())
            .getFirst());
  }

  private static String sent(
      RunningExecution execution, Stored stored, FakeSmtpServer relay, String address)
      throws Exception {
    long id =
        stored.id(
            execution
                .caller()
                .rest(
                    TYPE, "{\"email\": \"%s\", \"ctx\": {\"name\": \"A<b>\"}}".formatted(address)));
    stored.awaitStatus(id, EventStatus.PROCESSED);
    return Mails.readable(Mails.to(relay, address).getFirst());
  }
}
