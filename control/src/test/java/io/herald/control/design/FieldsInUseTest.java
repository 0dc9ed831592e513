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

/** TPL-5, TPL-6: a field that a live message uses stays, with its type. */
@ControlTest
class FieldsInUseTest {
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
  void removingAFieldInUseIsRefusedWithItsUses() {
    Answer refused = saveFields("{\"name\":\"cartAmount\",\"type\":\"decimal\"}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("/type")).isEqualTo("urn:herald:problem:in-use");
    assertThat(refused.json().at("/findings").findValuesAsString("part"))
        .containsExactly("RTEVTcartAbandonment.subject", "RTEVTcartAbandonment.html");
    assertThat(refused.json().at("/findings/0/column").asInt()).isEqualTo(5);
    assertThat(refused.text("/findings/0/message")).contains("Version 1").contains("firstName");
    assertThat(control.get(TYPE).json().at("/fields").size()).isEqualTo(2);
  }

  @Test
  void givingItAnotherTypeIsRefusedToo() {
    Answer refused = saveFields("{\"name\":\"firstName\",\"type\":\"integer\"}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("/findings/0/message")).contains("would become integer");
  }

  @Test
  void aFieldNobodyUsesGoesAndNewOnesCome() {
    assertThat(
            saveFields(
                    "{\"name\":\"firstName\"},{\"name\":\"lines\",\"type\":\"collection\",\"fields\":"
                        + "[{\"name\":\"sku\"}]}")
                .status())
        .isEqualTo(200);
    assertThat(control.get(TYPE).text("/fields/1/fields/0/name")).isEqualTo("sku");
  }

  @Test
  void onceNothingLiveUsesItItCanGo() {
    control.post(TEMPLATE + ":unpublish", "");

    assertThat(saveFields("").status()).isEqualTo(200);
  }

  @Test
  void theTypeSaysThatItWasModifiedSincePublication() {
    Answer before = control.get(TYPE);
    saveFields("{\"name\":\"firstName\"}");
    Answer after = control.get(TYPE);

    assertThat(before.json().at("/modifiedSincePublication").asBoolean(true)).isFalse();
    assertThat(before.text("/liveTemplates/0")).isEqualTo("RTEVTcartAbandonment");
    assertThat(after.json().at("/modifiedSincePublication").asBoolean()).isTrue();
    assertThat(control.get("/v1/event-types").text("/items/0/liveTemplates/0"))
        .isEqualTo("RTEVTcartAbandonment");
  }

  @Test
  void whatWasReadCanBeSentBack() {
    Answer read = control.get(TYPE);

    assertThat(control.put(TYPE, read.http().body()).status()).isEqualTo(200);
    assertThat(control.put(TEMPLATE, control.get(TEMPLATE).http().body()).status()).isEqualTo(200);
  }

  private Answer saveFields(String fields) {
    return control.put(TYPE, "{\"fields\":[" + fields + "]}");
  }
}
