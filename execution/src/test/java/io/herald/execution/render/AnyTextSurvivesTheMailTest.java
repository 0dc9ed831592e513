package io.herald.execution.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.channel.EmailFormat;
import io.herald.message.template.RenderResult.Rendered;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** EM-3, EM-4: whatever a template gives, the reader sees it, and it stays where it belongs. */
class AnyTextSurvivesTheMailTest {
  private static final Set<String> HEADERS =
      new TreeSet<>(
          List.of("Date", "From", "To", "Subject", "Message-ID", "MIME-Version", "Content-Type"));

  @Property(tries = 1000, seed = "20250603")
  void anySubjectAndNameAreReadBackAndAddNoHeader(
      @ForAll("texts") String subject, @ForAll("texts") String name) throws Exception {
    byte[] content =
        Mails.written(
            new Rendered(name, "shop@example.com", null, null, subject, "<p>x</p>", "x", List.of()),
            Mails.FACTS);

    Mails.assertWellFormed(content);
    MimeMessage mail = Mails.parsed(content);
    assertThat(headerNames(mail)).isEqualTo(HEADERS);
    String subjectRead = mail.getSubject();
    assertThat(subjectRead == null ? "" : subjectRead)
        .isEqualTo(MailHeader.withoutControls(subject));
    InternetAddress from = (InternetAddress) mail.getFrom()[0];
    assertThat(from.getAddress()).isEqualTo("shop@example.com");
    assertThat(from.getPersonal() == null ? "" : from.getPersonal())
        .isEqualTo(MailHeader.withoutControls(name));
  }

  @Property(tries = 1000, seed = "20250604")
  void anyBodyIsReadBack(@ForAll("texts") String html, @ForAll("texts") String text)
      throws Exception {
    byte[] content = Mails.written(Mails.rendered("s", html, text), Mails.FACTS);

    Mails.assertWellFormed(content);
    MimeMultipart parts = (MimeMultipart) Mails.parsed(content).getContent();
    assertThat(parts.getCount()).isEqualTo(2);
    assertThat(bytes(parts, 0)).isEqualTo(normalised(text));
    assertThat(bytes(parts, 1)).isEqualTo(normalised(html));
  }

  @Property(tries = 300, seed = "20250605")
  void linesOfHeadersAndBodiesStayWithinSeventySixCharacters(
      @ForAll("texts") String subject, @ForAll("texts") String body) {
    String mail =
        new String(
            Mails.written(Mails.rendered(subject, body, null), Mails.FACTS),
            StandardCharsets.UTF_8);

    assertThat(mail.split("\r\n")).allSatisfy(l -> assertThat(l.length()).isLessThan(77));
  }

  @Property(tries = 200, seed = "20250606")
  void theSameInputGivesTheSameBytes(
      @ForAll("texts") String subject, @ForAll("texts") String body) {
    Rendered rendered = Mails.rendered(subject, body, body);

    assertThat(Mails.written(rendered, Mails.FACTS))
        .isEqualTo(Mails.written(rendered, Mails.FACTS));
  }

  @Property(tries = 500, seed = "20250607")
  void noFieldCanAddAHeader(@ForAll("attacks") String attack, @ForAll("texts") String around)
      throws Exception {
    String evil = around + attack + around;
    MailFacts facts =
        new MailFacts(1, "1@a", Mails.FACTS.date(), EmailFormat.UNKNOWN, "ann@example.org", evil);
    byte[] content =
        Mails.written(
            new Rendered(evil, "shop@example.com", null, null, evil, evil, evil, List.of()), facts);

    Mails.assertWellFormed(content);
    assertThat(headerNames(Mails.parsed(content))).isEqualTo(HEADERS);
  }

  /** Letters of many scripts, emoji, controls, line ends, mark-up, halves of surrogate pairs. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> anything = Arbitraries.strings().ofMaxLength(300);
    Arbitrary<String> ascii =
        Arbitraries.strings().withCharRange(' ', '~').withChars("\r\n\t =?_.").ofMaxLength(400);
    Arbitrary<String> pieces =
        Arbitraries.of(
                "a",
                " ",
                "  ",
                "\r\n",
                "\n",
                "\r",
                "\t",
                "=",
                "=?",
                "?=",
                "=?UTF-8?Q?x?=",
                "é",
                "ß",
                "漢字",
                "😀",
                "👨‍👩‍👧",
                "\uD800",
                "\u0000",
                "\u0085",
                "\u2028",
                ".",
                "..",
                "--",
                "<p>",
                "=_010000000000002a",
                "From ",
                "\"",
                "\\",
                ",",
                "(",
                "@",
                "long".repeat(30))
            .list()
            .ofMaxSize(40)
            .map(list -> String.join("", list));
    return Arbitraries.oneOf(anything, ascii, pieces);
  }

  @Provide
  Arbitrary<String> attacks() {
    return Arbitraries.of(
        "\r\nBcc: eve@evil.example",
        "\nBcc: eve@evil.example",
        "\rBcc: eve@evil.example",
        "\r\n\r\nBcc: eve@evil.example",
        "\u0000\r\nBcc: eve@evil.example",
        "\u0085Bcc: eve@evil.example",
        "\u2028Bcc: eve@evil.example",
        "?=\r\nBcc: eve@evil.example",
        "\"\r\nBcc: eve@evil.example",
        "> , <eve@evil.example");
  }

  private static Set<String> headerNames(MimeMessage mail) throws Exception {
    Set<String> names = new TreeSet<>();
    Collections.list(mail.getAllHeaders()).forEach(header -> names.add(header.getName()));
    return names;
  }

  private static byte[] bytes(MimeMultipart parts, int index) throws Exception {
    return parts.getBodyPart(index).getInputStream().readAllBytes();
  }

  private static byte[] normalised(String text) {
    return text.replaceAll("\r\n|\r|\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
