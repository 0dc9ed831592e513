package io.herald.execution.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.link.Publication.Header;
import io.herald.message.template.RenderResult.Rendered;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EM-3: the headers a template adds. */
class FurtherHeadersTest {
  @Test
  void theyStandInTheirOrder() throws Exception {
    MimeMessage mail =
        Mails.parsed(with(new Header("X-Order", "4711"), new Header("Feedback-ID", "a:b:c")));

    assertThat(Collections.list(mail.getAllHeaders()))
        .extracting(header -> header.getName() + "=" + header.getValue())
        .containsSubsequence("Subject=s", "X-Order=4711", "Feedback-ID=a:b:c");
  }

  @Test
  void aLongAddressIsNeverMadeAnEncodedWord() throws Exception {
    String address = "<https://shop.example/leave?" + "x".repeat(300) + ">";
    String value = address + ", <mailto:leave@shop.example> " + address;

    byte[] content = Mails.written(with(new Header("List-Unsubscribe", value)), Mails.FACTS);

    Mails.assertWellFormed(content);
    assertThat(new String(content, StandardCharsets.US_ASCII)).doesNotContain("=?UTF-8");
    assertThat(MimeUtility.unfold(Mails.parsed(content).getHeader("List-Unsubscribe")[0]))
        .isEqualTo(value);
  }

  /** Whatever an event carries, it stays within its line. */
  @Property(tries = 500)
  void noValueAddsAHeader(@ForAll @StringLength(max = 200) String any) throws Exception {
    for (String value : List.of(any, "a\r\nBcc: all@example.org\r\n\r\n" + any, any + "\n" + any)) {
      byte[] content = Mails.written(with(new Header("X-Order", value)), Mails.FACTS);

      Mails.assertWellFormed(content);
      MimeMessage mail = Mails.parsed(content);
      assertThat(mail.getHeader("Bcc")).isNull();
      assertThat(Collections.list(mail.getAllHeaders())).hasSize(9);
      assertThat(MimeUtility.decodeText(MimeUtility.unfold(mail.getHeader("X-Order")[0])))
          .isEqualToIgnoringWhitespace(MailHeader.withoutControls(value));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Bcc", "from", "Content-Type", "X Y", "", "X-A:", "X\r\nBcc", "Resent-To", "Ä"})
  void aNameThatMeansSomethingElseKeepsTheMailFromBeingWritten(String name) {
    assertThat(new MimeWriter().write(with(new Header(name, "x")), Mails.FACTS))
        .isInstanceOfSatisfying(
            MimeResult.Unwritable.class, no -> assertThat(no.field()).isEqualTo("headers"));
  }

  private static Rendered with(Header... headers) {
    return new Rendered(
        "Shop",
        "shop@example.com",
        null,
        null,
        "s",
        null,
        "x",
        List.of(),
        List.of(),
        List.of(headers),
        null,
        List.of(),
        null);
  }
}
