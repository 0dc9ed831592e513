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
  private static final String ODT =
      "<text:p>%1$s</text:p><text:list><text:list-item><text:p>b</text:p></text:list-item></text:list>"
          + "<table:table><table:table-row><table:table-cell table:number-columns-repeated=\"2\"/>"
          + "<table:table-cell><text:p>%1$s<text:s text:c=\"3\"/></text:p></table:table-cell>"
          + "</table:table-row></table:table>";

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
    assertThat(error(zip(Map.of("word/document.xml", "<a/>".getBytes(UTF_8)))))
        .contains("no text document");
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

    assertThat(((Compilation.Rejected) compiled).errors())
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

  @Test
  void whoHasVeryManyFaultsSeesTheFirstOfThem() {
    Documents made = Office.made(docx(p("<%").repeat(1_000)));

    assertThat(made.errors()).hasSize(50);
    assertThat(made.content().attachments().getFirst().kind()).isEqualTo("document");
  }

  @Test
  void aDocumentWithAPasswordIsCalledThat() {
    String manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    byte[] locked =
        zip(Map.of("META-INF/manifest.xml", manifest.getBytes(UTF_8), "content.xml", new byte[99]));

    assertThat(error(locked)).contains("password");
  }

  @Test
  void lettersOfTwoCharactersAreNotCutInTwo() {
    Documents made = Office.made(docx(p("<%" + "😀".repeat(20)) + p("<% " + "😀".repeat(20))));

    assertThat(made.errors())
        .extracting(TemplateError::message)
        .allSatisfy(
            message ->
                assertThat(message)
                    .contains("😀", "… is not closed")
                    .matches(text -> UTF_8.newEncoder().canEncode(text)));
  }

  @Test
  void directivesThatPrintAreKnownHoweverTheyAreSpaced() {
    assertThat(List.of("<%=a%>", "<%@value a%>", "<%@  include a %>", "<%@\tvalue a %>"))
        .allMatch(tag -> new Block.Inline.Tag(tag, Css.NONE).prints());
    assertThat(List.of("<%@ valued %>", "<%@ end %>", "<% a %>"))
        .noneMatch(tag -> new Block.Inline.Tag(tag, Css.NONE).prints());
  }

  @Property(tries = 300, seed = "71")
  void damagedDocumentsAreAnsweredNotThrown(
      @ForAll long seed, @ForAll @IntRange(max = 40) int changes, @ForAll boolean odt) {
    String text = "Zażółć 😀<%= 1 %> " + "<%".repeat(changes % 2) + "😀 Γειά".repeat(changes);
    byte[] xml =
        (odt
                ? Office.content("", ODT.formatted(Office.escaped(text)))
                : Office.word(p(text) + Office.tbl(Office.tr("b", text))))
            .getBytes(UTF_8);
    Random random = new Random(seed);
    damage(xml, random, changes);
    byte[] whole = zip(Map.of(odt ? "content.xml" : "word/document.xml", xml));
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
