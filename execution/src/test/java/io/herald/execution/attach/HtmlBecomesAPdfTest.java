package io.herald.execution.attach;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.resource.Resources;
import io.herald.message.link.Supplies;
import io.herald.platform.outbound.Destinations;
import io.herald.platform.outbound.Fetcher;
import io.herald.platform.outbound.OutboundClient;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.http.FakeReceiver;
import io.herald.testkit.http.HttpAnswer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TPL-71: HTML becomes a PDF that says what the HTML says, and shows only what it may. */
class HtmlBecomesAPdfTest {
  private static final int LIMIT = 5 << 20;
  private static TestDatabase database;
  private static FakeReceiver server;
  private static Fetcher fetcher;
  private static PdfWriter pdf;
  private static Files files;

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.create(io.herald.execution.Pipeline.MIGRATIONS);
    server = FakeReceiver.start();
    fetcher =
        new Fetcher(
            new OutboundClient.Terms(
                Destinations.parse("fetch.allow", "http://127.0.0.1"),
                OutboundClient::byTheSystem,
                null,
                4,
                4,
                Duration.ofSeconds(5)));
    files = new Files(new Resources(database.open(2).dataSource(), Clock.systemUTC()), fetcher);
    pdf = new PdfWriter(2);
  }

  @AfterAll
  static void stop() {
    pdf.stop();
    fetcher.close();
    server.close();
    database.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Zażółć gęślą jaźń",
        "Γειά σου Κόσμε",
        "Привет, мир",
        "Grüße aus Köln – 12 €",
        "Příliš žluťoučký kůň"
      })
  void lettersOfEuropeComeOutRight(String text) throws Exception {
    assertThat(read(made("<p>" + text + "</p>"))).contains(text);
    assertThat(read(made("<p style='font-family:Georgia,serif'><b>" + text + "</b></p>")))
        .contains(text);
    assertThat(read(made("<p style='font-family:Unknown'><i>" + text + "</i></p>"))).contains(text);
  }

  @Test
  void htmlAsPeopleWriteItIsEnough() throws Exception {
    String html =
        "<h1>Invoice R-1<br>2026</h1><table><tr><td>Hat<td>5 &euro;<tr><td>Coat<td>30</table>"
            + "<p>Thank you & good bye<script>alert(1)</script>";

    assertThat(read(made(html)))
        .contains("Invoice R-1", "Hat", "30", "Thank you & good bye")
        .doesNotContain("alert");
  }

  @Test
  void pagesFollowTheStyleSheet() throws Exception {
    byte[] bytes =
        made(
            "<style>@page{size:A5 landscape} .next{page-break-before:always}</style>"
                + "<p>one</p><p class=next>two</p>");

    try (PDDocument document = Loader.loadPDF(bytes)) {
      assertThat(document.getNumberOfPages()).isEqualTo(2);
      assertThat(document.getPage(0).getMediaBox().getWidth()).isBetween(594f, 596f);
    }
  }

  @Test
  void pagesAndNumbersOfDocumentsAreThoseOfTheirAuthor() throws Exception {
    byte[] bytes =
        made(
            "<style>body{counter-reset:a b} .a{counter-increment:a;counter-reset:b}"
                + ".b{counter-increment:b} .a:before{content:counter(a) \". \"}"
                + ".b:before{content:counter(b,lower-alpha) \". \"}</style>"
                + "<p class=a>x</p><p class=b>y</p><p class=b>z</p><p class=a>x</p><p class=b>y</p>"
                + "<p style='page-break-before:always'></p><p>last</p>");

    assertThat(read(bytes).replaceAll("\\s+", " ")).contains("1. x a. y b. z 2. x a. y last");
    try (PDDocument document = Loader.loadPDF(bytes)) {
      assertThat(document.getNumberOfPages()).isEqualTo(2);
    }
  }

  @Test
  void picturesComeFromWhereTheyMay() throws Exception {
    server.answering(HttpAnswer.file("image/png", png(40, 40)));

    byte[] with = made("<img src='" + server.url("/logo.png") + "'>");

    assertThat(pictures(with)).isEqualTo(1);
    assertThat(pictures(made("<img src='data:image/png;base64," + base64(png(9, 9)) + "'>")))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src='file:///etc/passwd'>",
        "<img src='http://127.0.0.2/a.png'>",
        "<img src='http://169.254.169.254/latest'>",
        "<link rel=stylesheet href='file:///etc/passwd'><p>a",
        "<style>@import url('jar:file:///a.jar!/b.css')</style><p>a",
        "<style>@font-face{font-family:x;src:url('file:///etc/passwd')} p{font-family:x}</style><p>a",
        "<img src='missing.png'>"
      })
  void nothingElseIsOpened(String html) throws Exception {
    Found found = write(html);

    assertThat(found).isInstanceOf(Found.Refused.class);
  }

  @Test
  void aPictureThatDoesNotComeIsTriedAgain() throws Exception {
    server.answering(HttpAnswer.status(503));

    assertThat(write("<img src='" + server.url("/logo.png") + "'>"))
        .isInstanceOf(Found.NotNow.class);
  }

  @Test
  void aPictureThatGrowsToGigabytesIsNotUnpacked() throws Exception {
    byte[] bomb = png(10_000, 10_000);

    assertThat(write("<img src='data:image/png;base64," + base64(bomb) + "'>"))
        .isInstanceOfSatisfying(
            Found.Refused.class, refused -> assertThat(refused.why()).contains("megapixels"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/png;x-base64", "image/png,;base64", "image/base64", "IMAGE/png"})
  void aPictureUnderAHeaderThatIsNotQuiteRightIsNotUnpacked(String header) throws Exception {
    byte[] without = made("<p>a</p><img src='data:" + header + "," + base64(png(9, 9)) + "'>");

    assertThat(read(without)).contains("a");
    assertThat(pictures(without)).isZero();
  }

  @Test
  void aPdfThatIsTooLargeIsRefused() throws Exception {
    assertThat(pdf.write("<p>a</p>", pictures(), 500))
        .isInstanceOfSatisfying(
            Found.Refused.class, refused -> assertThat(refused.why()).contains("500 bytes"));
  }

  private static PdfPictures pictures() {
    return new PdfPictures(files, Map.<String, Supplies.Resource>of(), 100_000);
  }

  private static Found write(String html) throws InterruptedException {
    return pdf.write(html, pictures(), LIMIT);
  }

  private static byte[] made(String html) throws InterruptedException {
    if (write(html) instanceof Found.File(String type, byte[] bytes)) {
      assertThat(type).isEqualTo("application/pdf");
      return bytes;
    }
    throw new AssertionError(write(html).toString());
  }

  static String read(byte[] bytes) throws Exception {
    try (PDDocument document = Loader.loadPDF(bytes)) {
      return new PDFTextStripper().getText(document);
    }
  }

  private static int pictures(byte[] bytes) throws Exception {
    try (PDDocument document = Loader.loadPDF(bytes)) {
      int count = 0;
      for (var name : document.getPage(0).getResources().getXObjectNames()) {
        count += document.getPage(0).getResources().isImageXObject(name) ? 1 : 0;
      }
      return count;
    }
  }

  private static byte[] png(int width, int height) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY), "png", out);
    return out.toByteArray();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
