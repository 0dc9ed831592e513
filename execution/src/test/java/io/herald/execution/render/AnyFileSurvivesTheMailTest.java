package io.herald.execution.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.attach.MailFile;
import io.herald.execution.attach.MailFiles;
import io.herald.message.template.RenderResult.Rendered;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.apache.james.mime4j.dom.BinaryBody;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.util.MimeParameterMapping;
import org.junit.jupiter.api.Test;

/** EM-2, TPL-73: files and their names come back as they went in, through a parser of others. */
class AnyFileSurvivesTheMailTest {
  private static final Rendered MAIL =
      Mails.rendered("Order", "<p>Grüße <img src=\"cid:a@herald\"></p>", "Grüße");
  private static final MailFile PICTURE =
      new MailFile("a@herald", "image/png", new byte[] {1, 2, 3});

  @Property(seed = "7", tries = 300)
  void anyBytesAndAnyNameComeBack(
      @ForAll @Size(max = 400) byte[] bytes, @ForAll @StringLength(min = 1, max = 120) String name)
      throws Exception {
    MailFile file = new MailFile(name, "application/pdf", bytes);

    byte[] mail = written(new MailFiles(List.of(), List.of(file)));

    Mails.assertWellFormed(mail);
    Entity part = ((Multipart) parsed(mail).getBody()).getBodyParts().get(1);
    assertThat(content(part)).isEqualTo(bytes);
    assertThat(fileName(part)).isEqualTo(MailHeader.withoutControls(name));
    assertThat(part.getMimeType()).isEqualTo("application/pdf");
  }

  @Test
  void namesOfManyScriptsComeBack() throws Exception {
    for (String name :
        List.of(
            "invoice.pdf",
            "Rechnung März 2026.pdf",
            "Faktura żółć.pdf",
            "Τιμολόγιο.pdf",
            "请求书.pdf",
            "a\"b\\c;d=e.pdf",
            "=?UTF-8?Q?x?=.pdf",
            "é".repeat(200) + ".pdf",
            "x".repeat(200) + ".pdf",
            "50% 'off'*.pdf")) {
      byte[] mail =
          written(
              new MailFiles(
                  List.of(), List.of(new MailFile(name, "application/pdf", new byte[1]))));

      Mails.assertWellFormed(mail);
      Entity part = ((Multipart) parsed(mail).getBody()).getBodyParts().get(1);
      assertThat(fileName(part)).isEqualTo(name);
    }
  }

  @Test
  void picturesBelongToTheHtmlAndFilesToTheMail() throws Exception {
    Message mail =
        parsed(
            written(
                new MailFiles(
                    List.of(PICTURE),
                    List.of(new MailFile("a.txt", "text/plain", new byte[] {65})))));

    assertThat(mail.getMimeType()).isEqualTo("multipart/mixed");
    List<Entity> outer = ((Multipart) mail.getBody()).getBodyParts();
    assertThat(types(outer)).containsExactly("multipart/alternative", "text/plain");
    List<Entity> texts = ((Multipart) outer.getFirst().getBody()).getBodyParts();
    assertThat(types(texts)).containsExactly("text/plain", "multipart/related");
    List<Entity> shown = ((Multipart) texts.get(1).getBody()).getBodyParts();
    assertThat(types(shown)).containsExactly("text/html", "image/png");
    assertThat(shown.get(1).getHeader().getField("Content-ID").getBody()).isEqualTo("<a@herald>");
    assertThat(shown.get(1).getDispositionType()).isEqualTo("inline");
    assertThat(content(shown.get(1))).isEqualTo(PICTURE.bytes());
  }

  @Test
  void aFileNameAddsNoHeader() throws Exception {
    byte[] mail =
        written(
            new MailFiles(
                List.of(),
                List.of(
                    new MailFile("a\r\nX-Evil: 1\r\n\r\n.pdf", "application/pdf", new byte[1]))));

    Entity part = ((Multipart) parsed(mail).getBody()).getBodyParts().get(1);
    assertThat(part.getHeader().getField("X-Evil")).isNull();
  }

  @Test
  void tenMebibytesComeBack() throws Exception {
    byte[] bytes = new byte[10 << 20];
    new java.util.Random(1).nextBytes(bytes);

    byte[] mail = written(new MailFiles(List.of(), List.of(new MailFile("a.bin", "a/b", bytes))));

    Entity part = ((Multipart) parsed(mail).getBody()).getBodyParts().get(1);
    assertThat(Arrays.equals(content(part), bytes)).isTrue();
  }

  private static byte[] written(MailFiles files) {
    MimeResult result = new MimeWriter().write(MAIL, Mails.FACTS, files);
    assertThat(result).isInstanceOf(MimeResult.Written.class);
    return ((MimeResult.Written) result).content();
  }

  private static Message parsed(byte[] mail) throws IOException {
    DefaultMessageBuilder builder = new DefaultMessageBuilder();
    builder.setMimeEntityConfig(MimeConfig.PERMISSIVE);
    return builder.parseMessage(new ByteArrayInputStream(mail));
  }

  private static List<String> types(List<Entity> parts) {
    return parts.stream().map(Entity::getMimeType).toList();
  }

  private static byte[] content(Entity part) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    switch (part.getBody()) {
      case BinaryBody binary -> binary.writeTo(out);
      case TextBody text -> text.writeTo(out);
      case SingleBody single -> single.writeTo(out);
      default -> throw new AssertionError("no file");
    }
    return out.toByteArray();
  }

  /** As RFC 2231 says, from the raw parameters. */
  private static String fileName(Entity part) {
    String disposition = part.getHeader().getField("Content-Disposition").getBody();
    MimeParameterMapping mapping = new MimeParameterMapping();
    org.apache.james.mime4j.stream.RawField field =
        new org.apache.james.mime4j.stream.RawField("Content-Disposition", disposition);
    org.apache.james.mime4j.stream.RawBody body =
        org.apache.james.mime4j.stream.RawFieldParser.DEFAULT.parseRawBody(field);
    body.getParams().forEach(p -> mapping.addParameter(p.getName(), p.getValue()));
    return mapping.get("filename");
  }
}
