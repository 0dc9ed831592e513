package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.event.EventContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("TPL-30: <%= %> prints a value")
class PrintingTest {
  @ParameterizedTest(name = "{0} prints {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'text'| text",
        "5.0| 5",
        "125.50| 125.5",
        "0.1 + 0.2| 0.30000000000000004",
        "1e21| 1e+21",
        "-0.000001| -0.000001",
        "true| true",
        "1 > 2| false",
        "new Date(Date.UTC(2000, 0, 24, 15, 5, 9))| 2000-01-24T15:05:09.000Z",
        "rtEvent.created| 2026-01-31T10:00:00.000Z",
        "ctx.client.firstname| Ada",
        "ctx.client.@id| 7",
        "[1, 2, [3]]| 1,2,3",
        "'a' + 'b'| ab",
      })
  void printsEachKindOfValue(String expression, String printed) {
    assertThat(Templates.text("<%= " + expression + " %>")).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null",
        "undefined",
        "ctx.nothing",
        "ctx.nothing.deeper.still",
        "ctx.client.@nothing",
        "rtEvent.mobilePhone",
        "rtEvent.nothing",
        "new Date('never')"
      })
  void printsNothingForAMissingValueAndWarnsWithItsPlace(String expression) {
    RenderResult.Rendered mail =
        Templates.render("one\ntwo [<%= " + expression + " %>]", Templates.ORDER);

    assertThat(mail.text()).isEqualTo("one\ntwo []");
    assertThat(mail.warnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.part()).isEqualTo("text");
              assertThat(warning.line()).isEqualTo(2);
              assertThat(warning.column()).isEqualTo(10);
              assertThat(warning.message()).contains(expression);
            });
  }

  @Test
  void warnsOncePerPlaceHoweverOftenALoopPassesIt() {
    RenderResult.Rendered mail =
        Templates.render(
            "<% for (var i = 0; i < 500; i++) { %><%= ctx.a %><%= ctx.b %><% } %>",
            Templates.ORDER);

    assertThat(mail.warnings()).hasSize(2);
  }

  @Test
  void anEmptyElementIsNotMissing() {
    RenderResult.Rendered mail =
        Templates.render("[<%= ctx.a %>]", EventContext.xml("<ctx><a/></ctx>"));

    assertThat(mail.text()).isEqualTo("[]");
    assertThat(mail.warnings()).isEmpty();
  }

  @Test
  @DisplayName("design section 6: an element with children prints its mark-up")
  void anElementWithChildrenPrintsItsMarkup() {
    assertThat(Templates.text("<%= ctx.client %>"))
        .startsWith("<client id=\"7\">")
        .contains("<firstname>Ada</firstname>")
        .endsWith("</client>");
  }

  @Test
  void textBetweenTagsIsPrintedAsItIs() {
    String text = "\r\n a\t\"b\" \\n 'c' \\ $& \u2028 <b> % > é 😀 <%-- gone --%>\r";

    assertThat(Templates.text(text + "<%= '' %>")).isEqualTo(text.replace("<%-- gone --%>", ""));
    assertThat(Templates.text("a<%-- <%= nothing --%>b")).isEqualTo("ab");
  }

  @Test
  void aCommentOrASemicolonMayEndAnExpression() {
    assertThat(Templates.text("<%= 1 // one %>,<%= 2 /* two */ %>,<%= 3; %>")).isEqualTo("1,2,3");
  }
}
