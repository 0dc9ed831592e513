package io.herald.control.document;

import static io.herald.control.document.Office.odt;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** TPL-71: an odt is filled in with data of the event. */
class OdtBecomesHtmlTest {
  @Test
  void tagsThatAreCutAreOneAndLooksAreKept() {
    byte[] document =
        odt(
            "<style:style style:name=\"P1\" style:family=\"paragraph\">"
                + "<style:paragraph-properties fo:text-align=\"end\" fo:margin-top=\"0.5cm\"/>"
                + "</style:style><style:style style:name=\"T1\" style:family=\"text\">"
                + "<style:text-properties fo:font-weight=\"bold\" fo:color=\"#ff0000\""
                + " fo:font-size=\"9pt;}\"/></style:style>",
            "<text:h text:outline-level=\"2\">Γειά</text:h><text:p text:style-name=\"P1\">Cześć"
                + " <text:span text:style-name=\"T1\">&lt;%= rtEvent.</text:span>ctx.name %>,"
                + "<text:s text:c=\"2\"/>x<text:line-break/>y</text:p>");

    assertThat(Office.body(document, "{\"name\":\"Łucja\"}"))
        .isEqualTo(
            "<h2>Γειά</h2>\n<p style=\"text-align:right;margin-top:0.5cm\">Cześć <span"
                + " style=\"font-weight:bold;color:#ff0000\">Łucja</span>,\u00a0\u00a0x<br>y</p>");
  }

  @Test
  void aRowIsRepeatedForEachArticle() {
    byte[] document =
        odt(
            "<style:style style:name=\"C\" style:family=\"table-column\">"
                + "<style:table-column-properties style:column-width=\"3cm\"/></style:style>"
                + "<style:style style:name=\"B\" style:family=\"table-cell\">"
                + "<style:table-cell-properties fo:border=\"0.5pt solid #000000\"/></style:style>",
            "<table:table><table:table-column table:style-name=\"C\""
                + " table:number-columns-repeated=\"2\"/><table:table-header-rows><table:table-row>"
                + "<table:table-cell table:number-columns-spanned=\"2\"><text:p>Head</text:p>"
                + "</table:table-cell><table:covered-table-cell/></table:table-row>"
                + "</table:table-header-rows><table:table-row><table:table-cell"
                + " table:style-name=\"B\"><text:p>&lt;%@ each in=„rtEvent.ctx.a“ as=„x“ %>"
                + "&lt;%= x.n %></text:p></table:table-cell><table:table-cell><text:p>y&lt;%@ end"
                + " %></text:p></table:table-cell></table:table-row></table:table>");

    assertThat(Office.body(document, "{\"a\":[{\"n\":1},{\"n\":2}]}").replace("\n", ""))
        .isEqualTo(
            "<table><col style=\"width:3cm\"><col style=\"width:3cm\"><thead><tr><td"
                + " colspan=\"2\"><p>Head</p></td></tr></thead><tbody>"
                + "<tr><td style=\"border:0.5pt solid #000000\"><p>1</p></td><td><p>y</p></td></tr>"
                + "<tr><td style=\"border:0.5pt solid #000000\"><p>2</p></td><td><p>y</p></td></tr>"
                + "</tbody></table>");
  }

  @Test
  void listsAreListsAndWhatIsNotShownIsSaid() {
    byte[] document =
        odt(
            "<text:list-style style:name=\"L\"><text:list-level-style-number text:level=\"1\""
                + " style:num-format=\"a\"/></text:list-style>",
            "<text:list text:style-name=\"L\"><text:list-item><text:p>one</text:p><text:list>"
                + "<text:list-item><text:p>in</text:p></text:list-item></text:list>"
                + "</text:list-item></text:list><text:p>x<text:note>n</text:note></text:p>");

    assertThat(Office.filled(document, "{}"))
        .contains("counter(item0,lower-alpha)", "<p class=\"item0\"", "<p class=\"item1\"");
    assertThat(Office.made(document).warnings())
        .singleElement()
        .satisfies(warning -> assertThat(warning.message()).contains(Office.PATH, "footnotes"));
  }

  @Test
  void picturesStandInTheHtml() {
    assertThat(Office.body(Office.odtWithPicture(Office.picture("jpeg", 4, 4), 1), "{}"))
        .startsWith("<p><img alt=\"\" src=\"data:image/jpeg;base64,/9j")
        .endsWith("\" style=\"width:3cm;height:20mm\"></p>");
  }

  @Test
  void aPageIsAsLargeAsTheUsualPageAndOnlyHeadersOfPagesThatAreUsedAreMissed() {
    String layout =
        "<style:page-layout style:name=\"%s\"><style:page-layout-properties fo:page-width=\"%s\""
            + " fo:page-height=\"20cm\" fo:margin-top=\"1cm\"/></style:page-layout>";
    String styles =
        "<office:styles><office:automatic-styles>"
            + layout.formatted("E", "11cm")
            + layout.formatted("S", "15cm")
            + "</office:automatic-styles><office:master-styles><style:master-page"
            + " style:name=\"Envelope\" style:page-layout-name=\"E\"><style:header/>"
            + "</style:master-page><style:master-page style:name=\"Standard\""
            + " style:page-layout-name=\"S\"/></office:master-styles></office:styles>";

    byte[] plain = withStyles("", styles);
    assertThat(Office.filled(plain, "{}")).contains("size:15cm 20cm", "margin-top:1cm");
    assertThat(Office.made(plain).warnings()).isEmpty();
    assertThat(
            Office.made(
                    withStyles(
                        "<style:style style:name=\"P\" style:master-page-name=\"Envelope\"/>",
                        styles))
                .warnings())
        .singleElement()
        .satisfies(warning -> assertThat(warning.message()).contains("headers"));
  }

  @Test
  void drawingsAreSaidNotShown() {
    byte[] document =
        odt(
            "",
            "<draw:rect/><text:p>a<draw:custom-shape><text:p>in</text:p></draw:custom-shape></text:p>");

    assertThat(Office.body(document, "{}")).isEqualTo("<p>a</p>");
    assertThat(Office.made(document).warnings())
        .singleElement()
        .satisfies(warning -> assertThat(warning.message()).contains("a drawing"));
    assertThat(
            Office.made(odt("", "<text:p><draw:frame><draw:text-box/></draw:frame></text:p>"))
                .warnings()
                .getFirst()
                .message())
        .contains("text boxes");
  }

  @Test
  void aParagraphsStyleIsNotThatOfAWordWithItsName() {
    byte[] document =
        odt(
            "<style:style style:name=\"P1\" style:family=\"paragraph\"><style:text-properties"
                + " fo:font-weight=\"bold\"/></style:style>",
            "<text:p><text:span text:style-name=\"P1\">a</text:span></text:p>");

    assertThat(Office.body(document, "{}")).isEqualTo("<p>a</p>");
  }

  private static byte[] withStyles(String automatic, String styles) {
    return Office.zip(
        Map.of(
            "content.xml",
            Office.content(automatic, "<text:p>a</text:p>").getBytes(UTF_8),
            "styles.xml",
            styles
                .replace(
                    "<office:styles>",
                    "<office:styles xmlns:office=\"o\" xmlns:style=\"s\" xmlns:fo=\"f\">")
                .getBytes(UTF_8)));
  }
}
