package io.herald.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.status.EventStatus;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.smtp.FakeSmtpServer;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * TPL-60, TPL-13, EM-3, EM-10: one message in three languages, one of them in MJML, for two brands
 * that the event chooses; from the configuration API to the relay.
 */
@Timeout(180)
class ThreeLanguagesTest {
  @Test
  void everybodyGetsTheMessageInTheirLanguageFromTheRightBrand() throws Exception {
    try (TestDatabase controlDatabase = TestDatabase.create();
        TestDatabase database = RunningExecution.emptyDatabase();
        FakeSmtpServer relay = FakeSmtpServer.start();
        Stored stored = new Stored(database.address());
        RunningControl control = new RunningControl(controlDatabase);
        RunningExecution execution =
            new RunningExecution(
                database.address(), relay, Clock.systemUTC(), Map.of("execution.instance", "1"))) {
      control.register("execution-1", execution.url());
      control.post("/v1/brands", brand("acme", "Acmé"), 201);
      control.post("/v1/brands", brand("other", "Other"), 201);
      control.post("/v1/event-types", Map.of("name", "order_confirmation"), 201);
      control.post("/v1/templates", template(), 201);
      control.post("/v1/templates/orderShipped:publish", Map.of(), 200);

      MimeMessage english = sent(execution, stored, relay, "en-GB", "acme", "en@example.com");
      assertThat(english.getSubject()).isEqualTo("On its way");
      assertThat(((InternetAddress) english.getFrom()[0]).getPersonal()).isEqualTo("Acmé");
      assertThat(((InternetAddress) english.getFrom()[0]).getAddress())
          .isEqualTo("shop@acme.example");
      assertThat(readable(english)).contains(">For Anna &lt;b&gt;</div>", "sunday 8 march 1.50");

      MimeMessage french = sent(execution, stored, relay, "fr_FR", "other", "fr@example.com");
      assertThat(french.getSubject()).isEqualTo("Déjà en route");
      assertThat(french.getFrom()[0].toString()).contains("shop@other.example");
      assertThat(french.getHeader("X-Order")).containsExactly("4711");
      assertThat(readable(french)).contains("dimanche 8 mars 1,50", "<!doctype html>");

      MimeMessage german = sent(execution, stored, relay, "DE", "acme", "de@example.com");
      assertThat(german.getSubject()).isEqualTo("Unterwegs");
      // inherited, but written as Germans do
      assertThat(readable(german)).contains("sonntag 8 märz 1,50");

      MimeMessage unknown = sent(execution, stored, relay, "ja", "acme", "ja@example.com");
      assertThat(unknown.getSubject()).isEqualTo("On its way");

      long lost = push(execution, stored, "fr", "nobody", "lost@example.com");
      stored.awaitStatus(lost, EventStatus.DELIVERY_FAILED);
      assertThat(Mails.to(relay, "lost@example.com")).isEmpty();
      stored.mustBalance();
    }
  }

  private static Map<String, Object> brand(String name, String shown) {
    return Map.of("name", name, "senderName", shown, "senderAddress", "shop@" + name + ".example");
  }

  private static Map<String, Object> template() {
    String body =
        "<%= formatDate('2026-03-08', '%Al %D %Bl') %> <%= formatNumber(1.5, 2) %> <%="
            + " rtEvent.ctx.client.firstname %>";
    return Map.ofEntries(
        Map.entry("name", "orderShipped"),
        Map.entry("eventType", "order_confirmation"),
        Map.entry("brand", "<%= rtEvent.ctx.brand %>"),
        Map.entry("language", "en"),
        Map.entry("subject", "On its way"),
        Map.entry("preheader", "For <%= rtEvent.ctx.client.firstname %>"),
        Map.entry("html", "<p>" + body + "</p>"),
        Map.entry(
            "headers", List.of(Map.of("name", "X-Order", "value", "<%= rtEvent.ctx.reference %>"))),
        Map.entry(
            "variants",
            List.of(
                Map.of(
                    "language",
                    "fr",
                    "subject",
                    "Déjà en route",
                    "mjml",
                    "<mjml><mj-body><mj-section><mj-column><mj-text>"
                        + body
                        + "</mj-text></mj-column></mj-section></mj-body></mjml>"),
                Map.of("language", "de", "subject", "Unterwegs"))));
  }

  private static MimeMessage sent(
      RunningExecution execution,
      Stored stored,
      FakeSmtpServer relay,
      String language,
      String brand,
      String address)
      throws Exception {
    stored.awaitStatus(push(execution, stored, language, brand, address), EventStatus.PROCESSED);
    return new MimeMessage(
        null, new ByteArrayInputStream(Mails.to(relay, address).getFirst().content()));
  }

  private static long push(
      RunningExecution execution, Stored stored, String language, String brand, String address)
      throws Exception {
    String event =
        """
        <rtEvent type="order_confirmation" email="%s" language="%s" wishedChannel="0">
          <ctx><brand>%s</brand><reference>4711</reference>
            <client><firstname>Anna &lt;b&gt;</firstname></client></ctx>
        </rtEvent>
        """
            .formatted(address, language, brand);
    return stored.id(execution.caller().soap(Requests.soap(execution.access(), event)));
  }

  private static String readable(MimeMessage message) throws Exception {
    return Mails.readable(message);
  }
}
