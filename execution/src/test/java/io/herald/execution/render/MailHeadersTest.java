package io.herald.execution.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.channel.EmailFormat;
import io.herald.message.template.RenderResult.Rendered;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** EM-3. */
class MailHeadersTest {
  @Test
  void aMailHasExactlyTheseHeaders() {
    assertThat(
            head(
                new Rendered(
                    "Shop",
                    "shop@example.com",
                    "help@example.com",
                    null,
                    "Your order",
                    null,
                    "x",
                    List.of())))
        .isEqualTo(
            """
            Date: Tue, 3 Jun 2025 11:05:30 +0000
            From: Shop <shop@example.com>
            Reply-To: <help@example.com>
            To: <ann@example.org>
            Subject: Your order
            Message-ID: <10000000000002a@example.com>
            MIME-Version: 1.0
            Content-Type: text/plain; charset=UTF-8
            Content-Transfer-Encoding: quoted-printable
            """
                .replace("\n", "\r\n"));
  }

  @Test
  void theMessageIdOfAnEventIsTheSameForEachAttempt() {
    // EV-13: a mail sent twice is recognised as one by whoever receives both
    assertThat(MessageIds.of(0x0100_0000_0000_002AL, "shop@straße.example"))
        .isEqualTo("10000000000002a@xn--strae-oqa.example");
  }

  @Test
  void aLongPlainSubjectIsFoldedBetweenWords() throws Exception {
    String subject = "word ".repeat(40).strip();

    String head = head(Mails.rendered(subject, null, "x"));

    assertThat(head).contains("Subject: word word").doesNotContain("=?");
    assertThat(head.split("\r\n")).allSatisfy(l -> assertThat(l.length()).isLessThan(77));
    assertThat(Mails.parsed(Mails.rendered(subject, null, "x")).getSubject()).isEqualTo(subject);
  }

  @Test
  void encodedWordsCutNoCharacterInTwo() throws Exception {
    String subject = "é😀漢".repeat(60);

    String head = head(Mails.rendered(subject, null, "x"));

    for (String line : head.split("\r\n")) {
      if (line.contains("=?UTF-8?B?")) {
        String word = line.substring(line.indexOf("?B?") + 3, line.lastIndexOf("?="));
        assertThat(new String(Base64.getDecoder().decode(word), StandardCharsets.UTF_8))
            .doesNotContain("\uFFFD");
      }
    }
    assertThat(Mails.parsed(Mails.rendered(subject, null, "x")).getSubject()).isEqualTo(subject);
  }

  @Test
  void lineEndsInAValueBecomeOneBlank() throws Exception {
    Rendered rendered = Mails.rendered("Order\r\nBcc: eve@evil.example\n", null, "x");

    MimeMessage mail = Mails.parsed(rendered);

    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(mail.getSubject()).isEqualTo("Order Bcc: eve@evil.example");
  }

  @Test
  void anInternationalDomainIsWrittenInItsAsciiForm() {
    // EM-4; straße and strasse are different domains
    assertThat(head(sender("shop@straße.example"))).contains("<shop@xn--strae-oqa.example>");
  }

  @Test
  void anInternationalLocalPartIsWrittenAsUtf8() {
    assertThat(head(sender("łucja@example.com"))).contains("<łucja@example.com>");
  }

  @Test
  void anAddressThatIsNoneIsNamedByItsField() {
    assertThat(new MimeWriter().write(sender("no address"), Mails.FACTS))
        .isEqualTo(new MimeResult.Unwritable("sender", "has no @"));
    MailFacts f = Mails.FACTS;
    assertThat(
            new MimeWriter()
                .write(
                    Mails.rendered("s", null, "x"),
                    new MailFacts(1, "1@a", f.date(), EmailFormat.TEXT, "a\r\n@b", "")))
        .isInstanceOfSatisfying(
            MimeResult.Unwritable.class, u -> assertThat(u.field()).isEqualTo("recipient"));
    assertThat(
            new MimeWriter()
                .write(
                    Mails.rendered("s", null, "x"),
                    new MailFacts(1, "1@a>\r\nX: y", f.date(), EmailFormat.TEXT, "a@b", "")))
        .isInstanceOfSatisfying(
            MimeResult.Unwritable.class, u -> assertThat(u.field()).isEqualTo("messageId"));
  }

  @Property(tries = 300, seed = "20250608")
  void datesAreWhatTheFormatterOfTheJdkWrites(
      @ForAll @LongRange(min = 0, max = 7_000_000_000L) long second) {
    Instant instant = Instant.ofEpochSecond(second);
    MimeBuffer out = new MimeBuffer(0);

    MailDate.write(out, instant);

    assertThat(new String(out.toBytes(), StandardCharsets.US_ASCII))
        .isEqualTo(
            DateTimeFormatter.RFC_1123_DATE_TIME
                .format(instant.atOffset(ZoneOffset.UTC))
                .replace("GMT", "+0000"));
  }

  private static Rendered sender(String address) {
    return new Rendered("Shop", address, null, null, "s", null, "x", List.of());
  }

  private static String head(Rendered rendered) {
    String mail = new String(Mails.written(rendered, Mails.FACTS), StandardCharsets.UTF_8);
    return mail.substring(0, mail.indexOf("\r\n\r\n") + 2);
  }
}
