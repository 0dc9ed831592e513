package io.herald.server.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.queue.StoredEvent;
import io.herald.message.channel.Channel;
import io.herald.message.link.Publication;
import io.herald.message.link.Publication.Attachment;
import io.herald.message.status.EventStatus;
import io.herald.testkit.Eventually;
import io.herald.testkit.SettableClock;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.http.FakeReceiver;
import io.herald.testkit.http.HttpAnswer;
import io.herald.testkit.smtp.FakeSmtpServer;
import io.herald.testkit.smtp.ReceivedMail;
import jakarta.mail.BodyPart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** TPL-71, TPL-72: the invoice behind the order's address goes with the order's mail. */
class InvoiceTravelsWithTheOrderTest {
  private static final String TYPE = "EVTinvoice";
  private static final byte[] INVOICE = "%PDF-1.7 the invoice".getBytes(UTF_8);

  private final TestDatabase database = RunningExecution.emptyDatabase();
  private final FakeSmtpServer relay = FakeSmtpServer.start();
  private FakeReceiver shop;

  @BeforeEach
  void start() throws Exception {
    shop = FakeReceiver.start();
  }

  @AfterEach
  void close() {
    shop.close();
    relay.close();
    database.close();
  }

  @Test
  void theFetchedFileArrivesAsItWas() throws Exception {
    shop.always(HttpAnswer.file("application/pdf", INVOICE));
    try (RunningExecution running = running(Clock.systemUTC(), "http://127.0.0.1")) {
      running.publish(message());

      running.caller().rest(TYPE, event("/invoices/4711"));

      BodyPart file = attachment(relay.awaitMails(1).getFirst());
      assertThat(file.getContentType()).startsWith("application/pdf");
      assertThat(file.getDisposition()).isEqualTo("attachment");
      assertThat(file.getFileName()).isEqualTo("Rechnung_4711.pdf");
      assertThat(file.getInputStream().readAllBytes()).isEqualTo(INVOICE);
      assertThat(shop.received()).singleElement().matches(r -> r.path().equals("/invoices/4711"));
    }
  }

  @Test
  void aShopThatIsAwayIsAskedAgainAndNothingIsSentMeanwhile() throws Exception {
    shop.answering(HttpAnswer.status(503));
    shop.always(HttpAnswer.file("application/pdf", INVOICE));
    SettableClock clock = SettableClock.at("2026-05-04T10:00:00Z");
    try (RunningExecution running = running(clock, "http://127.0.0.1");
        Stored stored = new Stored(database.address())) {
      running.publish(message());

      long id = stored.id(running.caller().rest(TYPE, event("/invoices/4711")));
      StoredEvent waiting =
          Eventually.see(
              "the error to be on disk", () -> stored.event(id), e -> e.reason() != null);
      assertThat(waiting.status()).isEqualTo(EventStatus.PENDING);
      assertThat(waiting.reason()).contains("attachments[0]", "HTTP 503");
      assertThat(relay.mails()).isEmpty();

      clock.advance(Duration.ofSeconds(40));
      assertThat(attachment(relay.awaitMails(1).getFirst()).getInputStream().readAllBytes())
          .isEqualTo(INVOICE);
    }
  }

  @Test
  void aHostThatIsNotListedFailsTheMessageAndIsNotAsked() throws Exception {
    try (RunningExecution running = running(Clock.systemUTC(), "");
        Stored stored = new Stored(database.address())) {
      running.publish(message());

      long id = stored.id(running.caller().rest(TYPE, event("/invoices/secret-4711")));

      StoredEvent failed = stored.awaitStatus(id, EventStatus.DELIVERY_FAILED);
      assertThat(failed.reason())
          .contains("attachments[0]", "fetch.allow")
          .doesNotContain("secret");
      assertThat(shop.received()).isEmpty();
      assertThat(relay.mails()).isEmpty();
    }
  }

  @Test
  void aFileThatNeverComesFailsTheMessageInTheEnd() throws Exception {
    shop.always(HttpAnswer.status(404));
    try (RunningExecution running =
            new RunningExecution(
                database.address(),
                relay,
                Clock.systemUTC(),
                Map.of("fetch.allow", "http://127.0.0.1", "execution.max-event-attempts", "1"));
        Stored stored = new Stored(database.address())) {
      running.publish(message());

      long id = stored.id(running.caller().rest(TYPE, event("/invoices/4711")));

      assertThat(stored.awaitStatus(id, EventStatus.DELIVERY_FAILED).reason())
          .contains("maximum number of attempts", "HTTP 404");
      assertThat(relay.mails()).isEmpty();
    }
  }

  private RunningExecution running(Clock clock, String allow) throws Exception {
    return new RunningExecution(database.address(), relay, clock, Map.of("fetch.allow", allow));
  }

  private String event(String path) {
    return "{\"email\":\"ann@example.com\",\"ctx\":{\"number\":\"4711\",\"invoiceUrl\":\""
        + shop.url(path)
        + "\"}}";
  }

  private static Publication message() {
    return new Publication(
        "invoice_mail",
        1,
        Instant.parse("2026-01-01T00:00:00Z"),
        new Publication.EventType(
            TYPE,
            "Invoice",
            List.of(
                new Publication.Field("number", "string", false),
                new Publication.Field("invoiceUrl", "string", false))),
        Channel.EMAIL,
        new Publication.Content(
            "Shop",
            "shop@example.com",
            null,
            null,
            "Invoice <%= rtEvent.ctx.number %>",
            "<p>Thank you</p>",
            null,
            true,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(
                new Attachment(
                    "url",
                    "Rechnung_<%= rtEvent.ctx.number %>.pdf",
                    "<%= rtEvent.ctx.invoiceUrl %>",
                    "rtEvent.ctx.invoiceUrl"))),
        new Publication.DeliverySettings(
            Duration.ofDays(5).toSeconds(), "transactional", "resend"));
  }

  private static BodyPart attachment(ReceivedMail mail) throws Exception {
    MimeMessage message =
        new MimeMessage(
            Session.getInstance(new Properties()), new ByteArrayInputStream(mail.content()));
    MimeMultipart mixed = (MimeMultipart) message.getContent();
    assertThat(mixed.getContentType()).startsWith("multipart/mixed");
    assertThat(mixed.getCount()).isEqualTo(2);
    return mixed.getBodyPart(1);
  }
}
