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

/** TPL-15, TPL-57, TRK-6: errors keep a draft from being published, warnings are shown. */
@ControlTest
class ValidationTest {
  private static final String TEMPLATE = "/v1/templates/RTEVTcartAbandonment";

  private ControlUnderTest control;

  @BeforeEach
  void design(TestDatabase database) {
    control = ControlUnderTest.start(database.open(4));
    control.post("/v1/event-types", Samples.json(Samples.cartType()));
    control.post("/v1/templates", Samples.json(Samples.cartTemplate()));
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void aGoodDraftHasNothingToSay() {
    Answer saved =
        save("<a title='x > y' href=\"https://shop.example/<%= rtEvent.ctx.firstName %>\">go</a>");

    assertThat(saved.json().at("/findings").isEmpty()).isTrue();
    assertThat(saved.json().at("/warnings").isEmpty()).as(saved.http().body()).isTrue();
  }

  @Test
  void aFieldTheTypeDoesNotDeclareIsAWarningWithItsPlace() {
    Answer saved = save("<p>\n <%= rtEvent.ctx.fristName %></p>");
    Answer published = control.post(TEMPLATE + ":publish", "");

    assertThat(saved.text("/warnings/0/part")).isEqualTo("html");
    assertThat(saved.json().at("/warnings/0/line").asInt()).isEqualTo(2);
    assertThat(saved.json().at("/warnings/0/column").asInt()).isEqualTo(6);
    assertThat(saved.text("/warnings/0/message")).contains("fristName").contains("declare it");
    assertThat(published.status()).isEqualTo(200);
    assertThat(published.text("/warnings/0/message")).contains("fristName");
  }

  @Test
  void aHostPutTogetherFromDataIsAnError() {
    for (String address :
        new String[] {
          "https://<%= rtEvent.ctx.firstName %>.example/x",
          "<%= rtEvent.ctx.firstName %>/path",
          "<%= rtEvent.ctx.firstName %>://shop.example",
          "https://shop<%= rtEvent.ctx.firstName %>/"
        }) {
      Answer saved = save("<p>\n<a class=\"b\" href=\"" + address + "\">go</a></p>");

      assertThat(saved.status()).isEqualTo(200);
      assertThat(saved.json().at("/findings/0/line").asInt()).as(address).isEqualTo(2);
      assertThat(saved.json().at("/findings/0/column").asInt()).isEqualTo(20);
      Answer refused = control.post(TEMPLATE + ":publish", "");
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.text("/findings/0/message")).contains("https://shop.example/");
    }
  }

  @Test
  void aLinkThatIsDataAltogetherIsAWarning() {
    Answer saved = save("<a href='<%= rtEvent.ctx.firstName %>'>go</a>");

    assertThat(saved.json().at("/findings").isEmpty()).isTrue();
    assertThat(saved.text("/warnings/0/message")).contains("come from data");
  }

  @Test
  void otherLinksAreLeftAlone() {
    assertThat(
            save("<a href=\"mailto:care@shop.example\">a</a><a href=\"#top\">b</a>"
                    + "<a name=\"x\">c</a><a href=\"HTTPS://shop.example\">d</a>")
                .json()
                .at("/warnings")
                .isEmpty())
        .isTrue();
  }

  @Test
  void aMessageThatWouldBeCutOffIsAWarning() {
    Answer saved = save("<p>" + "x".repeat(102_400) + "</p>");

    assertThat(saved.text("/warnings/0/message")).contains("102,407").contains("102,400");
  }

  @Test
  void whatDoesNotCompileIsSavedAndNotPublished() {
    Answer saved = save("<% if (true) { %>no end");

    assertThat(saved.status()).isEqualTo(200);
    assertThat(saved.json().at("/findings").isEmpty()).isFalse();
    assertThat(control.post(TEMPLATE + ":publish", "").status()).isEqualTo(422);
  }

  private Answer save(String html) {
    return control.put(TEMPLATE, Samples.json(Samples.cartTemplate(), "html", html));
  }
}
