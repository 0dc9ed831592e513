package io.herald.control.document;

import static io.herald.control.document.Office.docx;
import static io.herald.control.document.Office.p;
import static io.herald.control.document.Office.zip;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.link.Publication;
import io.herald.message.template.Compilation;
import io.herald.message.template.TemplateError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** TPL-71, TPL-15: what is wrong with a document is said with its place, and harms nobody. */
class BadDocumentsTest {
  @Test
  void aZipThatGrowsWithoutEndIsNotUnpacked() {
    byte[] bomb = zip(Map.of("word/document.xml", new byte[Archive.MOST_BYTES + 1]));

    assertThat(bomb.length).isLessThan(100_000);
    assertThat(error(bomb)).contains(Office.PATH, "41,943,040 bytes");
  }

  @Test
  void aZipOfVeryManyFilesIsRefused() {
    Map<String, byte[]> files = new HashMap<>();
    for (int i = 0; i <= Archive.MOST_ENTRIES; i++) {
      files.put("f" + i, new byte[0]);
    }

    assertThat(error(zip(files))).contains("2000 files");
  }

  @Test
  void dtdsAndEntitiesAreRefused() {
    String doctype =
        "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
            + "<d><body><p><r><t>&x;</t></r></p></body></d>";

    assertThat(error(zip(Map.of("word/document.xml", doctype.getBytes(UTF_8))))).contains("DTD");
    assertThat(error(zip(Map.of("content.xml", doctype.getBytes(UTF_8))))).contains("DTD");
  }

  @Test
  void whatIsNoDocumentIsSaid() {
    assertThat(error("%PDF-1.7".getBytes(UTF_8))).contains("neither a docx nor an odt");
    assertThat(error(zip(Map.of("a.txt", new byte[1])))).contains("holds no word/document.xml");
    assertThat(error(zip(Map.of("content.xml", "<a/>".getBytes(UTF_8)))))
        .contains("no text document");
    assertThat(error(zip(Map.of("word/document.xml", "<a>".getBytes(UTF_8)))))
        .contains("no well-formed XML");
  }

  @Test
  void aTableOfTenThousandRowsIsRefused() {
    String row = Office.tr("a", "b");

    assertThat(error(docx(Office.tbl(row.repeat(TagJoining.MOST_PARAGRAPHS / 2 + 1)))))
        .contains("10000 paragraphs", "repeat a row");
  }

  @Test
  void elementsInEachOtherWithoutEndAreRefused() {
    assertThat(error(docx("<w:tbl>".repeat(5_000) + "</w:tbl>".repeat(5_000))))
        .contains("too large");
  }

  @Test
  void aTagThatIsNotClosedIsNamedWithItsParagraph() {
    Documents made = Office.made(docx(p("a") + Office.tbl(Office.tr("b", "<%= rtEvent.ctx.x"))));

    assertThat(made.errors())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.line()).isEqualTo(3);
              assertThat(error.part()).isEqualTo("attachments[0].source");
              assertThat(error.message()).contains("paragraph 3", "<%= rtEvent.ctx.x", "%>");
            });
  }

  @Test
  void whatDoesNotCompileIsNamedWithItsParagraph() {
    byte[] document =
        docx(
            p("a")
                + p("<% if (true) { %>")
                + Office.tbl(Office.tr("<%@ each in='rtEvent.ctx.a' as='x' %>", "<%@ end %>"))
                + p("<% } %>")
                + p("<%= 1 + %>"));
    Documents made = Office.made(document);

    Compilation compiled = Office.compiled(made);

    assertThat(made.atSource(((Compilation.Rejected) compiled).errors()))
        .extracting(TemplateError::line)
        .containsExactly(6);
  }

  @Test
  void noExpressionChoosesADocument() {
    Documents made =
        Office.made(
            new Publication.Attachment("document", "a", "a/<%= rtEvent.ctx.l %>.docx", null),
            docx(p("a")));

    assertThat(made.errors().getFirst().message()).contains("no expression can choose");
  }

  @Test
  void aDocumentThatIsNotStoredIsNamed() {
    Documents made =
        Office.made(new Publication.Attachment("document", "a", "b.odt", null), docx(p("a")));

    assertThat(made.errors().getFirst().message()).contains("PUT /v1/resources/b.odt");
  }

  @Property(tries = 300, seed = "71")
  void damagedDocumentsAreAnsweredNotThrown(
      @ForAll long seed, @ForAll @IntRange(max = 40) int changes) {
    byte[] xml = Office.word(p("a<%= 1 %>") + Office.tbl(Office.tr("b", "c"))).getBytes(UTF_8);
    Random random = new Random(seed);
    damage(xml, random, changes);
    byte[] whole = zip(Map.of("word/document.xml", xml));
    damage(whole, random, random.nextInt(4));

    Documents made = Office.made(whole);

    assertThat(made.errors().isEmpty())
        .isEqualTo(made.content().attachments().getFirst().kind().equals("html"));
  }

  private static void damage(byte[] bytes, Random random, int changes) {
    for (int i = 0; i < changes; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
  }

  private static String error(byte[] document) {
    List<TemplateError> errors = Office.made(document).errors();
    assertThat(errors).hasSize(1);
    return errors.getFirst().message();
  }
}
