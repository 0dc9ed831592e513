package io.herald.control.document;

import static io.herald.control.document.Office.body;
import static io.herald.control.document.Office.docx;
import static io.herald.control.document.Office.filled;
import static io.herald.control.document.Office.p;
import static io.herald.control.document.Office.tbl;
import static io.herald.control.document.Office.tr;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TPL-71: a docx is filled in with data of the event. */
class DocxBecomesHtmlTest {
  private static final String ARTICLES =
      "{\"articles\":[{\"name\":\"Kapelusz & pióro\",\"price\":5},{\"name\":\"Πέδιλα\",\"price\":30}]}";

  @Test
  void aTagThatTheWordProcessorCutIntoRunsIsOneTag() {
    byte[] document = docx(p("Cześć <", "%= rtEvent.", "ctx.na", "me %", ">, Γειά σου & <b>!"));

    assertThat(body(document, "{\"name\":\"Zażółć <i>\"}"))
        .isEqualTo("<p>Cześć Zażółć &lt;i&gt;, Γειά σου &amp; &lt;b&gt;!</p>");
  }

  @ParameterizedTest
  @CsvSource({
    "“,”",
    "„,“",
    "‘,’",
    "«\u00a0,\u00a0»",
    "\u2019,\u2019",
  })
  void quotationMarksOfAWordProcessorAreThoseOfCode(String open, String close) {
    byte[] document =
        docx(p("“<%= rtEvent.ctx.paid\u00a0== " + open + "yes" + close + " ? 'paid' : 'open' %>”"));

    assertThat(body(document, "{\"paid\":\"yes\"}")).isEqualTo("<p>“paid”</p>");
  }

  @Test
  void aRowIsRepeatedForEachArticle() {
    byte[] document =
        docx(
            tbl(
                tr("Article", "Price"),
                tr(
                    "<%@ each in=“rtEvent.ctx.articles” as=“article” %><%= article.name %>",
                    "<%= article.price %> €<%@ end %>")));

    assertThat(body(document, ARTICLES).replaceAll("\\s*\n\\s*", ""))
        .contains(
            "<tr><td><p>Kapelusz &amp; pióro</p></td><td><p>5 €</p></td></tr>"
                + "<tr><td><p>Πέδιλα</p></td><td><p>30 €</p></td></tr></tbody>");
  }

  @Test
  void aRowIsRepeatedByCodeToo() {
    byte[] document =
        docx(
            tbl(
                tr(
                    "<% for each (var a in rtEvent.ctx.articles) { %><%= a.name %>",
                    "<% if (a.price > 9) { %>dear<% } %>", "<%= a.price %><% } %>")));

    assertThat(body(document, ARTICLES).replaceAll("\\s*\n\\s*", ""))
        .contains("<td><p>Kapelusz &amp; pióro</p></td><td><p></p></td><td><p>5</p></td></tr><tr>")
        .contains("<td><p>dear</p></td><td><p>30</p></td>");
  }

  @Test
  void rowsOfTagsAloneFrameSeveralRowsAndLeaveNothingBehind() {
    byte[] document =
        docx(
            tbl(
                tr("<%@ each in='rtEvent.ctx.articles' as='a' %>", ""),
                tr("<%= a.name %>", "<%= a.price %>"),
                tr("<% if (a.price > 9) { %>Thank you", "<% } %>"),
                tr("<%@ end %>", " ")));

    assertThat(body(document, ARTICLES).split("<tr>", -1)).hasSize(1 + 3);
  }

  @Test
  void aConditionOfOneCellStaysInIt() {
    byte[] document =
        docx(
            tbl(
                tr(
                    "<% if (rtEvent.ctx.a == '1') { %>A<% } %>",
                    "<% if (rtEvent.ctx.b == '1') { %>B<% } %>")));

    assertThat(body(document, "{\"b\":\"1\"}"))
        .contains("<tr><td><p></p></td>")
        .contains("<p>B</p></td></tr>");
  }

  @Test
  void aConditionOnALineOfItsOwnIsAboutTheParagraphsBehindIt() {
    byte[] document =
        docx(p("<% if (rtEvent.ctx.vip == '1') { %>") + p("Dear friend") + p("<% } %>") + p("Bye"));

    assertThat(body(document, "{}").strip()).isEqualTo("<p>Bye</p>");
    assertThat(body(document, "{\"vip\":\"1\"}")).contains("<p>Dear friend</p>");
  }

  @Test
  void looksComeFromStylesAndFromTheText() {
    byte[] document =
        Office.zip(
            Map.of(
                "word/document.xml",
                Office.word(
                        "<w:p><w:pPr><w:pStyle w:val=\"H1\"/><w:jc w:val=\"center\"/></w:pPr>"
                            + "<w:r><w:rPr><w:b/><w:u w:val=\"single\"/><w:sz w:val=\"48\"/>"
                            + "<w:color w:val=\"C00000\"/></w:rPr><w:t>Faktura</w:t></w:r></w:p>"
                            + "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>"
                            + "</w:p><w:sectPr><w:pgSz w:w=\"16838\" w:h=\"11906\"/>"
                            + "<w:pgMar w:top=\"1134\" w:left=\"567\" w:right=\"x;}\"/></w:sectPr>")
                    .getBytes(UTF_8),
                "word/styles.xml",
                ("<w:styles xmlns:w=\"w\"><w:style w:type=\"paragraph\" w:styleId=\"H1\">"
                        + "<w:name w:val=\"heading 1\"/><w:basedOn w:val=\"Up\"/>"
                        + "<w:rPr><w:i/></w:rPr></w:style><w:style w:styleId=\"Up\">"
                        + "<w:basedOn w:val=\"H1\"/><w:pPr><w:spacing w:after=\"240\"/></w:pPr>"
                        + "</w:style></w:styles>")
                    .getBytes(UTF_8)));

    assertThat(filled(document, "{}"))
        .contains("size:841.90pt 595.30pt", "margin-top:56.70pt", "margin-left:28.35pt")
        .doesNotContain("x;}")
        .contains(
            "<h1 style=\"margin-bottom:12.00pt;text-align:center\"><span style=\"font-style:italic;")
        .contains(
            "font-weight:bold;text-decoration:underline;font-size:24.00pt;color:#C00000\">Faktura")
        .contains("<p>a&nbsp;&nbsp;&nbsp; b<br>c</p>");
  }

  @Test
  void listsAreNumbered() {
    String item =
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"%d\"/></w:numPr></w:pPr>"
            + "<w:r><w:t>x</w:t></w:r></w:p>";
    byte[] document =
        Office.zip(
            Map.of(
                "word/document.xml",
                Office.word(item.formatted(1) + item.formatted(1) + item.formatted(2))
                    .getBytes(UTF_8),
                "word/numbering.xml",
                ("<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\">"
                        + "<w:numFmt w:val=\"lowerRoman\"/></w:lvl></w:abstractNum>"
                        + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num></w:numbering>")
                    .getBytes(UTF_8)));

    assertThat(filled(document, "{}"))
        .contains(".item0:before{content:counter(item0,lower-roman)", ".item1:before{content:\"•")
        .contains("<p class=\"item0\"", "<p class=\"item1\"");
  }

  @Test
  void tablesKeepBordersWidthsAndJoinedCells() {
    byte[] document =
        docx(
            "<w:tbl><w:tblPr><w:tblBorders><w:top w:val=\"single\" w:sz=\"8\" w:color=\"0000FF\"/>"
                + "<w:insideH w:val=\"none\"/></w:tblBorders></w:tblPr><w:tblGrid>"
                + "<w:gridCol w:w=\"2000\"/><w:gridCol w:w=\"1000\"/></w:tblGrid>"
                + "<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/>"
                + "<w:shd w:fill=\"EEEEEE\"/></w:tcPr>"
                + p("head")
                + "</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>"
                + p("tall")
                + "</w:tc><w:tc>"
                + p("1")
                + "</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>"
                + p("")
                + "</w:tc><w:tc>"
                + p("2")
                + "</w:tc></w:tr></w:tbl>");

    assertThat(body(document, "{}"))
        .contains("<col style=\"width:100.00pt\"><col style=\"width:50.00pt\"><thead>")
        .contains("<td colspan=\"2\" style=\"border-top:1.00pt solid #0000FF")
        .contains("background-color:#EEEEEE")
        .contains("<td rowspan=\"2\"")
        .contains("<p>2</p>");
  }

  @ParameterizedTest
  @CsvSource({
    "png,data:image/png;base64,iVBOR",
    "jpeg,data:image/jpeg;base64,/9j",
    "gif,data:image/gif;base64,R0lG"
  })
  void picturesStandInTheHtml(String format, String begin) {
    byte[] document = Office.withPicture(Office.picture(format, 4, 4), 1);

    assertThat(body(document, "{}"))
        .startsWith("<p><img alt=\"\" src=\"" + begin)
        .endsWith("\" style=\"width:100.00pt;height:50.00pt\"></p>");
    assertThat(Office.made(document).warnings()).isEmpty();
  }

  @Test
  void deletedTextIsGoneAndTextInFieldsStays() {
    byte[] document =
        docx(
            "<w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins>"
                + "<w:r><w:t>new</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r>"
                + "<w:hyperlink><w:r><w:t> link</w:t></w:r></w:hyperlink></w:p>");

    assertThat(body(document, "{}")).isEqualTo("<p>new link</p>");
  }

  @Test
  void textThatWasMovedOrRunsTheOtherWayStays() {
    byte[] document =
        docx(
            "<w:p><w:moveFrom><w:r><w:t>old</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>a</w:t></w:r>"
                + "</w:moveTo><w:bdo><w:r><w:t>b</w:t></w:r></w:bdo><w:dir><w:r><w:t>c</w:t></w:r>"
                + "</w:dir></w:p><w:moveTo>"
                + p("d")
                + "</w:moveTo><w:tbl><w:moveTo>"
                + tr("e")
                + "</w:moveTo></w:tbl>");

    assertThat(body(document, "{}").replaceAll("<[^>]*>|\\s", "")).isEqualTo("abcde");
  }

  @Test
  void whatStandsBehindAPageBreakBeginsANewPage() {
    String pageBreak = "<w:r><w:br w:type=\"page\"/></w:r>";
    byte[] document =
        docx(
            p("a@b").replace("@", "</w:t></w:r>" + pageBreak + "<w:r><w:t>")
                + p("@c").replace("@", "</w:t></w:r>" + pageBreak + "<w:r><w:t>")
                + p("<% if (rtEvent.ctx.x == '1') { %>@<% } %>")
                    .replace("@", "</w:t></w:r>" + pageBreak + "<w:r><w:t>"));

    String next = "<p style=\"page-break-before:always\">";
    assertThat(body(document, "{\"x\":\"1\"}"))
        .isEqualTo("<p>a</p>" + next + "b</p>\n" + next + "c</p>\n" + next + "</p>");
    assertThat(body(document, "{}").strip()).endsWith("c</p>");
  }

  @Test
  void aListInAListBeginsAgainBehindEachItem() {
    String item =
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"%d\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:p>";
    byte[] document =
        Office.zip(
            Map.of(
                "word/document.xml",
                Office.word(item.formatted(0) + item.formatted(1)).getBytes(UTF_8),
                "word/numbering.xml",
                ("<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\">"
                        + "<w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl>"
                        + "<w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"decimal\"/>"
                        + "<w:lvlText w:val=\"%1.%2)\"/></w:lvl></w:abstractNum>"
                        + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num></w:numbering>")
                    .getBytes(UTF_8)));

    assertThat(filled(document, "{}")).contains(".item0{counter-reset:item1}");
    assertThat(Office.made(document).warnings())
        .singleElement()
        .satisfies(warning -> assertThat(warning.message()).contains("1. and not as 1.1)"));
  }

  @Test
  void partsMayHaveAnyName() {
    String type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    byte[] document =
        Office.zip(
            Map.of(
                "_rels/.rels",
                ("<Relationships><Relationship Id=\"r\" Type=\""
                        + type
                        + "officeDocument\" Target=\"/word/document2.xml\"/></Relationships>")
                    .getBytes(UTF_8),
                "word/document2.xml",
                Office.word(
                        "<w:p><w:pPr><w:pStyle w:val=\"H\"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>")
                    .getBytes(UTF_8),
                "word/_rels/document2.xml.rels",
                ("<Relationships><Relationship Id=\"s\" Type=\""
                        + type
                        + "styles\" Target=\"styles2.xml\"/></Relationships>")
                    .getBytes(UTF_8),
                "word/styles2.xml",
                ("<w:styles xmlns:w=\"w\"><w:style w:styleId=\"H\"><w:name w:val=\"heading 2\"/>"
                        + "</w:style></w:styles>")
                    .getBytes(UTF_8)));

    assertThat(body(document, "{}")).isEqualTo("<h2>a</h2>");
  }

  @Test
  void aRowThatBeginsFurtherRightIsRepeatedToo() {
    byte[] document =
        docx(
            tbl(
                "<w:tr><w:trPr><w:gridBefore w:val=\"2\"/><w:tblHeader w:val=\"0\"/></w:trPr><w:tc>"
                    + p("<%@ each in='rtEvent.ctx.articles' as='a' %>x<%@ end %>")
                    + "</w:tc></w:tr>"));

    String row = "<tr><td colspan=\"2\"></td><td><p>x</p></td></tr>";
    assertThat(body(document, ARTICLES).replace("\n", ""))
        .isEqualTo("<table><tbody>" + row + row + "</tbody></table>");
  }

  @Test
  void whatThePdfWillNotShowIsSaid() {
    String heads = "<w:sectPr><w:headerReference/></w:sectPr>";

    assertThat(warning("<w:p><w:pPr>" + heads + "</w:pPr></w:p>")).contains("headers");
    assertThat(warning(heads)).contains("headers");
    assertThat(warning("<w:p><w:r><w:sym/></w:r></w:p>")).contains("symbols");
    assertThat(warning("<w:p><w:r><w:footnoteReference/></w:r></w:p>")).contains("footnotes");
    assertThat(warning("<w:p><w:r><w:drawing/></w:r></w:p>")).contains("a drawing");
    assertThat(warning("<w:p><w:r><w:pict><w:txbxContent/></w:pict></w:r></w:p>"))
        .contains("text boxes");
  }

  private static String warning(String body) {
    Documents made = Office.made(docx(body));
    assertThat(made.warnings()).hasSize(1);
    assertThat(made.warnings().getFirst().line()).isZero();
    return made.warnings().getFirst().message();
  }
}
