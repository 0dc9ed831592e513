package io.herald.server.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.status.EventStatus;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.smtp.FakeSmtpServer;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** TPL-14, TPL-71, TPL-75: what is uploaded on control is shown and attached by execution. */
class UploadedFilesReachRecipientsTest {
  private static final String TYPE = "EVTterms";
  private static final byte[] TERMS = "%PDF-1.7 our terms".getBytes(UTF_8);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final TestDatabase controlDatabase = TestDatabase.create();
  private final TestDatabase database = RunningExecution.emptyDatabase();
  private final FakeSmtpServer relay = FakeSmtpServer.start();
  private Stored stored;
  private RunningExecution execution;
  private RunningControl control;

  @BeforeEach
  void start() throws Exception {
    stored = new Stored(database.address());
    execution = new RunningExecution(database.address(), relay, Clock.systemUTC());
    control = new RunningControl(controlDatabase);
    control.register("execution-1", execution.url());
    control.post("/v1/event-types", Map.of("name", TYPE), 201);
  }

  @AfterEach
  void close() {
    control.close();
    execution.close();
    relay.close();
    stored.close();
    database.close();
    controlDatabase.close();
  }

  @Test
  void aPublishedFileIsServedAndAttachedAndCannotBeDeleted() throws Exception {
    byte[] logo = png();
    JsonNode picture = control.upload("images/logo.png", logo, 200);
    control.upload("terms/en.pdf", TERMS, 200);
    control.upload("terms/de.pdf", "%PDF-1.7 unsere AGB".getBytes(UTF_8), 200);
    String url = picture.at("/url").asString();
    assertThat(url).startsWith(execution.url() + "/r/").endsWith("/logo.png");
    assertThat(get(url).statusCode()).as("before anything needs it").isEqualTo(404);

    design(
        "<img src=\"" + url + "\"><%= barcode('QR', rtEvent.ctx.number) %>",
        List.of(
            Map.of(
                "kind", "file", "name", "Terms.pdf", "source", "terms/<%= rtEvent.ctx.lang %>.pdf"),
            Map.of(
                "kind",
                "html",
                "name",
                "Zażółć <%= rtEvent.ctx.number %>",
                "source",
                "<img src='images/logo.png'><h1>Faktura <%= rtEvent.ctx.number %></h1>",
                "condition",
                "rtEvent.ctx.invoice == 'yes'")));
    JsonNode published = control.post("/v1/templates/terms:publish", Map.of(), 200);
    assertThat(published.toString()).contains("More than 1 attachment");

    HttpResponse<byte[]> served = get(url);
    assertThat(served.body()).isEqualTo(logo);
    assertThat(served.headers().firstValue("Content-Type")).contains("image/png");
    assertThat(served.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(served.headers().firstValue("Cache-Control"))
        .hasValueSatisfying(cache -> assertThat(cache).contains("immutable"));

    execution.caller().rest(TYPE, event("de", "yes"));
    MimeMultipart mixed = mail();
    assertThat(mixed.getCount()).isEqualTo(3);
    assertThat(mixed.getBodyPart(1).getInputStream().readAllBytes())
        .isEqualTo("%PDF-1.7 unsere AGB".getBytes(UTF_8));
    assertThat(mixed.getBodyPart(2).getContentType()).startsWith("application/pdf");
    assertThat(new String(mixed.getBodyPart(2).getInputStream().readAllBytes(), UTF_8))
        .startsWith("%PDF-");
    MimeMultipart texts = (MimeMultipart) mixed.getBodyPart(0).getContent();
    MimeMultipart related = (MimeMultipart) texts.getBodyPart(1).getContent();
    String id = related.getBodyPart(1).getHeader("Content-ID")[0].replaceAll("[<>]", "");
    assertThat(related.getBodyPart(0).getContent().toString())
        .contains("src=\"cid:" + id + "\"")
        .contains(url);
    assertThat(ImageIO.read(related.getBodyPart(1).getInputStream())).isNotNull();

    assertThat(control.delete("/v1/resources/images/logo.png")).isEqualTo(409);
    control.post("/v1/templates/terms:unpublish", Map.of(), 200);
    assertThat(control.delete("/v1/resources/images/logo.png")).isEqualTo(204);
    assertThat(get(url).statusCode()).as("mails that were sent still show it").isEqualTo(200);
  }

  @Test
  void aPathThatLeadsNowhereFailsTheMessage() throws Exception {
    control.upload("terms/en.pdf", TERMS, 200);
    design(
        "<p>x</p>",
        List.of(
            Map.of("kind", "file", "name", "a", "source", "terms/<%= rtEvent.ctx.lang %>.pdf")));
    control.post("/v1/templates/terms:publish", Map.of(), 200);

    long id = stored.id(execution.caller().rest(TYPE, event("fr", "no")));

    assertThat(stored.awaitStatus(id, EventStatus.DELIVERY_FAILED).reason())
        .contains("attachments[0]", "leads to no file")
        .doesNotContain("fr.pdf");
    assertThat(relay.mails()).isEmpty();
  }

  @Test
  void aProofTakesItsFilesAlong() throws Exception {
    control.upload("terms/en.pdf", TERMS, 200);
    design("<p>x</p>", List.of(Map.of("kind", "file", "name", "a.pdf", "source", "terms/en.pdf")));
    control.post(
        "/v1/seeds",
        Map.of(
            "name",
            "Ada",
            "email",
            "ada@example.com",
            "eventType",
            TYPE,
            "ctx",
            Map.of("lang", "en")),
        201);
    control.post("/v1/templates/terms:proof", Map.of("seeds", List.of("Ada")), 202);

    assertThat(mail().getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(TERMS);
  }

  @Test
  void whatIsWrongIsSaidBeforePublication() throws Exception {
    design(
        "<p>x</p>",
        List.of(
            Map.of("kind", "file", "name", "a", "source", "missing.pdf"),
            Map.of("kind", "url", "name", "b", "source", "https://evil.example/<%= 1 %>"),
            Map.of("kind", "url", "name", "c", "source", "https://a<%= 1 %>.example/")));

    JsonNode refused = control.post("/v1/templates/terms:publish", Map.of(), 422);

    assertThat(refused.toString())
        .contains("attachments[0].source", "missing.pdf")
        .contains("attachments[1].source", "fetch.allow")
        .contains("attachments[2].source", "protocol and host");
  }

  @Test
  void whatIsNoPlainFileIsNotStored() throws Exception {
    assertThat(control.upload("a.svg", "<svg onload='x()'/>".getBytes(UTF_8), 422).toString())
        .contains("scripts");
    assertThat(control.upload("a.png", "<html>".getBytes(UTF_8), 422).toString())
        .contains("scripts");
    assertThat(control.upload("a.png", TERMS, 422).toString()).contains("not what its name says");
    assertThat(control.upload("a.pdf", new byte[0], 422).toString()).contains("empty");
    assertThat(control.upload("a", TERMS, 422).toString()).contains("extension");
    assertThat(control.upload(".a/b.pdf", TERMS, 422).toString()).contains("full stop");
    byte[] large = java.util.Arrays.copyOf(png(), 100_001);
    assertThat(control.upload("a.png", large, 422).toString()).contains("fetch.image-bytes");
    byte[] huge = java.util.Arrays.copyOf(TERMS, (10 << 20) + 1);
    assertThat(control.upload("a.pdf", huge, 422).toString()).contains("fetch.attachment-bytes");
    assertThat(control.get("/v1/resources").at("/items").size()).isZero();
  }

  private void design(String html, List<Map<String, String>> attachments) throws Exception {
    Map<String, Object> draft = new TreeMap<>();
    draft.put("name", "terms");
    draft.put("eventType", TYPE);
    draft.put("senderName", "Shop");
    draft.put("senderAddress", "shop@example.com");
    draft.put("subject", "Your order");
    draft.put("html", html);
    draft.put("attachments", attachments);
    control.post("/v1/templates", draft, 201);
  }

  private static String event(String lang, String invoice) {
    return "{\"email\":\"ann@example.com\",\"ctx\":{\"number\":\"4711\",\"lang\":\""
        + lang
        + "\",\"invoice\":\""
        + invoice
        + "\"}}";
  }

  private MimeMultipart mail() throws Exception {
    return (MimeMultipart)
        new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(relay.awaitMails(1).getFirst().content()))
            .getContent();
  }

  private static HttpResponse<byte[]> get(String url) throws Exception {
    return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
  }

  private static byte[] png() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }
}
