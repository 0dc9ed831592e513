package io.herald.server.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testkit.TestDatabase;
import io.herald.testkit.smtp.FakeSmtpServer;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** TPL-71: a document of a word processor arrives as a PDF, filled in, its rows repeated. */
class FilledInDocumentTravelsTest {
  private static final String TYPE = "EVTinvoice";
  private static final String PATH = "invoices/faktura.docx";
  private static final String BODY =
      """
      <w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/><w:sz w:val="40"/></w:rPr>
      <w:t>Faktura &lt;</w:t></w:r><w:r><w:t>%= rtEvent.ctx.</w:t></w:r><w:r><w:t>number %></w:t></w:r>
      </w:p>
      <w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>first</w:t></w:r></w:p>
      <w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>second</w:t></w:r></w:p>
      <w:tbl><w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>
      <w:tr><w:tc><w:p><w:r>
      <w:t>&lt;%@ each in=“rtEvent.ctx.articles” as=“article” %>&lt;%= article.name %></w:t></w:r></w:p>
      </w:tc><w:tc><w:p><w:r><w:t>&lt;%= article.price %> €&lt;%@ end %></w:t></w:r></w:p></w:tc></w:tr>
      </w:tbl>
      <w:p><w:r><w:drawing><wp:extent cx="635000" cy="635000"/><a:blip r:embed="r1"/></w:drawing></w:r>
      </w:p>
      <w:sectPr><w:pgSz w:w="11906" w:h="8391"/></w:sectPr>""";

  private final TestDatabase controlDatabase = TestDatabase.create();
  private final TestDatabase database = RunningExecution.emptyDatabase();
  private final FakeSmtpServer relay = FakeSmtpServer.start();
  private RunningExecution execution;
  private RunningControl control;

  @BeforeEach
  void start() throws Exception {
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
    database.close();
    controlDatabase.close();
  }

  @Test
  void theRecipientReadsThePdf() throws Exception {
    control.upload(PATH, docx(), 200);
    Map<String, Object> draft = new TreeMap<>();
    draft.put("name", "invoice");
    draft.put("eventType", TYPE);
    draft.put("senderName", "Sklep");
    draft.put("senderAddress", "shop@example.com");
    draft.put("subject", "Faktura");
    draft.put("html", "<p>Dziękujemy</p>");
    draft.put(
        "attachments",
        List.of(
            Map.of(
                "kind", "document", "name", "Faktura <%= rtEvent.ctx.number %>", "source", PATH)));
    control.post("/v1/templates", draft, 201);
    control.post("/v1/templates/invoice:publish", Map.of(), 200);

    execution
        .caller()
        .rest(
            TYPE,
            "{\"email\":\"ann@example.com\",\"ctx\":{\"number\":\"4711\",\"articles\":["
                + "{\"name\":\"Żółte pióro & <co>\",\"price\":5},"
                + "{\"name\":\"Πέδιλα\",\"price\":30}]}}");

    MimeMultipart mixed =
        (MimeMultipart)
            new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(relay.awaitMails(1).getFirst().content()))
                .getContent();
    assertThat(mixed.getBodyPart(1).getContentType()).startsWith("application/pdf");
    try (PDDocument pdf = Loader.loadPDF(mixed.getBodyPart(1).getInputStream().readAllBytes())) {
      assertThat(new PDFTextStripper().getText(pdf).lines().map(String::strip))
          .contains("Faktura 4711", "1.\u00a0first", "2.\u00a0second")
          .contains("Żółte pióro & <co> 5 €", "Πέδιλα 30 €");
      assertThat(pdf.getPage(0).getMediaBox().getWidth()).isBetween(595f, 596f);
      assertThat(pdf.getPage(0).getMediaBox().getHeight()).isBetween(419f, 420f);
      int pictures = 0;
      for (var name : pdf.getPage(0).getResources().getXObjectNames()) {
        pictures += pdf.getPage(0).getResources().isImageXObject(name) ? 1 : 0;
      }
      assertThat(pictures).isEqualTo(1);
    }
  }

  private static byte[] docx() throws Exception {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB), "png", png);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      put(
          zip,
          "word/document.xml",
          "<w:document xmlns:w='w' xmlns:r='r' xmlns:a='a' xmlns:wp='wp'><w:body>%s</w:body></w:document>"
              .replace("%s", BODY)
              .getBytes(UTF_8));
      put(
          zip,
          "word/numbering.xml",
          ("<w:numbering xmlns:w='w'><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'>"
                  + "<w:numFmt w:val='decimal'/></w:lvl></w:abstractNum><w:num w:numId='1'>"
                  + "<w:abstractNumId w:val='0'/></w:num></w:numbering>")
              .getBytes(UTF_8));
      put(
          zip,
          "word/_rels/document.xml.rels",
          "<Relationships><Relationship Id='r1' Target='media/a.png'/></Relationships>"
              .getBytes(UTF_8));
      put(zip, "word/media/a.png", png.toByteArray());
    }
    return out.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws Exception {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }
}
