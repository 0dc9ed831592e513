package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("TPL-34, TPL-35: templates read the event's attributes and enrichments")
class EventAttributesTest {
  @ParameterizedTest
  @CsvSource({
    "email, ada@example.com",
    "type, order_confirmation",
    "externalId, ext-1",
    "origin, webshop",
    "language, en",
    "id, 72057594037935966",
    "created, 2026-01-31T10:00:00.000Z",
    "queue, rtEvent",
  })
  void everyNameOfTheEventReadsTheSameAttribute(String attribute, String value) {
    for (String event : new String[] {"rtEvent", "batchEvent", "event"}) {
      assertThat(Templates.text("<%= " + event + "." + attribute + " %>")).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rtEvent['email'] = 'x'",
        "delete rtEvent['email']",
        "var e = rtEvent; e.email = 'x'",
        "rtEvent['new'] = 1",
        "enrichment.crm.name = 'x'",
      })
  void theEventIsReadOnlyAlsoForWritersTheCompilerCannotSee(String code) {
    CompiledTemplate template =
        Templates.compiled(
            Templates.COMPILER, Templates.content("s", null, "<% " + code + " %>", false));

    TemplateError error =
        Templates.failed(
            template.render(
                Templates.input(Templates.ORDER, Map.of("crm", Map.of("name", "Ada")))));

    assertThat(error.message()).containsAnyOf("read-only", "sealed");
  }

  @Test
  void enrichmentsAreReadBySourceAndField() {
    CompiledTemplate template =
        Templates.compiled(
            Templates.COMPILER,
            Templates.content(
                "s", null, "<%= enrichment.crm.name %>[<%= enrichment.crm.x %>]", false));

    RenderResult.Rendered mail =
        Templates.rendered(
            template.render(
                Templates.input(Templates.ORDER, Map.of("crm", Map.of("name", "Ada")))));

    assertThat(mail.text()).isEqualTo("Ada[]");
    assertThat(mail.warnings()).hasSize(1);
  }
}
