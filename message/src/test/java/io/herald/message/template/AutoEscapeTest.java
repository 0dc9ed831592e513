package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.event.EventContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("TPL-37: values are escaped in HTML unless the template says otherwise")
class AutoEscapeTest {
  private static final EventContext RISKY =
      EventContext.json("{\"v\": \"<script>alert(\\\"1\\\" & '2')</script>\"}");
  private static final String RAW = "<script>alert(\"1\" & '2')</script>";
  private static final String ESCAPED =
      "&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;";

  @Test
  void htmlIsEscapedWhenOn() {
    assertThat(Templates.html("<p title='<%= ctx.v %>'><%= ctx.v %></p>", RISKY, true))
        .isEqualTo("<p title='" + ESCAPED + "'>" + ESCAPED + "</p>");
  }

  @Test
  void htmlIsPrintedAsItIsWhenOff() {
    assertThat(Templates.html("<p><%= ctx.v %></p>", RISKY, false)).isEqualTo("<p>" + RAW + "</p>");
  }

  @Test
  void twoEqualSignsPrintAsItIs() {
    assertThat(Templates.html("<%== ctx.v %>|<%==ctx.v%>", RISKY, true)).isEqualTo(RAW + "|" + RAW);
  }

  @Test
  void textAndSubjectAreNeverEscaped() {
    RenderResult.Rendered mail =
        Templates.rendered(
            Templates.compiled(
                    Templates.COMPILER,
                    Templates.content("<%= ctx.v %>", "<%= ctx.v %>", "<%= ctx.v %>", true))
                .render(Templates.input(RISKY)));

    assertThat(mail.subject()).isEqualTo(RAW);
    assertThat(mail.text()).isEqualTo(RAW);
    assertThat(mail.html()).isEqualTo(ESCAPED);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "escapeXmlStr('<a & \"b\">')| &lt;a &amp; &quot;b&quot;&gt;",
        "escapeXMLString('<a>')| &lt;a&gt;",
        "escapeXmlStr(escapeXmlStr('<a>'))| &lt;a&gt;",
        "NL.XML.escape('<a> \"b\"')| &lt;a&gt; \"b\"",
        "NL.XML.escapeAttribute('\"<b>')| &quot;&lt;b&gt;",
        "encodeURIComponent('a b&c<d>')| a%20b%26c%3Cd%3E",
        "escapeUrl('a b&c/é')| a%20b%26c%2F%C3%A9",
      })
  void whatATemplateEscapedIsNotEscapedAgain(String expression, String printed) {
    assertThat(Templates.html("<%= " + expression + " %>", true)).isEqualTo(printed);
    assertThat(Templates.html("<%= " + expression + " %>", false)).isEqualTo(printed);
  }

  @Test
  void anApostropheThatEscapeXmlStrLeavesCannotEndAnAttribute() {
    assertThat(Templates.html("<a t='<%= escapeXmlStr(\"it's\") %>'>", true))
        .isEqualTo("<a t='it&#39;s'>");
    assertThat(Templates.html("<%= escapeXmlStr(\"it's\") %>", false)).isEqualTo("it's");
  }

  @Test
  void textJoinedWithEscapedTextIsEscapedAsAWhole() {
    assertThat(Templates.html("<%= '<b>' + escapeXmlStr('&') %>", true))
        .isEqualTo("&lt;b&gt;&amp;amp;");
  }

  @Test
  void markupOfAnElementIsEscapedToo() {
    assertThat(Templates.html("<%= ctx.client %>", true)).doesNotContain("<");
  }
}
