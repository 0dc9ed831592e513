package io.herald.control.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.ControlUnderTest.Answer;
import io.herald.control.Samples;
import io.herald.message.link.Proof;
import io.herald.platform.database.Database;
import io.herald.testkit.TestDatabase;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** TPL-67, TPL-68: a draft goes to seeds through an execution instance, and is followed. */
@ControlTest
class ProofsTest {
  private static final String TEMPLATE = "/v1/templates/RTEVTcartAbandonment";
  private static final Proof.Outcome UNDER_WAY =
      new Proof.Outcome("processing", false, false, "421 later", null, null, null);
  private static final Proof.Outcome SENT =
      new Proof.Outcome(
          "processed",
          true,
          true,
          null,
          "250 queued",
          "1@example.com",
          Instant.parse("2026-05-04T10:00:00Z"));
  private static final Proof.Outcome FAILED =
      new Proof.Outcome(
          "deliveryFailed", true, false, "html line 3 column 7: no such thing", null, null, null);

  private Database database;
  private FakeProofInstance instance;
  private ControlUnderTest control;

  @BeforeEach
  void start(TestDatabase empty) throws IOException {
    instance = new FakeProofInstance(3);
    database = empty.open(6);
    control = ControlUnderTest.start(database);
    instance.register(control, "emea-1");
    control.post("/v1/event-types", Samples.json(Samples.cartType()));
    control.post("/v1/templates", Samples.json(Samples.cartTemplate()));
    for (String name : new String[] {"Ada", "Bob"}) {
      control.post(
          "/v1/seeds",
          """
          {"name": "%1$s", "template": "RTEVTcartAbandonment", "email": "%1$s@example.com",
           "language": "fr", "ctx": {"firstName": "%1$s"}}
          """
              .formatted(name));
    }
  }

  @AfterEach
  void stop() {
    control.close();
    instance.close();
  }

  @Test
  void theDraftGoesToTheInstanceWithTheDataOfEachSeed() {
    Answer proof = control.post(TEMPLATE + ":proof", "{\"seeds\": [\"Ada\", \"Bob\"]}");

    assertThat(proof.status()).isEqualTo(202);
    assertThat(proof.text("/state")).isEqualTo("sending");
    assertThat(proof.text("/instance")).isEqualTo("emea-1");
    assertThat(proof.text("/createdBy")).isEqualTo("marketer");
    Proof sent = instance.proof();
    assertThat(sent.draft().content().html()).contains("Grüße");
    assertThat(sent.draft().eventType().fields()).hasSize(2);
    assertThat(sent.copies())
        .extracting(copy -> copy.event().email())
        .containsExactly("Ada@example.com", "Bob@example.com");
    assertThat(sent.copies()).extracting(Proof.Copy::subjectPrefix).containsOnly("Proof ");
    assertThat(sent.copies().getFirst().event().ctx()).contains("\"Ada\"");
    assertThat(sent.copies().getFirst().event().language()).isEqualTo("fr");
    // nothing is published by it
    assertThat(control.get(TEMPLATE + "/versions").json().at("/items").isEmpty()).isTrue();
  }

  @Test
  void theCopiesAreToldApartWhenWished() {
    control.post(
        TEMPLATE + ":proof",
        "{\"seeds\": [\"Ada\", \"Bob\"], \"numbered\": true, \"subjectPrefix\": \"Probe \"}");

    assertThat(instance.proof().copies())
        .extracting(Proof.Copy::subjectPrefix)
        .containsExactly("Probe #1 ", "Probe #2 ");
  }

  @Test
  void whatBecomesOfEachCopyIsListed() {
    instance.says(UNDER_WAY, UNDER_WAY);
    control.post(TEMPLATE + ":proof", "{\"seeds\": [\"Ada\", \"Bob\"]}");
    Answer under =
        listedUntil(proofs -> proofs.text("/items/0/copies/0/reason").equals("421 later"));
    assertThat(under.text("/items/0/state")).isEqualTo("sending");

    instance.says(SENT, FAILED);
    Answer done = listedUntil(proofs -> proofs.text("/items/0/state").equals("done"));

    assertThat(done.text("/items/0/copies/0/status")).isEqualTo("sent");
    assertThat(done.text("/items/0/copies/0/answer")).isEqualTo("250 queued");
    assertThat(done.text("/items/0/copies/0/messageId")).isEqualTo("1@example.com");
    assertThat(done.text("/items/0/copies/0/sentAt")).isEqualTo("2026-05-04T10:00:00Z");
    assertThat(done.text("/items/0/copies/1/seed")).isEqualTo("Bob");
    assertThat(done.text("/items/0/copies/1/status")).isEqualTo("failed");
    assertThat(done.text("/items/0/copies/1/reason")).contains("line 3");
  }

  @Test
  void aProofWaitsForAnInstanceThatIsAwayAndSurvivesARestartOfControl() throws IOException {
    instance.switchOff();
    Answer waiting = control.post(TEMPLATE + ":proof", "{\"seeds\": [\"Ada\"]}");
    assertThat(waiting.status()).isEqualTo(202);
    assertThat(waiting.text("/state")).isEqualTo("waiting");
    assertThat(waiting.text("/reason")).contains("no connection");

    control.close();
    instance.says(SENT);
    instance.switchOn();
    control = ControlUnderTest.start(database);

    Answer done = listedUntil(proofs -> proofs.text("/items/0/state").equals("done"));
    assertThat(done.text("/items/0/copies/0/status")).isEqualTo("sent");
    assertThat(done.json().at("/items/0").has("reason")).isFalse();
    assertThat(instance.proofs()).hasSize(1);
  }

  @Test
  void whatTheInstanceRefusesIsListedWithItsReason() {
    instance.refuse("copy 1 cannot be sent, email: too odd");

    Answer refused = control.post(TEMPLATE + ":proof", "{\"seeds\": [\"Ada\"]}");

    assertThat(refused.text("/state")).isEqualTo("refused");
    assertThat(refused.text("/reason")).contains("too odd");
    assertThat(refused.text("/copies/0/status")).isEqualTo("failed");
  }

  @Test
  void everythingThatKeepsAProofFromBeingSentIsNamed() {
    control.post("/v1/seeds", "{\"name\": \"mute\", \"eventType\": \"EVTcartAbandonment\"}");

    assertThat(refused("{}").text("/field")).isEqualTo("seeds");
    assertThat(refused("{\"seeds\": [\"Ada\", \"none\", \"mute\"]}").json().at("/findings"))
        .hasSize(2);
    assertThat(
            refused("{\"seeds\": [" + String.join(",", Collections.nCopies(101, "\"Ada\"")) + "]}")
                .text("/detail"))
        .contains("101", "100");
    assertThat(refused("{\"seeds\": [\"Ada\"], \"instance\": \"mars\"}").text("/field"))
        .isEqualTo("instance");
    assertThat(refused("{\"seeds\": [\"Ada\"], \"subjectPrefix\": \"a\\nBcc: b\"}").text("/field"))
        .isEqualTo("subjectPrefix");
    control.put(TEMPLATE, Samples.json(Samples.cartTemplate(), "html", "\n<%= rtEvent.ctx."));
    Answer broken = refused("{\"seeds\": [\"Ada\"]}");
    assertThat(broken.text("/field")).isEqualTo("html");
    assertThat(broken.json().at("/findings/0/line").asInt()).isEqualTo(2);
    assertThat(control.post("/v1/templates/none:proof", "{}").status()).isEqualTo(404);
    assertThat(control.get(TEMPLATE + "/proofs").json().at("/items").isEmpty()).isTrue();
    assertThat(instance.proofs()).isEmpty();
  }

  private Answer refused(String body) {
    Answer answer = control.post(TEMPLATE + ":proof", body);
    assertThat(answer.status()).as(body).isEqualTo(422);
    return answer;
  }

  private Answer listedUntil(Predicate<Answer> wanted) {
    Answer listed = control.getUntil(TEMPLATE + "/proofs", wanted);
    assertThat(wanted.test(listed)).as(listed.http().body()).isTrue();
    return listed;
  }
}
