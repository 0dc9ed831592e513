package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.event.EventContext;
import io.herald.message.link.Publication;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Subject, names and addresses end up in header lines: no value may begin a line of its own. */
class HeaderPartsTest {
  private static final CompiledTemplate EVERYWHERE =
      Templates.compiled(
          Templates.COMPILER,
          new Publication.Content(
              "<%= ctx.v %>",
              "a@b.example<%= ctx.v %>",
              "<%= ctx.v %>",
              "<%= ctx.v %>",
              "Order\r\n <%= ctx.v %>",
              null,
              "<%= ctx.v %>",
              true));

  private static RenderResult.Rendered render(String value) {
    String json =
        "{\"v\": \""
            + value.chars().mapToObj("\\u%04x"::formatted).reduce("", String::concat)
            + "\"}";
    return Templates.rendered(EVERYWHERE.render(Templates.input(EventContext.json(json))));
  }

  @Test
  void lineEndsInValuesAndTemplatesBecomeSpaces() {
    RenderResult.Rendered mail = render("x\r\nBcc: all@example.com\r\n\r\nHello\u0000\u2028y");

    assertThat(mail.subject()).isEqualTo("Order  x Bcc: all@example.com Hello y");
    assertThat(mail.senderName()).isEqualTo("x Bcc: all@example.com Hello y");
    assertThat(mail.text()).startsWith("x\r\nBcc");
  }

  @Property(tries = 300, seed = "20260131")
  void noHeaderPartEverHoldsAControlCharacter(@ForAll String value) {
    RenderResult.Rendered mail = render(value);

    for (String part :
        new String[] {
          mail.subject(),
          mail.senderName(),
          mail.senderAddress(),
          String.valueOf(mail.replyTo()),
          String.valueOf(mail.errorAddress())
        }) {
      assertThat(part.chars()).noneMatch(Character::isISOControl);
    }
  }

  @Test
  void anEmptyReplyAddressIsNone() {
    RenderResult.Rendered mail = render(" ");

    assertThat(mail.replyTo()).isNull();
    assertThat(mail.errorAddress()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"'<%= ctx.nothing %>'", "' '", "'\r\n'"})
  void withoutASendersAddressTheMessageFails(String senderAddress) {
    Publication.Content content =
        new Publication.Content("Shop", senderAddress, null, null, "s", null, "t", true);

    TemplateError error =
        Templates.failed(
            Templates.compiled(Templates.COMPILER, content)
                .render(Templates.input(Templates.ORDER)));

    assertThat(error.part()).isEqualTo("senderAddress");
    assertThat(error.message()).contains("sender's address is empty");
  }
}
