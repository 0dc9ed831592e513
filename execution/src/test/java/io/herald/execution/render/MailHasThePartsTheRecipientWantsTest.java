package io.herald.execution.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.channel.EmailFormat;
import io.herald.message.template.RenderResult.Rendered;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** DM-22, EM-2. */
class MailHasThePartsTheRecipientWantsTest {
  @Test
  void bothPartsAreAlternativesWithTextFirstWhenTheFormatIsUnknown() throws Exception {
    MimeMessage mail = mail(EmailFormat.UNKNOWN, "<p>hi</p>", "hi");

    assertThat(mail.getContentType()).startsWith("multipart/alternative");
    MimeMultipart parts = (MimeMultipart) mail.getContent();
    assertThat(parts.getCount()).isEqualTo(2);
    assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
    assertThat(parts.getBodyPart(0).getContent()).isEqualTo("hi");
    assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=UTF-8");
    assertThat(parts.getBodyPart(1).getContent()).isEqualTo("<p>hi</p>");
  }

  @Test
  void onlyTextIsSentToWhoWantsText() throws Exception {
    assertThat(mail(EmailFormat.TEXT, "<p>hi</p>", "hi").getContentType()).startsWith("text/plain");
  }

  @Test
  void onlyHtmlIsSentToWhoWantsHtml() throws Exception {
    assertThat(mail(EmailFormat.HTML, "<p>hi</p>", "hi").getContentType()).startsWith("text/html");
  }

  @Test
  void theOnlyPartThereIsGoesOutWhateverTheFormat() throws Exception {
    assertThat(mail(EmailFormat.TEXT, "<p>hi</p>", null).getContentType()).startsWith("text/html");
    assertThat(mail(EmailFormat.HTML, null, "hi").getContentType()).startsWith("text/plain");
    assertThat(mail(EmailFormat.UNKNOWN, null, "hi").getContentType()).startsWith("text/plain");
  }

  @Test
  void noPartAtAllIsNamed() {
    assertThat(new MimeWriter().write(Mails.rendered("s", null, null), Mails.FACTS))
        .isEqualTo(new MimeResult.Unwritable("body", "has neither text nor HTML"));
  }

  private static MimeMessage mail(EmailFormat format, @Nullable String html, @Nullable String text)
      throws Exception {
    Rendered rendered = Mails.rendered("s", html, text);
    MailFacts f = Mails.FACTS;
    return Mails.parsed(
        Mails.written(
            rendered,
            new MailFacts(f.eventId(), f.messageId(), f.date(), format, f.recipient(), "")));
  }
}
