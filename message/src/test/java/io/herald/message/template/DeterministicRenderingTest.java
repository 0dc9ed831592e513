package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.event.NewEvent;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("TPL-39: the same version, event and clock give the same message")
class DeterministicRenderingTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "new Date().getTime()",
        "Date.now()",
        "+new Date",
        "getCurrentDate().getTime()",
        "new (new Date(0).constructor)().getTime()",
        "Date.prototype.constructor.now()",
      })
  void scriptsSeeTheClockThatWasHandedIn(String expression) {
    assertThat(Templates.text("<%= " + expression + " %>"))
        .isEqualTo(Long.toString(Templates.NOW.toEpochMilli()));
  }

  @Test
  void dateWithoutNewTellsTheSameTime() {
    assertThat(Templates.text("<%= Date() %>")).startsWith("Sat Jan 31 2026 10:00:01");
  }

  @Test
  void localTimesAreThoseOfTheCompilersZoneNotTheServers() {
    assertThat(Templates.text("<%= new Date(2026, 0, 1).toISOString() %>"))
        .isEqualTo("2026-01-01T00:00:00.000Z");
  }

  @Test
  void randomNumbersDependOnTheEventOnly() {
    CompiledTemplate template =
        Templates.compiled(
            Templates.COMPILER,
            Templates.content("s", null, "<%= Math.random() %> <%= Math.random() %>", false));
    RenderInput input = Templates.input(Templates.ORDER);
    NewEvent event = input.event();
    RenderInput other =
        new RenderInput(
            input.eventId() + 1, event, input.created(), input.enrichment(), input.now());

    String first = Templates.rendered(template.render(input)).text();

    assertThat(first).matches("0\\.\\d+ 0\\.\\d+");
    assertThat(Templates.rendered(template.render(input)).text()).isEqualTo(first);
    assertThat(Templates.rendered(template.render(other)).text()).isNotEqualTo(first);
  }

  @Test
  void dateKeepsWorkingAsAConstructor() {
    assertThat(
            Templates.text(
                "<%= new Date(0) instanceof Date %> <%= new Date(2000, 1).getMonth() %>"
                    + " <%= Date.UTC(1970, 0, 1) %> <%= Date.parse('1970-01-01T00:00:01Z') %>"
                    + " <%= new Date('1970-01-01').getTime() %>"))
        .isEqualTo("true 1 0 1000 0");
  }
}
