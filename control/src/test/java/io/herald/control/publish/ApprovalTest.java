package io.herald.control.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.ControlUnderTest.Answer;
import io.herald.control.Samples;
import io.herald.message.link.Publication;
import io.herald.message.link.Supplies;
import io.herald.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** TPL-29: with the setting, a publication takes a second person. */
@ControlTest
class ApprovalTest {
  private static final String NAME = "RTEVTcartAbandonment";
  private static final String TEMPLATE = "/v1/templates/" + NAME;

  private TestDatabase database;
  private ControlUnderTest control;
  private FakeExecutionInstance execution;

  @BeforeEach
  void start(TestDatabase database) throws Exception {
    this.database = database;
    control = ControlUnderTest.start(database.open(4), Map.of("control.publish.approval", "true"));
    execution = new FakeExecutionInstance(1);
    control.instance().register("local", execution.url());
    control.post("/v1/event-types", Samples.json(Samples.cartType()));
    control.post("/v1/templates", Samples.json(Samples.cartTemplate()));
  }

  @AfterEach
  void stop() {
    control.close();
    execution.close();
  }

  @Test
  void publishingAsksAndNothingIsLiveUntilSomebodyElseApproves() {
    Answer asked = control.post(TEMPLATE + ":publish", "");
    boolean liveBefore = execution.live().containsKey(NAME);
    Answer waiting = control.get(TEMPLATE);
    Answer approved = bySecond("approve", "");

    assertThat(asked.status()).as(asked.http().body()).isEqualTo(202);
    assertThat(asked.text("/requestedBy")).isEqualTo("marketer");
    assertThat(liveBefore).isFalse();
    assertThat(waiting.text("/state")).isEqualTo("draft");
    assertThat(waiting.text("/publicationRequest/requestedBy")).isEqualTo("marketer");
    assertThat(approved.status()).as(approved.http().body()).isEqualTo(200);
    assertThat(approved.text("/state")).isEqualTo("published");
    assertThat(execution.live(NAME).version()).isEqualTo(1);
    assertThat(control.get(TEMPLATE).json().at("/publicationRequest").isMissingNode()).isTrue();
    Answer versions = control.get(TEMPLATE + "/versions");
    assertThat(versions.text("/items/0/publishedBy")).isEqualTo("marketer");
    assertThat(versions.text("/items/0/approvedBy")).isEqualTo("admin");
  }

  @Test
  void nobodyApprovesTheirOwn() {
    control.post(TEMPLATE + ":publish", "");

    Answer refused = control.post(TEMPLATE + ":approve", "");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("/detail")).contains("somebody else");
    assertThat(execution.live()).isEmpty();
  }

  @Test
  void aDraftSavedSinceIsNotWhatWasAskedFor() {
    control.post(TEMPLATE + ":publish", "");
    control.put(TEMPLATE, Samples.json(Samples.cartTemplate(), "subject", "slipped in"));

    Answer refused = bySecond("approve", "");
    control.post(TEMPLATE + ":publish", "");
    Answer approved = bySecond("approve", "");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("/type")).isEqualTo("urn:herald:problem:changed-meanwhile");
    assertThat(approved.status()).isEqualTo(200);
  }

  @Test
  void whatIsTakenInBelongsToWhatWasAskedFor() {
    control.post("/v1/blocks", "{\"name\": \"Footer\", \"html\": \"agreed\"}");
    control.put(
        TEMPLATE, Samples.json(Samples.cartTemplate(), "html", "<%@ include view='Footer' %>"));
    control.post(TEMPLATE + ":publish", "");
    control.put("/v1/blocks/Footer", "{\"name\": \"Footer\", \"html\": \"slipped in\"}");

    Answer refused = bySecond("approve", "");
    control.post(TEMPLATE + ":publish", "");
    Answer approved = bySecond("approve", "");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("/type")).isEqualTo("urn:herald:problem:changed-meanwhile");
    assertThat(refused.text("/detail")).contains("blocks");
    assertThat(approved.status()).as(approved.http().body()).isEqualTo(200);
  }

  @Test
  void theSumIsTheSameWhateverTheOrderOfWhatIsTakenIn() {
    control.post(TEMPLATE + ":publish", "");
    bySecond("approve", "");
    Publication live = execution.live(NAME);
    Map<String, String> backwards = new LinkedHashMap<>();
    backwards.put("b", "2");
    backwards.put("a", "1");

    assertThat(PublicationSum.of(with(live, Map.of("a", "1", "b", "2"))))
        .isEqualTo(PublicationSum.of(with(live, backwards)))
        .isNotEqualTo(PublicationSum.of(with(live, Map.of("a", "1", "b", "3"))));
  }

  private static Publication with(Publication live, Map<String, String> options) {
    return new Publication(
        live.template(),
        live.version() + 1,
        live.publishedAt().plusSeconds(1),
        live.eventType(),
        live.channel(),
        live.content(),
        live.delivery(),
        new Supplies(null, options, null, null, null, null));
  }

  @Test
  void aRejectionSaysWhyUntilSomebodyAsksAgain() {
    control.post(TEMPLATE + ":publish", "");

    Answer rejected = bySecond("reject", "{\"reason\":\"The discount ended.\"}");
    Answer read = control.get(TEMPLATE);
    Answer tooLate = bySecond("approve", "");
    Answer again = control.post(TEMPLATE + ":publish", "");

    assertThat(rejected.status()).isEqualTo(200);
    assertThat(read.text("/publicationRequest/reason")).isEqualTo("The discount ended.");
    assertThat(read.text("/publicationRequest/rejectedBy")).isEqualTo("admin");
    assertThat(tooLate.status()).isEqualTo(409);
    assertThat(again.status()).isEqualTo(202);
    assertThat(control.get(TEMPLATE).json().at("/publicationRequest/reason").isMissingNode())
        .isTrue();
  }

  @Test
  void aRejectionTakesAReasonAndSomethingToReject() {
    assertThat(bySecond("reject", "{\"reason\":\"no\"}").status()).isEqualTo(409);
    control.post(TEMPLATE + ":publish", "");
    assertThat(bySecond("reject", "{\"reason\":\" \"}").text("/field")).isEqualTo("reason");
    assertThat(bySecond("reject", "{}").status()).isEqualTo(422);
  }

  @Test
  void whatIsNotReadyIsNotEvenAskedFor() {
    control.put(TEMPLATE, Samples.json(Samples.cartTemplate(), "subject", ""));

    assertThat(control.post(TEMPLATE + ":publish", "").status()).isEqualTo(422);
    assertThat(bySecond("approve", "").text("/detail")).contains("No publication");
  }

  @Test
  void goingBackTakesOnePersonOnly() {
    for (String subject : List.of("first", "second")) {
      control.put(TEMPLATE, Samples.json(Samples.cartTemplate(), "subject", subject));
      control.post(TEMPLATE + ":publish", "");
      bySecond("approve", "");
    }

    assertThat(control.post(TEMPLATE + ":rollback", "{\"version\":1}").status()).isEqualTo(200);

    assertThat(execution.live(NAME).content().subject()).isEqualTo("first");
  }

  @Test
  void theAuditLogHasWhoAskedAndWhoDecided() throws Exception {
    control.post(TEMPLATE + ":publish", "");
    control.post(TEMPLATE + ":approve", "");
    bySecond("reject", "{\"reason\":\"not yet\"}");

    List<String> lines = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT actor, action, outcome FROM audit_log WHERE object = '"
                    + NAME
                    + "' AND action ~ 'publish|approve|reject' ORDER BY id")) {
      while (row.next()) {
        lines.add(row.getString(1) + " " + row.getString(2) + " " + row.getString(3));
      }
    }
    assertThat(lines)
        .containsExactly(
            "marketer publishTemplate done",
            "marketer approveTemplate refused with 409",
            "admin rejectTemplate done");
  }

  private Answer bySecond(String action, String body) {
    return control.call(
        "POST",
        TEMPLATE + ":" + action,
        body,
        Map.of("Authorization", ControlUnderTest.basic("admin", ControlUnderTest.PASSWORD)));
  }
}
