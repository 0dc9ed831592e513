package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.event.EventContext;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("TPL-37: a value stays a value wherever in the HTML it is printed")
class HtmlPlacesTest {
  /** What people have used to break out of one place or another. */
  private static final String[] ATTACKS = {
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "\" onfocus=\"alert(1)\" autofocus=\"",
    "x onmouseover=alert(1)",
    "x\tonmouseover=alert(1)",
    "`onmouseover=alert(1)`",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "java\tscript:alert(1)",
    "\u0001javascript:alert(1)",
    "javascript&colon;alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "file:///etc/passwd",
    "https://good.example/\"onclick=\"alert(1)",
    "https://good.example/'onclick='alert(1)",
    "');alert(1);//",
    "\");alert(1);//",
    "\\');alert(1);//",
    "\\\");alert(1);//",
    "\\",
    "\n alert(1)",
    "\u2028alert(1)",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "-->",
    "--!><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "${alert(1)}",
    "`+alert(1)+`",
    "*/alert(1)/*",
    "red;background:url(javascript:alert(1))",
    "expression(alert(1))",
    "red}body{display:none",
    "\\75rl(javascript:alert(1))",
    "'),url(https://evil.example/",
    "</style><script>alert(1)</script>",
    "@import 'https://evil.example/'",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "&lt;script&gt;",
    "&#106;avascript:alert(1)",
    "a&b=c#d?e",
    "\u0000",
    "\ud800",
    "%00",
    "%3Cscript%3E",
    "é😀",
    ""
  };

  private static String html(String template, String value) {
    return Templates.html(template, json(value), true);
  }

  private static EventContext json(String value) {
    StringBuilder json = new StringBuilder("{\"v\": \"");
    value.chars().forEach(c -> json.append(String.format("\\u%04x", c)));
    return EventContext.json(json.append("\"}").toString());
  }

  /** What was printed between the literal texts around it, which must be left untouched. */
  private static String printed(String template, String value) {
    int tag = template.indexOf("<%=");
    String before = template.substring(0, tag);
    String after = template.substring(template.indexOf("%>") + 2);
    String html = html(template, value);
    assertThat(html).startsWith(before).endsWith(after);
    return html.substring(before.length(), html.length() - after.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p><%= ctx.v %></p>",
        "<%= ctx.v %>",
        "a < b <%= ctx.v %>",
        "<title><%= ctx.v %></title>",
        "<textarea><%= ctx.v %></textarea>",
        "<!-- <%= ctx.v %> -->",
        "<!--[if mso]><p><%= ctx.v %></p><![endif]-->",
        "<!--[if !mso]><!--><p><%= ctx.v %></p><!--<![endif]-->",
        "<!DOCTYPE html><p><%= ctx.v %></p>",
        "<p title=\"<%= ctx.v %>\">x</p>",
        "<p title='<%= ctx.v %>'>x</p>",
        "<p data-x = 'a <%= ctx.v %> b' >x</p>",
        "<script>1</script><p><%= ctx.v %></p>",
        "<style>p {}</style><p><%= ctx.v %></p>",
      })
  void inTextAndQuotedAttributesNoMarkupIsLeft(String template) {
    for (String attack : ATTACKS) {
      String printed = printed(template, attack);

      assertThat(printed).matches("(?s)(?:[^&<>\"']|&(?:amp|lt|gt|quot|#39);)*");
      assertThat(HtmlEntities.decode(printed)).isEqualTo(attack.replace("\ud800", "\ud800"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p title=<%= ctx.v %>>x</p>",
        "<p title=a<%= ctx.v %> id=x>x</p>",
        "<a href=<%= ctx.v %>>x</a>",
        "<a href=/p?a=<%= ctx.v %>&b=c>x</a>",
        "<p style=color:<%= ctx.v %>>x</p>",
        "<p onclick=f(<%= ctx.v %>)>x</p>",
      })
  void inAttributesWithoutQuotesNothingEndsTheValue(String template) {
    for (String attack : ATTACKS) {
      assertThat(printed(template, attack)).doesNotContainPattern("[ \\t\\n\\r\\f<>'`=]");
      assertThat(printed(template, attack)).matches("\"\"|[^\"]*");
    }
    assertThat(printed("<p title=<%= ctx.v %>>x</p>", "")).isEqualTo("\"\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a href=\"<%= ctx.v %>\">x</a>",
        "<a href='<%= ctx.v %>'>x</a>",
        "<a href=\" <%= ctx.v %>\">x</a>",
        "<a HREF = \"<%= ctx.v %>?utm=1\">x</a>",
        "<img src=\"<%= ctx.v %>\">",
        "<td background=\"<%= ctx.v %>\">x</td>",
        "<form action=\"<%= ctx.v %>\"></form>",
        "<svg><a xlink:href=\"<%= ctx.v %>\">x</a></svg>",
        "<v:fill src=\"<%= ctx.v %>\"/>",
        "<img srcset=\"<%= ctx.v %> 2x\">",
        "<img srcset=\"a.png 1x, <%= ctx.v %> 2x\">",
        "<p style=\"background:url(<%= ctx.v %>)\">x</p>",
        "<p style=\"background:url('<%= ctx.v %>')\">x</p>",
        "<style>p { background: URL( \"<%= ctx.v %>\") }</style>",
      })
  void aLinkBeginsWithHttpHttpsMailtoOrTelOrIsRelative(String template) {
    for (String attack : ATTACKS) {
      String printed = printed(template, attack);
      String link = template.startsWith("<style") ? printed : HtmlEntities.decode(printed);

      assertThat(link).matches("[A-Za-z0-9._~:/?#\\[\\]@!$&*+,;=%-]*");
      int colon = link.indexOf(':');
      assertThat(
              colon < 0 || link.matches("(https?|mailto|tel):.*") || link.matches("[^:]*[/?#].*"))
          .as("%s from %s", link, attack)
          .isTrue();
    }
    for (String fine :
        new String[] {
          "https://shop.example/a?b=c&d=%20e#f",
          "HTTP://x.example",
          "mailto:a@b.example",
          "tel:+44",
          "/cart",
          "cart/7",
          "?x=1",
          "#top",
          "//cdn.example/x.png"
        }) {
      assertThat(HtmlEntities.decode(printed(template, fine))).isEqualTo(fine);
    }
  }

  @Test
  void aLinkThatIsLeftOutIsAWarning() {
    RenderResult.Rendered mail =
        Templates.rendered(
            Templates.compiled(
                    Templates.COMPILER,
                    Templates.content("s", "<a href=\"<%= ctx.v %>\">x</a>", null, true))
                .render(Templates.input(json("javascript:alert(1)"))));

    assertThat(mail.html()).isEqualTo("<a href=\"#\">x</a>");
    assertThat(mail.warnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.message()).contains("ctx.v", "https");
              assertThat(warning.column()).isEqualTo(14);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        // template, with ¤ for the value | value | printed
        "<a href='https://s.example/o/¤'>| R 1/é?a=b&c| https://s.example/o/R%201/%C3%A9?a=b&amp;c",
        "<a href='https://s.example/?o=¤'>| R 1/é?a=b&c| https://s.example/?o=R%201%2F%C3%A9%3Fa%3Db%26c",
        "<a href='https://s.example/?o=1&amp;p=¤'>| a&b| https://s.example/?o=1&amp;p=a%26b",
        "<a href='https://s.example/#¤'>| a b| https://s.example/#a%20b",
        "<a href='mailto:¤'>| a@b.example| mailto:a@b.example",
        "<a href='mailto:a@b.example?subject=¤'>| Hi you| mailto:a@b.example?subject=Hi%20you",
        "<a href='java¤'>| script:alert(1)| javascript%3Aalert%281%29",
        "<a href='<%= \"java\" %>¤'>| script:alert(1)| javascript%3Aalert%281%29",
        "<a href='<%= \"https://s.example\" %>¤'>| /a/b?c| https://s.example/a/b?c",
        "<a href='<% if (ctx.v) { %>https://s.example/?a=1<% } else { %>/x<% } %>¤'>| &b| https://s.example/?a=1%26b",
        "<a href='<% for (var i = 0; i < 2; i++) { %>¤<% } %>'>| a:b| a%3Aba%3Ab",
      })
  void everyPartOfALinkIsWrittenByItsOwnRules(String template, String value, String link) {
    String html = html(template.replace("¤", "<%= ctx.v %>"), value);

    assertThat(html).isEqualTo("<a href='" + link + "'>");
  }

  private static final Pattern SCRIPT_ESCAPE = Pattern.compile("\\\\u([0-9A-F]{4})");
  private static final Pattern STYLE_ESCAPE = Pattern.compile("\\\\([0-9a-f]{1,2}) ");

  private static String decoded(Pattern escape, String text) {
    return escape
        .matcher(text)
        .replaceAll(
            (MatchResult found) ->
                java.util.regex.Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(found.group(1), 16))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>var a = \"<%= ctx.v %>\";</script>",
        "<script>var a = '<%= ctx.v %>';</script>",
        "<script>var a = `<%= ctx.v %>`;</script>",
        "<script>var b = 4 / 2, r = /['\"]/, a = \"it's <%= ctx.v %>\"; // it's</script>",
        "<script>/* it's */ var a = \"\\\"<%= ctx.v %>\";</script>",
        "<script type=\"application/ld+json\">{\"orderNumber\": \"<%= ctx.v %>\"}</script>",
        "<p onclick=\"f('<%= ctx.v %>')\">x</p>",
        "<p onclick='f(&quot;<%= ctx.v %>&quot;)'>x</p>",
        "<p onclick=\"f(&#39;<%= ctx.v %>&#39;)\">x</p>",
      })
  void inAScriptsTextNothingEndsTheText(String template) {
    for (String attack : ATTACKS) {
      String printed = printed(template, attack);

      assertThat(printed)
          .matches("(?:[ \\w.,:@+/!?%#*;\u00a0-\u2027\u202a-\\x{10ffff}-]|\\\\u[0-9A-F]{4})*");
      assertThat(decoded(SCRIPT_ESCAPE, printed)).isEqualTo(attack);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "<script>var a = <%= ctx.v %>;</script>| \";alert(1)//| <script>var a = \"\\u0022;alert\\u00281\\u0029//\";</script>",
        "<script>var a = <%= 1.5 %>;</script>| | <script>var a =  1.5;</script>",
        "<script>var a = <%= true %>;</script>| | <script>var a =  true;</script>",
        "<script>var a = <%= 0/0 %>;</script>| | <script>var a = \"NaN\";</script>",
        "<script>var a = <%= ctx.none %>;</script>| | <script>var a = null;</script>",
        "<p onclick='f(<%= ctx.v %>)'>| a'b| <p onclick='f(&quot;a\\u0027b&quot;)'>",
      })
  void whereAScriptExpectsAValueItGetsOne(String template, String value, String html) {
    assertThat(html(template, value == null ? "" : value)).isEqualTo(html);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p style=\"color:<%= ctx.v %>\">x</p>",
        "<p style='font-family:\"<%= ctx.v %>\"'>x</p>",
        "<style>p { color: <%= ctx.v %>; }</style>",
        "<style>p:before { content: '<%= ctx.v %>'; }</style>",
        "<style>/* <%= ctx.v %> */</style>",
      })
  void inAStyleNothingEndsTheValue(String template) {
    for (String attack : ATTACKS) {
      String printed = printed(template, attack);

      assertThat(printed).matches("(?:[ \\w.,#%+\u00a0-\\x{10ffff}-]|\\\\[0-9a-f]{1,2} )*");
      assertThat(decoded(STYLE_ESCAPE, printed)).isEqualTo(attack);
    }
    assertThat(printed(template, "#ff00cc")).isEqualTo("#ff00cc");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        // template | column of the finding | what it says
        "<<%= ctx.v %>>| 6 | name of a tag",
        "<b<%= ctx.v %>>| 7 | name of a tag",
        "<p <%= ctx.v %>>| 8 | inside a tag",
        "<p <%= ctx.v %>=\"x\">| 8 | inside a tag",
        "<p on<%= ctx.v %>=\"x\">| 10 | inside a tag",
        "<iframe srcdoc=\"<%= ctx.v %>\">| 21 | srcdoc",
        "<a href=\"javascript:f('<%= ctx.v %>')\">| 28 | protocol",
        "<a href=\"&#106;avascript:f('<%= ctx.v %>')\">| 33 | protocol",
        "<a href=\"<%= ctx.v %>:<%= ctx.v %>\">| 27 | protocol",
        "<script>// <%= ctx.v %>| 16 | comment",
        "<script>/* <%= ctx.v %> */| 16 | comment",
        "<script>var r = /a<%= ctx.v %>/| 23 | pattern",
        "<script>var r = `${ <%= ctx.v %> }`| 25 | ${ }",
        "<% if (ctx.v) { %><p title=\"<% } else { %><p><% } %><%= ctx.v %>| 4 | cut differently",
        "<% if (ctx.v) { %><!-- <% } %>| 4 | cut differently",
        "<% for (var i = 0; i < 2; i++) { %><a href=\"x<% } %>| 4 | cut differently",
        "<% switch (1) { case 1: %><script><% break; default: %>x<% } %>| 4 | cut differently",
        "<% function f() { %><p title=\"<% } %>| 4 | cut differently",
        "<% try { %><b title='<% } catch (e) { %>x<% } %>| 27 | cut differently",
        "<% while (ctx.v) { if (1) { %><b title='<% continue; } %>x<% } %>| 4 | cut differently",
        "<a hr<% if (ctx.v) { %>x<% } %>ef=\"<%= ctx.v %>\">| 30 | one piece",
      })
  void whatCannotBeMadeSafeIsAFindingWithItsPlace(String template, int column, String says) {
    assertThat(Templates.errors(template))
        .first()
        .satisfies(
            error -> {
              assertThat(error.message()).contains(says);
              assertThat(error.line()).isEqualTo(1);
              assertThat(error.column()).isEqualTo(column);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<td<% if (ctx.v) { %> class=\"a\"<% } %>><%= ctx.v %></td>",
        "<td<% if (ctx.v) { %> class=\"a\"<% } %> id=\"b\"><%= ctx.v %></td>",
        "<input value=1<% if (ctx.v) { %> checked<% } %>>",
        "<td class=\"<% if (ctx.v) { %>a<% } else { %>b<% } %>\">",
        "<td style=\"<% if (ctx.v) { %>color:red<% } %>\">",
        "<a <% if (ctx.v) { %>href=\"x\"<% } else { %>name='y'<% } %>>",
        "<a href=\"<% switch (1) { case 1: %>a<% break; case 2: %>b<% default: %>c<% } %>\">",
        "<% function f(x) { %><b title=\"<%= x %>\"><% return; } f(ctx.v); f(1); %>",
        "<ul><% for each (var a in ctx.v) { %><li><%= a %><% if (a == 1) continue; if (a == 2) break; %></li><% } %></ul>",
        "<p <%== 'id=\"x\"' %>><%= ctx.v %></p>",
        "<% for (;;) { %><p><% break; } %>",
        "<% do { %><p><% } while (false) %>",
        "<% with (ctx) { %><p title=\"<%= v %>\"><% } %>",
        "<% try { %><b><% } catch (e) { %><i><% } finally { %></i><% } %>",
        "<a href=\"<% if (ctx.v) { %>https://a.example/<% } else { %><%= ctx.v %><% } %>\">",
      })
  void branchesThatAgreeAreFine(String template) {
    assertThat(Templates.errors(template)).isEmpty();
    assertThat(html(template, "x")).isNotEmpty();
  }

  @Test
  void aFunctionThatPrintsIntoAnotherPlaceFailsTheMessage() {
    String template =
        "<% function f(x) { %><b><%= x %></b><% } %>\n<p title=\"<% f(ctx.v) %>\">x</p>";

    TemplateError error =
        Templates.failed(
            Templates.compiled(Templates.COMPILER, Templates.content("s", template, null, true))
                .render(Templates.input(json("\" onclick=\"x"))));

    assertThat(error.message()).contains("another place");
  }

  @Test
  void aJumpOutOfAnAttributeFailsTheMessageInsteadOfSendingBrokenHtml() {
    String template = "<% try { %><a title=\"<%= null.x %>\"><% } catch (e) { %><p><% } %>";

    TemplateError error =
        Templates.failed(
            Templates.compiled(Templates.COMPILER, Templates.content("s", template, null, true))
                .render(Templates.input(Templates.ORDER)));

    assertThat(error.message()).contains("another place");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "<a href=\"/?q=<%= encodeURIComponent('a b/c') %>\">| <a href=\"/?q=a%20b%2Fc\">",
        "<a href=\"/?q=<%= escapeUrl(\"it's\") %>\">| <a href=\"/?q=it%27s\">",
        "<a href=\"/?q=1&amp;r=<%= escapeXmlStr('a&b') %>\">| <a href=\"/?q=1&amp;r=a%26b\">",
        "<a href=\"<%= escapeXmlStr('https://a.example/?b=1&c=2') %>\">| <a href=\"https://a.example/?b=1&amp;c=2\">",
        "<a href=\"<%= escapeXmlStr('javascript:alert(1)') %>\">| <a href=\"#\">",
        "<p title=<%= escapeXmlStr('a \"b\"') %>>| <p title=a&#32;&quot;b&quot;>",
        "<script>f('<%= escapeXmlStr('\"</script>') %>')</script>| <script>f('\\u0026quot;\\u0026lt;/script\\u0026gt;')</script>",
      })
  void whatATemplateEscapedIsNotEscapedTwiceButStillFitsItsPlace(String template, String html) {
    assertThat(html(template, "")).isEqualTo(html);
  }

  @Test
  void withAutoEscapeOffNothingIsChecked() {
    assertThat(Templates.html("<p <%= 'id=x' %>><% if (1) { %>'<% } %><%= '<b>' %>", false))
        .isEqualTo("<p id=x>'<b>");
  }

  @Property(tries = 400, seed = "20260131")
  void anyTextComesBackFromEveryPlace(@ForAll String text) {
    StringBuilder html = new StringBuilder();
    Escaping.html(text, html);
    assertThat(html).doesNotContain("<", ">", "\"", "'");
    assertThat(decoded(SCRIPT_ESCAPE, PlaceEscaping.script(text))).isEqualTo(text);
    assertThat(PlaceEscaping.script(text)).doesNotContain("<", "\"", "'", "`", "$", "(", "&");
    assertThat(decoded(STYLE_ESCAPE, PlaceEscaping.style(text))).isEqualTo(text);
    assertThat(PlaceEscaping.style(text)).doesNotContain("<", "\"", "'", "(", ";", "}", "/", ":");
    assertThat(PlaceEscaping.wholeLink(text)).doesNotContain("<", "\"", "'", "(", " ", "\\");
    assertThat(PlaceEscaping.openLink(text)).doesNotMatch("[^/?#]*:.*");
  }

  @Test
  @DisplayName("TPL-38: a value that is too long fails the message, it is never cut")
  void valuesHaveTheLengthTheInstallationAllows() {
    RenderLimits original =
        new RenderLimits(Duration.ofSeconds(5), 1_000_000, 1_000_000, 64L << 20, 1_024);
    CompiledTemplate template =
        Templates.compiled(
            new TemplateCompiler(original),
            Templates.content("s", "<p>\n<%= ctx.v %></p>", null, true));

    assertThat(template.render(Templates.input(json("x".repeat(1_024)))))
        .isInstanceOf(RenderResult.Rendered.class);
    TemplateError error =
        Templates.failed(template.render(Templates.input(json("x".repeat(1_025)))));
    assertThat(error.message()).contains("ctx.v", "longer than 1024 characters");
    assertThat(error.line()).isEqualTo(2);
    assertThat(html("<p><%= ctx.v %></p>", "x".repeat(5_000))).hasSize(5_007);
  }
}
