package io.herald.bench;

import io.herald.execution.render.MailFacts;
import io.herald.execution.render.MimeResult;
import io.herald.execution.render.MimeWriter;
import io.herald.message.channel.EmailFormat;
import io.herald.message.template.RenderResult.Rendered;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.message.BodyPartBuilder;
import org.apache.james.mime4j.message.DefaultMessageWriter;
import org.apache.james.mime4j.message.MultipartBuilder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to put a rendered mail of 5 KB (HTML and text, some letters with accents) into
 * MIME: our writer beside the two libraries there are. docs/decisions/0004-mime-own-writer.md has
 * the figures and the command.
 */
@State(Scope.Benchmark)
// sampled, because the median says the same on a busy machine as on a quiet one
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class MimeBenchmark {
  private static final String SENDER = "shop@example.com";
  private static final String SENDER_NAME = "Café Müller";
  private static final String RECIPIENT = "ann@example.org";
  private static final String SUBJECT = "Your order 4711 from Café Müller is on its way";
  private static final Instant NOW = Instant.parse("2025-06-03T11:05:30Z");

  private final String html =
      "<!DOCTYPE html>\n<html><body style=\"font-family: sans-serif\">\n<h1>Thank you, Ann</h1>\n"
          + "<table>\n"
          + ("<tr><td class=\"name\">Crème brûlée, small</td><td>1</td>"
                  + "<td style=\"text-align: right\">4.50</td></tr>\n")
              .repeat(36)
          + "</table>\n</body></html>\n";
  private final String text = "Thank you, Ann\n\n" + "1 x Crème brûlée, small: 4.50\n".repeat(26);
  private final Rendered rendered =
      new Rendered(SENDER_NAME, SENDER, null, null, SUBJECT, html, text, List.of());
  private final MailFacts facts =
      new MailFacts(4711, "1267@example.com", NOW, EmailFormat.UNKNOWN, RECIPIENT, "Ann");
  private final MimeWriter writer = new MimeWriter();
  private final Session session = Session.getInstance(new Properties());
  private final DefaultMessageWriter mime4jWriter = new DefaultMessageWriter();

  @Benchmark
  public byte[] herald() {
    return switch (writer.write(rendered, facts)) {
      case MimeResult.Written(byte[] content) -> content;
      case MimeResult.Unwritable u -> throw new IllegalStateException(u.toString());
    };
  }

  @Benchmark
  public byte[] angus() throws MessagingException, IOException {
    MimeMessage message = new FixedId(session);
    message.setFrom(new InternetAddress(SENDER, SENDER_NAME, "UTF-8"));
    message.setRecipient(
        MimeMessage.RecipientType.TO, new InternetAddress(RECIPIENT, "Ann", "UTF-8"));
    message.setSubject(SUBJECT, "UTF-8");
    message.setSentDate(Date.from(NOW));
    MimeBodyPart plainPart = new MimeBodyPart();
    plainPart.setText(text, "UTF-8", "plain");
    MimeBodyPart htmlPart = new MimeBodyPart();
    htmlPart.setText(html, "UTF-8", "html");
    message.setContent(new MimeMultipart("alternative", plainPart, htmlPart));
    message.saveChanges();
    ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
    message.writeTo(out);
    return out.toByteArray();
  }

  @Benchmark
  public byte[] mime4j() throws IOException {
    Multipart body =
        MultipartBuilder.create("alternative")
            .addBodyPart(
                BodyPartBuilder.create()
                    .setBody(text, "plain", StandardCharsets.UTF_8)
                    .setContentTransferEncoding("quoted-printable"))
            .addBodyPart(
                BodyPartBuilder.create()
                    .setBody(html, "html", StandardCharsets.UTF_8)
                    .setContentTransferEncoding("quoted-printable"))
            .build();
    Message message =
        Message.Builder.of()
            .setFrom(new Mailbox(SENDER_NAME, "shop", "example.com"))
            .setTo(new Mailbox("Ann", "ann", "example.org"))
            .setSubject(SUBJECT)
            .setDate(Date.from(NOW))
            .setMessageId("<1267@example.com>")
            .setBody(body)
            .build();
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
      mime4jWriter.writeMessage(message, out);
      return out.toByteArray();
    } finally {
      message.dispose();
    }
  }

  /** Angus makes its own Message-ID unless told otherwise. */
  private static final class FixedId extends MimeMessage {
    FixedId(Session session) {
      super(session);
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<1267@example.com>");
    }
  }
}
