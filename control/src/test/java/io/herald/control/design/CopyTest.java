package io.herald.control.design;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.ControlUnderTest.Answer;
import io.herald.control.Samples;
import io.herald.testkit.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** TPL-7: event types and templates are copied, whatever their state; the copy is a draft. */
@ControlTest
class CopyTest {
  private static final String TYPE = "/v1/event-types/EVTcartAbandonment";
  private static final String TEMPLATE = "/v1/templates/RTEVTcartAbandonment";

  private ControlUnderTest control;

  @BeforeEach
  void publish(TestDatabase database) {
    control = ControlUnderTest.start(database.open(4));
    control.post("/v1/event-types", Samples.json(Samples.cartType()));
    control.post("/v1/templates", Samples.json(Samples.cartTemplate()));
    control.post(TEMPLATE + ":publish", "");
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void aCopyOfATemplateIsADraftOfTheSameDesign() {
    Answer copy = control.post(TEMPLATE + ":duplicate", "{\"name\":\"second\"}");

    assertThat(copy.status()).as(copy.http().body()).isEqualTo(201);
    assertThat(copy.header("Location")).isEqualTo("/v1/templates/second");
    assertThat(copy.text("/state")).isEqualTo("draft");
    assertThat(copy.json().at("/revision").asInt()).isEqualTo(1);
    assertThat(copy.text("/subject")).isEqualTo(control.get(TEMPLATE).text("/subject"));
    assertThat(control.get(TEMPLATE).text("/state")).isNotEqualTo("draft");
  }

  @Test
  void anEventTypeIsCopiedWithItsMessage() {
    Answer copy =
        control.post(TYPE + ":duplicate", "{\"name\":\"EVTcart2\",\"template\":\"RTEVTcart2\"}");

    assertThat(copy.status()).as(copy.http().body()).isEqualTo(201);
    assertThat(copy.json().at("/fields").size()).isEqualTo(2);
    Answer message = control.get("/v1/templates/RTEVTcart2");
    assertThat(message.text("/eventType")).isEqualTo("EVTcart2");
    assertThat(message.text("/state")).isEqualTo("draft");
    assertThat(message.text("/html")).isEqualTo(control.get(TEMPLATE).text("/html"));
    assertThat(control.post("/v1/templates/RTEVTcart2:publish", "").status()).isEqualTo(200);
  }

  @Test
  void anEventTypeIsCopiedWithoutOneToo() {
    assertThat(control.post(TYPE + ":duplicate", "{\"name\":\"EVTcart2\"}").status())
        .isEqualTo(201);
    assertThat(control.get("/v1/templates").json().at("/items").size()).isEqualTo(1);
  }

  @Test
  void takenNamesAndMissingOriginalsAreSaidAndNothingIsCopied() {
    assertThat(
            control
                .post(TEMPLATE + ":duplicate", "{\"name\":\"RTEVTcartAbandonment\"}")
                .text("/field"))
        .isEqualTo("name");
    Answer taken =
        control.post(
            TYPE + ":duplicate", "{\"name\":\"EVTcart2\",\"template\":\"RTEVTcartAbandonment\"}");
    assertThat(taken.status()).isEqualTo(409);
    assertThat(control.get("/v1/event-types/EVTcart2").status()).isEqualTo(404);
    assertThat(control.post(TYPE + ":duplicate", "{\"name\":\"cart2\"}").status()).isEqualTo(422);
    assertThat(control.post(TEMPLATE + ":duplicate", "{}").status()).isEqualTo(422);
    assertThat(control.post("/v1/templates/none:duplicate", "{\"name\":\"x\"}").status())
        .isEqualTo(404);
    assertThat(control.post("/v1/event-types/EVTno:duplicate", "{\"name\":\"EVTx\"}").status())
        .isEqualTo(404);
  }
}
