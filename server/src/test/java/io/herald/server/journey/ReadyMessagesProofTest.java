package io.herald.server.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testkit.Eventually;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.http.FakeReceiver;
import io.herald.testkit.http.HttpAnswer;
import io.herald.testkit.smtp.FakeSmtpServer;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** TPL-65, TPL-67: each message that comes with the product reaches its seeds as it is. */
@Timeout(180)
class ReadyMessagesProofTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final byte[] INVOICE = "%PDF-1.7 the invoice".getBytes(UTF_8);

  private final TestDatabase controlDatabase = TestDatabase.create();
  private final TestDatabase database = RunningExecution.emptyDatabase();
  private final FakeSmtpServer relay = FakeSmtpServer.start();
  private Stored stored;
  private RunningExecution execution;
  private RunningControl control;

  @BeforeEach
  void start() throws Exception {
    stored = new Stored(database.address());
    execution =
        new RunningExecution(
            database.address(),
            relay,
            Clock.systemUTC(),
            Map.of("fetch.allow", "http://127.0.0.1"));
    control = new RunningControl(controlDatabase);
    control.register("execution-1", execution.url());
  }

  @AfterEach
  void close() throws Exception {
    stored.mustBalance();
    control.close();
    execution.close();
    relay.close();
    stored.close();
    database.close();
    controlDatabase.close();
  }

  @Test
  void welcome() throws Exception {
    proof("welcome");

    assertThat(mail("ada@heraldshop.example"))
        .contains("Proof Welcome to Heraldshop, Ada", "HS-4711", "Choose your first order")
        .contains("Three things worth knowing, and a gift");
    assertThat(mail("nobody@heraldshop.example"))
        .contains("Welcome to Heraldshop\n", "<h1")
        .doesNotContain("member number", "undefined");
  }

  @Test
  void orderWithArticlesAndDiscount() throws Exception {
    proof("orderConfirmation");

    assertThat(mail("anna@heraldshop.example"))
        .contains("Your order HS-20261", "Post horn, brass", "Satchel, waxed canvas")
        .contains("Sealing wax, red", "Your discount", "€ 22.65", "€ 203.85");
    assertThat(mail("bert@heraldshop.example"))
        .contains("Quill &amp; ink", "€ 12.00")
        .doesNotContain("discount");
  }

  @Test
  void invoiceWithThePdfOfTheEventsAddress() throws Exception {
    try (FakeReceiver shop = FakeReceiver.start()) {
      shop.always(HttpAnswer.file("application/pdf", INVOICE));
      control.post("/v1/ready-messages/invoice:install", Map.of(), 201);
      ObjectNode seed = (ObjectNode) control.get("/v1/seeds/invoiceAda");
      ((ObjectNode) seed.get("ctx")).put("invoiceUrl", shop.url("/invoices/2026-0815").toString());
      control.put("/v1/seeds/invoiceAda", JSON.convertValue(seed, Map.class), 200);

      proofOf("RTEVTinvoice", List.of("invoiceAda"));

      assertThat(mail("ada@heraldshop.example"))
          .contains("Your invoice 2026-0815", "€203.85", "31 december 2026");
      MimeMultipart parts = (MimeMultipart) message("ada@heraldshop.example").getContent();
      BodyPart file = parts.getBodyPart(parts.getCount() - 1);
      assertThat(file.getFileName()).isEqualTo("invoice-2026-0815.pdf");
      assertThat(file.getInputStream().readAllBytes()).isEqualTo(INVOICE);
    }
  }

  @Test
  void parcelInThreeLanguages() throws Exception {
    proof("shipping");

    assertThat(mail("ada@heraldshop.example"))
        .contains("Your parcel is on its way", "tuesday, 1 december 2026", "Courier &amp; Sons");
    assertThat(mail("greta@heraldshop.example"))
        .contains("Ihr Paket ist unterwegs, Greta", "dienstag, 1. dezember 2026");
    assertThat(mail("zoe@heraldshop.example"))
        .contains("Votre colis est en route, Zoé", "mardi 1 décembre 2026");
  }

  @Test
  void passwordReset() throws Exception {
    proof("passwordReset");

    assertThat(mail("ada@heraldshop.example"))
        .contains("Choose a new password", "https://heraldshop.example/reset?token=7f9c2e");
    assertThat(message("ada@heraldshop.example").getHeader("Auto-Submitted"))
        .containsExactly("auto-generated");
  }

  @Test
  void cartWithProductsInTwoColumns() throws Exception {
    proof("cartAbandonment");

    assertThat(mail("jack@heraldshop.example"))
        .containsPattern("(?s)jacket</div>((?!<tr).)*Gloves</div>((?!Scarf).)*<tr((?!<tr).)*Scarf")
        .doesNotContain("Added last");
    assertThat(mail("jill@heraldshop.example")).contains("Added last", "Leather motorbike jacket");
  }

  private void proof(String ready) throws Exception {
    JsonNode installed = control.post("/v1/ready-messages/" + ready + ":install", Map.of(), 201);
    proofOf(
        installed.get("template").stringValue(),
        installed.get("seeds").valueStream().map(JsonNode::stringValue).toList());
  }

  private void proofOf(String template, List<String> seeds) throws Exception {
    String path = "/v1/templates/" + template;
    control.post(path + ":proof", Map.of("seeds", seeds), 202);
    JsonNode done =
        Eventually.see(
            "the proof to be done",
            () -> control.get(path + "/proofs").at("/items/0"),
            proof -> proof.path("state").stringValue("").equals("done"));
    assertThat(done.at("/copies").findValuesAsString("status"))
        .as(done.toString())
        .hasSize(seeds.size())
        .containsOnly("sent");
  }

  private MimeMessage message(String address) throws Exception {
    return new MimeMessage(
        null, new ByteArrayInputStream(Mails.to(relay, address).getFirst().content()));
  }

  private String mail(String address) throws Exception {
    return Mails.readable(Mails.to(relay, address).getFirst());
  }
}
