package io.herald.control.block;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.ControlUnderTest.Answer;
import io.herald.control.Samples;
import io.herald.control.publish.FakeExecutionInstance;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.http.FakeReceiver;
import io.herald.testkit.http.HttpAnswer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** TPL-40: a page of a listed host is taken in at publication and stays what it was. */
@ControlTest
class IncludedPagesTest {
  private static final String TEMPLATE = "RTEVTcartAbandonment";

  @Test
  void aPageIsFrozenWithThePublication(TestDatabase database) throws Exception {
    try (FakeReceiver cms = FakeReceiver.start();
        ControlUnderTest control =
            ControlUnderTest.start(database.open(6), Map.of("fetch.allow", "http://127.0.0.1"));
        FakeExecutionInstance instance = new FakeExecutionInstance(1)) {
      cms.always(HttpAnswer.file("text/html; charset=utf-8", "<b>Grüße</b>".getBytes(UTF_8)));
      control.instance().register("one", instance.url());
      String url = cms.url("/footer").toString();
      design(control, url);

      control.post("/v1/templates/" + TEMPLATE + ":publish", "");

      assertThat(instance.live(TEMPLATE).supplies().pages())
          .containsOnly(Map.entry(url, "<b>Grüße</b>"));
      assertThat(
              control.post("/v1/templates/" + TEMPLATE + ":preview", "{\"ctx\": {}}").text("/html"))
          .contains("<b>Grüße</b>");
    }
  }

  @Test
  void aHostThatIsNotListedOrDoesNotAnswerIsAFindingWithItsPlace(TestDatabase database)
      throws Exception {
    try (FakeReceiver cms = FakeReceiver.start();
        ControlUnderTest control =
            ControlUnderTest.start(database.open(6), Map.of("fetch.allow", "http://127.0.0.1"))) {
      cms.always(HttpAnswer.status(500));

      Answer away = design(control, cms.url("/footer").toString());
      Answer other = control.put("/v1/templates/" + TEMPLATE, template("https://cms.example/x"));

      assertThat(away.text("/findings/0/part")).isEqualTo("html");
      assertThat(away.text("/findings/0/message")).contains("HTTP 500", "try again");
      assertThat(other.text("/findings/0/message")).contains("fetch.allow");
      assertThat(control.post("/v1/templates/" + TEMPLATE + ":publish", "").status())
          .isEqualTo(422);
    }
  }

  private static Answer design(ControlUnderTest control, String url) {
    control.post("/v1/event-types", Samples.json(Samples.cartType()));
    return control.post("/v1/templates", template(url));
  }

  private static String template(String url) {
    return Samples.json(
        Samples.cartTemplate(), "html", "<p>Hello</p><%@ include url='" + url + "' %>");
  }
}
