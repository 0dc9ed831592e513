package io.herald.control.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.ControlUnderTest.Answer;
import io.herald.control.Samples;
import io.herald.testkit.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** TPL-28: what differs between draft and live, and between versions. */
@ControlTest
class DiffTest {
  private static final String TEMPLATE = "/v1/templates/RTEVTcartAbandonment";

  private ControlUnderTest control;

  @BeforeEach
  void publishOnce(TestDatabase database) {
    control = ControlUnderTest.start(database.open(4));
    control.post("/v1/event-types", Samples.json(Samples.cartType()));
    control.post("/v1/templates", Samples.json(Samples.cartTemplate(), "html", "<p>\nold\n</p>"));
    control.post(TEMPLATE + ":publish", "");
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void justPublishedNothingDiffers() {
    Answer diff = control.get(TEMPLATE + "/diff");

    assertThat(diff.status()).as(diff.http().body()).isEqualTo(200);
    assertThat(diff.text("/from")).isEqualTo("1");
    assertThat(diff.text("/to")).isEqualTo("draft");
    assertThat(diff.json().at("/changes").isEmpty()).isTrue();
  }

  @Test
  void showsWhatTheNextPublicationWouldChange() {
    control.put(
        TEMPLATE, Samples.json(Samples.cartTemplate(), "html", "<p>\nnew\n</p>", "text", "Hello"));

    Answer diff = control.get(TEMPLATE + "/diff");

    assertThat(diff.json().at("/changes").findValuesAsString("part"))
        .containsExactly("html", "text");
    assertThat(diff.text("/changes/0/before")).isEqualTo("<p>\nold\n</p>");
    assertThat(diff.json().at("/changes/0/lines").findValuesAsString("change"))
        .containsExactly("kept", "removed", "added", "kept");
    assertThat(diff.json().at("/changes/1/before").isMissingNode()).isTrue();
  }

  @Test
  void aChangedFieldOfTheEventTypeShows() {
    control.put(
        "/v1/event-types/EVTcartAbandonment",
        "{\"fields\":[{\"name\":\"firstName\",\"type\":\"string\"}]}");

    Answer diff = control.get(TEMPLATE + "/diff");

    assertThat(diff.text("/changes/0/part")).isEqualTo("eventType.fields");
    assertThat(diff.text("/changes/0/after")).isEqualTo("firstName: string");
  }

  @Test
  void anyTwoVersionsCanBeCompared() {
    control.put(TEMPLATE, Samples.json(Samples.cartTemplate(), "subject", "second"));
    control.post(TEMPLATE + ":publish", "");

    Answer diff = control.get(TEMPLATE + "/diff?from=2&to=1");

    assertThat(diff.text("/changes/0/part")).isEqualTo("subject");
    assertThat(diff.text("/changes/0/before")).isEqualTo("second");
  }

  @Test
  void whatIsNotThereIsSaid() {
    assertThat(control.get(TEMPLATE + "/diff?from=9").status()).isEqualTo(404);
    assertThat(control.get("/v1/templates/none/diff?from=draft").status()).isEqualTo(404);
    assertThat(control.get(TEMPLATE + "/diff?to=yesterday").text("/field")).isEqualTo("to");
    control.post(TEMPLATE + ":unpublish", "");
    assertThat(control.get(TEMPLATE + "/diff").status()).isEqualTo(409);
  }
}
