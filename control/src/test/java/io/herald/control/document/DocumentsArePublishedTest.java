package io.herald.control.document;

import static io.herald.control.document.Office.docx;
import static io.herald.control.document.Office.p;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.ControlUnderTest.Answer;
import io.herald.control.Samples;
import io.herald.control.publish.PublishStore;
import io.herald.message.link.Publication;
import io.herald.platform.database.Database;
import io.herald.testkit.TestDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** TPL-71, TPL-20: a draft names a document, a publication freezes what it was. */
@ControlTest
class DocumentsArePublishedTest {
  private static final String TEMPLATE = "/v1/templates/RTEVTcartAbandonment";

  private Database database;
  private ControlUnderTest control;

  @BeforeEach
  void start(TestDatabase test) {
    database = test.open(4);
    control = ControlUnderTest.start(database);
    control.post("/v1/event-types", Samples.json(Samples.cartType()));
    upload(p("Dear <%= rtEvent.ctx.firstName %>"));
    Answer created =
        control.post(
            "/v1/templates",
            Samples.json(
                Samples.cartTemplate(),
                "attachments",
                List.of(Map.of("kind", "document", "name", "Invoice", "source", Office.PATH))));
    assertThat(created.status()).as(created.http().body()).isEqualTo(201);
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void theDraftKeepsTheDocumentAndThePublicationItsHtml() {
    Answer published = control.post(TEMPLATE + ":publish", "");

    assertThat(published.status()).as(published.http().body()).isEqualTo(200);
    assertThat(control.get(TEMPLATE).text("/attachments/0/kind")).isEqualTo("document");
    Publication.Attachment frozen = frozen(1).content().attachments().getFirst();
    assertThat(frozen.kind()).isEqualTo("html");
    assertThat(frozen.source()).contains("<p>Dear <%= rtEvent.ctx.firstName %></p>");
    assertThat(control.get(TEMPLATE + "/diff").json().at("/changes").isEmpty()).isTrue();
    assertThat(control.delete("/v1/resources/" + Office.PATH).status()).isEqualTo(409);
  }

  @Test
  void anEarlierVersionComesBackWithTheDocumentItHadThen() {
    control.post(TEMPLATE + ":publish", "");
    upload(p("Hello <%= rtEvent.ctx.firstName %>"));
    control.post(TEMPLATE + ":publish", "");
    assertThat(frozen(2).content().attachments().getFirst().source()).contains("Hello");

    Answer back = control.post(TEMPLATE + ":rollback", "{\"version\":1}");

    assertThat(back.status()).as(back.http().body()).isEqualTo(200);
    assertThat(frozen(3).content()).isEqualTo(frozen(1).content());
  }

  @Test
  void anEarlierVersionComesBackWhateverWouldBecomeOfItsDocumentToday() throws Exception {
    control.post(TEMPLATE + ":publish", "");
    upload(p("Hello <%= rtEvent.ctx.firstName %>"));
    control.post(TEMPLATE + ":publish", "");
    // as if documents were read by other rules since
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE resource_content SET content = 'x'");
    }

    Answer back = control.post(TEMPLATE + ":rollback", "{\"version\":1}");

    assertThat(back.status()).as(back.http().body()).isEqualTo(200);
    assertThat(frozen(3).content()).isEqualTo(frozen(1).content());
  }

  @Test
  void whatIsWrongInTheDocumentIsSaidAtItsParagraph() {
    upload(p("a") + p("<%= rtEvent.ctx.total + %>") + p("<%= rtEvent.ctx.unknownField %>"));

    Answer refused = control.post(TEMPLATE + ":publish", "");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.http().body())
        .contains("attachments[0].source", Office.PATH + ", paragraph 2: ");
    upload(p("a") + p("b") + p("<%= rtEvent.ctx.unknownField %>"));
    Answer warned = control.get(TEMPLATE);
    assertThat(warned.text("/warnings/0/message"))
        .startsWith(Office.PATH + ", paragraph 3: ")
        .contains("unknownField");
    assertThat(warned.json().at("/warnings/0/line").asInt()).isEqualTo(3);
  }

  @Test
  void whatIsWrongWithAllOfADocumentHasNoPlace() {
    uploadBytes(Office.zip(Map.of("word/document.xml", "<a/>".getBytes(UTF_8))));

    Answer refused = control.post(TEMPLATE + ":publish", "");

    assertThat(refused.http().body()).contains(Office.PATH + ": ", "no text document");
    assertThat(refused.http().body()).doesNotContain("\"line\"");
  }

  @Test
  void aPreviewSaysWhatAMessageWouldSay() {
    String event = "{\"ctx\":{\"firstName\":\"Ada\"}}";
    assertThat(control.post(TEMPLATE + ":preview", event).text("/status")).isEqualTo("rendered");

    upload(p("<%= nothing.here %>"));

    assertThat(control.post(TEMPLATE + ":preview", event).http().body())
        .contains(Office.PATH + ", paragraph 1: ");
  }

  private Publication frozen(int version) {
    return control
        .bean("io.herald.control.publish.PublishStore", PublishStore.class)
        .frozen("RTEVTcartAbandonment", version)
        .orElseThrow();
  }

  private void upload(String body) {
    uploadBytes(docx(body));
  }

  private void uploadBytes(byte[] document) {
    Answer stored =
        control.send(
            "PUT",
            "/v1/resources/" + Office.PATH,
            BodyPublishers.ofByteArray(document),
            Map.of("Authorization", ControlUnderTest.basic("marketer", ControlUnderTest.PASSWORD)));
    assertThat(stored.status()).as(stored.http().body()).isEqualTo(200);
  }
}
