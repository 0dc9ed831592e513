package io.herald.control.document;

import static io.herald.control.document.Office.docx;
import static io.herald.control.document.Office.odt;
import static io.herald.control.document.Office.p;
import static io.herald.control.document.Office.tbl;
import static io.herald.control.document.Office.tr;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.link.Publication;
import io.herald.message.template.TemplateError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** TPL-71: no document takes more memory or time than its share, however few bytes it has. */
@Timeout(60)
class LargeDocumentsTest {
  @Test
  void textThatRepeatsBlanksWithoutEndIsRefused() {
    assertThat(
            error(odt("", "<text:p>" + "<text:s text:c=\"200\"/>".repeat(450_000) + "</text:p>")))
        .contains("4,000,000 characters");
  }

  @Test
  void looksThatAreLongerThanTheTextAreRefused() {
    String run = "<w:r><w:rPr><w:rStyle w:val=\"S\"/></w:rPr><w:t>a</w:t></w:r>";
    String styles =
        "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"S\"><w:rPr><w:b/><w:i/><w:u/><w:caps/>"
            + "<w:sz w:val=\"20\"/></w:rPr></w:style></w:styles>";

    assertThat(error(withStyles("<w:p>" + run.repeat(60_000) + "</w:p>", styles)))
        .contains("4,000,000 characters");
  }

  @Test
  void aPictureCountsEachTimeItIsShown() {
    byte[] megabyte = noise(1_000_000);

    assertThat(Office.made(Office.withPicture(megabyte, 2)).errors()).isEmpty();
    assertThat(error(Office.withPicture(megabyte, 1_000))).contains("4,000,000 characters");
    assertThat(error(Office.odtWithPicture(megabyte, 4))).contains("4,000,000 characters");
    assertThat(error(Office.withPicture(noise(3_100_000), 1))).contains("4,000,000 characters");
  }

  @Test
  void aPictureOfVeryManyPixelsIsRefused() {
    byte[] png = Office.picture("png", 6_000, 4_000);

    assertThat(png.length).isLessThan(200_000);
    assertThat(error(Office.withPicture(png, 1))).contains("20 megapixels");
  }

  @Test
  void cellsThatAreRepeatedDoNotGrowWithoutEnd() {
    String nested = "<text:p>x</text:p>";
    for (int i = 0; i < 20; i++) {
      nested =
          "<table:table><table:table-row><table:table-cell table:number-columns-repeated=\"200\">"
              + nested
              + "</table:table-cell></table:table-row></table:table>";
    }

    assertThat(Office.made(odt("", nested)).errors()).isEmpty();
    assertThat(Office.made(odt("", nested)).warnings().getFirst().message())
        .contains("a cell that stands for several");
    assertThat(
            error(
                odt(
                    "",
                    "<table:table>"
                        + ("<table:table-row><table:table-cell"
                                + " table:number-columns-repeated=\"200\"/></table:table-row>")
                            .repeat(101)
                        + "</table:table>")))
        .contains("20000 cells");
  }

  @Test
  void columnsThatAreRepeatedDoNotGrowWithoutEnd() {
    String table =
        "<table:table><table:table-column table:number-columns-repeated=\"200\"/></table:table>";

    assertThat(error(odt("", table.repeat(150_000)))).contains("4,000,000 characters");
  }

  @Test
  void stylesThatAreBasedOnEachOtherWithoutEndAreNotFollowed() {
    StringBuilder docx = new StringBuilder("<w:styles xmlns:w=\"w\">");
    StringBuilder odt = new StringBuilder();
    for (int i = 1; i <= 20_000; i++) {
      docx.append("<w:style w:styleId=\"S").append(i).append("\"><w:basedOn w:val=\"S");
      docx.append(i - 1).append("\"/></w:style>");
    }
    for (int i = 1; i <= 200_000; i++) {
      odt.append("<style:style style:family=\"paragraph\" style:name=\"S").append(i);
      odt.append("\" style:parent-style-name=\"S").append(i - 1).append("\"/>");
    }
    String paragraph = "<w:p><w:pPr><w:pStyle w:val=\"S20000\"/></w:pPr></w:p>";

    assertThat(Office.made(withStyles(paragraph.repeat(2_000), docx + "</w:styles>")).errors())
        .isEmpty();
    assertThat(
            Office.made(odt(odt.toString(), "<text:p text:style-name=\"S200000\">a</text:p>"))
                .errors())
        .isEmpty();
  }

  @Test
  void largeStylesAreNotReadAnewForEachParagraph() {
    String styles =
        "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"S\"><w:pPr>"
            + "<w:x/>".repeat(45_000)
            + "</w:pPr><w:rPr><w:b/></w:rPr></w:style></w:styles>";
    String paragraph =
        "<w:p><w:pPr><w:pStyle w:val=\"S\"/></w:pPr>"
            + "<w:r><w:t>a</w:t></w:r>".repeat(10)
            + "</w:p>";

    assertThat(Office.made(withStyles(paragraph.repeat(9_000), styles)).errors()).isEmpty();
  }

  @Test
  void moreStylesThanAnyDocumentHasAreRefused() {
    String styles = "<styles>" + "<style/>".repeat(Archive.MOST_ELEMENTS_BESIDE) + "</styles>";

    assertThat(error(withStyles(p("a"), styles))).contains("word/styles.xml", "50000 elements");
  }

  @Test
  void aRowOfVeryManyTagsIsReadOnce() {
    String begin = "<%@ each in='rtEvent.ctx.a' as='a' %>".repeat(50_000);
    String end = "<%@ end %>".repeat(50_000);

    assertThat(Office.made(docx(tbl(tr(begin + "x", end)))).errors()).isEmpty();
    assertThat(Office.made(docx(tbl(tr(begin + "x" + end)))).errors()).isEmpty();
  }

  @Test
  void allDocumentsOfAMessageCountTogetherInBytes() {
    // a Greek letter has two bytes
    byte[] document = docx(p("Ω".repeat(2_200_000)));
    Publication.Attachment one = new Publication.Attachment("document", "a", Office.PATH, null);

    assertThat(Office.made(List.of(one), document).errors()).isEmpty();
    assertThat(Office.made(List.of(one, one), document).errors())
        .extracting(TemplateError::message)
        .singleElement()
        .asString()
        .contains("8,388,608 bytes together");
  }

  @Test
  void aLargePictureInARowThatIsRepeatedIsAWarning() {
    byte[] picture = noise(60_000);
    String shown = Office.drawing();

    assertThat(
            warnings(
                Office.withPicture(
                    picture,
                    tbl(row("<%@ each in='rtEvent.ctx.a' as='x' %>", shown, "<%@ end %>")))))
        .singleElement()
        .asString()
        .contains(Office.PATH + ", paragraph 1: ", "a large picture is repeated");
    assertThat(
            warnings(
                Office.withPicture(
                    picture,
                    p("<% for each (var x in a) { %>")
                        + "<w:p>"
                        + shown
                        + "</w:p>"
                        + p("<% } %>"))))
        .hasSize(1);
    assertThat(
            warnings(
                Office.withPicture(
                    picture, tbl(row("<%@ if test='rtEvent.ctx.a' %>", shown, "<%@ end %>")))))
        .isEmpty();
    assertThat(
            warnings(
                Office.withPicture(
                    picture,
                    p("<%@ each in='a' as='x' %>x<%@ end %>") + "<w:p>" + shown + "</w:p>")))
        .isEmpty();
  }

  @Test
  void twoDocumentsAreReadAtOnceAndTheOthersWait() throws Exception {
    AtomicInteger reading = new AtomicInteger();
    CountDownLatch enough = new CountDownLatch(1);
    byte[] document = docx(p("a"));
    DocumentFiles files =
        _ -> {
          reading.incrementAndGet();
          try {
            enough.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Optional.of(document);
        };
    Publication.Content content =
        Office.content(List.of(new Publication.Attachment("document", "a.pdf", Office.PATH, null)));
    List<Thread> readers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      readers.add(Thread.ofPlatform().daemon().start(() -> Documents.made(content, files)));
    }
    Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
    while (readers.stream().anyMatch(one -> one.getState() != Thread.State.WAITING)) {
      assertThat(Instant.now()).isBefore(deadline);
      Thread.onSpinWait();
    }

    assertThat(reading).hasValue(2);
    enough.countDown();
    for (Thread reader : readers) {
      reader.join();
    }
    assertThat(reading).hasValue(5);
  }

  private static String row(String before, String inline, String behind) {
    return tr(before + "@", behind).replace("@</w:t></w:r>", "</w:t></w:r>" + inline);
  }

  private static byte[] withStyles(String body, String styles) {
    return Office.zip(
        Map.of(
            "word/document.xml",
            Office.word(body).getBytes(UTF_8),
            "word/styles.xml",
            styles.getBytes(UTF_8)));
  }

  /** A picture of so many bytes that nothing makes smaller, and that nobody can show. */
  private static byte[] noise(int bytes) {
    byte[] noise = new byte[bytes];
    new Random(71).nextBytes(noise);
    byte[] png = Office.picture("png", 1, 1);
    System.arraycopy(png, 0, noise, 0, png.length);
    return noise;
  }

  private static List<String> warnings(byte[] document) {
    Documents made = Office.made(document);
    assertThat(made.errors()).isEmpty();
    return made.warnings().stream().map(TemplateError::message).toList();
  }

  private static String error(byte[] document) {
    Map<String, TemplateError> errors = new HashMap<>();
    Office.made(document).errors().forEach(error -> errors.put(error.message(), error));
    assertThat(errors).hasSize(1);
    TemplateError error = errors.values().iterator().next();
    assertThat(error.line()).as("about all of it").isZero();
    return error.message();
  }
}
