package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.event.NewEvent;
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

  @Test
  @DisplayName("TPL-34: an event for a telephone has a number")
  void theMobilePhoneIsRead() {
    RenderInput plain = Templates.input(Templates.ORDER);
    NewEvent event = plain.event();
    RenderInput called =
        new RenderInput(
            plain.eventId(),
            new NewEvent(
                event.queue(),
                event.type(),
                new NewEvent.Address(null, "ada@example.com", "+33612345678", null, null),
                event.attributes(),
                event.context(),
                null,
                null,
                event.receivedBy()),
            plain.created(),
            plain.enrichment(),
            plain.now());

    assertThat(
            Templates.rendered(
                    Templates.compiled(
                            Templates.COMPILER,
                            Templates.content("s", null, "<%= rtEvent.mobilePhone %>", true))
                        .render(called))
                .text())
        .isEqualTo("+33612345678");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delivery",
        "message",
        "dataSource",
        "targetData",
        "provider",
        "coupon",
        "couponValue",
        "proposition",
        "vars",
      })
  @DisplayName("TPL-34: assignment to any system object is an error")
  void noSystemObjectIsAssignedTo(String object) {
    assertThat(Templates.text("<%= typeof " + object + " %>")).isEqualTo("object");
    for (String code : new String[] {" = 1", ".label = 'x'", "['label'] = 'x'", "++"}) {
      assertThat(whatIsWrongWith("<% " + object + code + " %>"))
          .as(object + code)
          .containsAnyOf("read-only", "sealed");
    }
  }

  private static String whatIsWrongWith(String template) {
    return switch (Templates.COMPILER.compile("t", Templates.content("s", null, template, true))) {
      case Compilation.Rejected no -> no.errors().getFirst().message();
      case Compilation.Compiled ok ->
          Templates.failed(ok.template().render(Templates.input(Templates.ORDER))).message();
    };
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
