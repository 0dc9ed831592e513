package io.herald.control.design;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.ControlUnderTest.Answer;
import io.herald.control.Samples;
import io.herald.control.publish.FakeExecutionInstance;
import io.herald.message.link.Publication;
import io.herald.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** TPL-2, TPL-3, TPL-17: what is read into an event is declared with its type. */
@ControlTest
class EnrichmentsTest {
  private static final Map<String, Object> CUSTOMER =
      Map.of(
          "id",
          "customer",
          "source",
          "crm",
          "key",
          "email",
          "field",
          "email",
          "targeting",
          true,
          "onMissing",
          "retry",
          "retrySeconds",
          600);

  @Test
  void theyAreKeptAndTravelWithThePublication(TestDatabase database) throws Exception {
    try (ControlUnderTest control = ControlUnderTest.start(database.open(4));
        FakeExecutionInstance execution = new FakeExecutionInstance(1)) {
      control.instance().register("local", execution.url());
      Answer created =
          control.post(
              "/v1/event-types",
              Samples.json(Samples.cartType(), "enrichments", List.of(CUSTOMER)));
      control.post("/v1/templates", Samples.json(Samples.cartTemplate()));
      control.post("/v1/templates/RTEVTcartAbandonment:publish", "");

      assertThat(created.status()).as(created.http().body()).isEqualTo(201);
      assertThat(created.text("/enrichments/0/onMissing")).isEqualTo("retry");
      assertThat(execution.live("RTEVTcartAbandonment").eventType().enrichments())
          .containsExactly(
              new Publication.Enrichment(
                  "customer", "customer", "crm", "email", "email", null, true, "retry", 600));
    }
  }

  @Test
  void eachMistakeIsNamed(TestDatabase database) {
    try (ControlUnderTest control = ControlUnderTest.start(database.open(4))) {
      Answer refused =
          control.post(
              "/v1/event-types",
              Samples.json(
                  Samples.cartType(),
                  "enrichments",
                  List.of(
                      CUSTOMER,
                      CUSTOMER,
                      Map.of("id", "x", "key", "a", "field", "b", "onMissing", "guess"),
                      Map.of(
                          "id", "y", "source", "s", "key", "a", "field", "b", "retrySeconds", 5))));

      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.json().at("/findings").findValuesAsString("part"))
          .containsExactlyInAnyOrder(
              "enrichments[1].id",
              "enrichments[2].onMissing",
              "enrichments[2].source",
              "enrichments[3].retrySeconds",
              "enrichments");
    }
  }
}
