package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("EM-2: a message without a text part gets one made from its HTML")
class HtmlToTextTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "<p>Hello <b>Ada</b>,</p><p>welcome.</p>| Hello Ada,¶¶welcome.¶",
        "one<br>two<br/>three| one¶two¶three¶",
        "one<br><br>two<br><br><br>three| one¶¶two¶¶three¶",
        "<div>a</div><div>b</div>| a¶b¶",
        "<h1>Title</h1>text| Title¶¶text¶",
        "<ul><li>one</li><li>two</li></ul>end| - one¶- two¶end¶",
        "a&nbsp;&amp;&lt;&eacute;&#8364;&#x1F600;&quot;&#39;&unknown;&copy b| a &<é€😀\"'&unknown;© b¶",
        "AT&T &#0; &#xD800; &#99999999; &;| AT&T &#0; &#xD800; &#99999999; &;¶",
        "<a href=\"https://x.example/?a=1&amp;b=2\">Your order</a>.|"
            + " Your order (https://x.example/?a=1&b=2).¶",
        "<a href='https://x.example/'>https://x.example/</a>| https://x.example/¶",
        "<a href=mailto:a@b.example>a@b.example</a>| a@b.example¶",
        "<a href='https://x.example/'><img alt='Shop' src=x></a>| Shop (https://x.example/)¶",
        "<a href='https://x.example/'><img src=x></a>| https://x.example/¶",
        "<a href='#top'>Top</a> <a name=x>Y</a>| Top Y¶",
        "<style>p { color: red }</style><script>if (a < b) alert('x')</script>x<title>t</title>| x¶",
        "<!-- no --><p title='a > b'>yes</p><!--[if mso]><p>no</p><![endif]-->| yes¶",
        "  lots \t of¶¶ space  | lots of space¶",
        "2 < 3 and 4 > 3 <3| 2 < 3 and 4 > 3 <3¶",
        "<b>no end| no end¶",
        "text <a href='https://x.example| text https://x.example¶",
        "<p></p><div> </div>| ~~",
        "<p>para</p> <hr> <p>more</p>| para¶¶----¶¶more¶",
      })
  void readsWell(String html, String text) {
    assertThat(HtmlToText.convert(html.replace("¶", "\n")).replace("\n", "¶")).isEqualTo(text);
  }

  @Test
  void theCellsOfARowStandOnOneLineApart() {
    String html =
        """
        <table>
          <tr><th>Article</th><th>Qty</th><th>Price</th></tr>
          <tr><td>Hat</td> <td>1</td> <td>5 EUR</td></tr>
          <tr><td></td><td>Total</td><td><b>5</b> EUR</td></tr>
        </table>
        <p>Bye</p>
        """;

    assertThat(HtmlToText.convert(html))
        .isEqualTo("Article | Qty | Price\nHat | 1 | 5 EUR\nTotal | 5 EUR\n\nBye\n");
  }

  @Test
  void aMessageWithHtmlOnlyHasText() {
    RenderResult.Rendered mail =
        Templates.rendered(
            Templates.compiled(
                    Templates.COMPILER,
                    Templates.content(
                        "s", "<p>Dear <%= ctx.client.firstname %> &amp; co</p>", null, true))
                .render(Templates.input(Templates.ORDER)));

    assertThat(mail.text()).isEqualTo("Dear Ada & co\n");
    assertThat(mail.html()).isEqualTo("<p>Dear Ada &amp; co</p>");
  }

  @Test
  void aMessageWithTextOnlyHasNoHtml() {
    assertThat(Templates.render("x", Templates.ORDER).html()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<",
        "<a href='",
        "<a href=\"x\">",
        "<!--",
        "<style>",
        "&",
        "&#",
        "<a b='>",
        "<p",
        "</",
        "<a =\"",
        "<td>",
        "<li>",
        "<br>",
        "<a href=x>y</a>",
        "<div><p>"
      })
  void takesTimeInProportion(String fragment) {
    long start = System.nanoTime();

    assertThat(HtmlToText.convert(fragment.repeat(100_000))).isNotNull();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Property(tries = 1_000, seed = "20260131")
  void takesAnyInputAndMakesTidyText(@ForAll("html") String html) {
    String text = HtmlToText.convert(html);

    assertThat(text).doesNotContain("\n\n\n").doesNotStartWith("\n");
    assertThat(text.isEmpty() || text.endsWith("\n")).isTrue();
  }

  @Provide
  Arbitrary<String> html() {
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(
                4,
                Arbitraries.of(
                    "<p>",
                    "</p>",
                    "<br>",
                    "<a href='u'>",
                    "</a>",
                    "<td>",
                    "<tr>",
                    "<li>",
                    "<!--",
                    "-->",
                    "<",
                    ">",
                    "\"",
                    "'",
                    "&amp;",
                    "&",
                    ";",
                    "<style>",
                    "</style>",
                    "<img alt='i'>",
                    "word",
                    " ",
                    "\n",
                    "<pre>",
                    "</",
                    "=")),
            net.jqwik.api.Tuple.of(1, Arbitraries.strings().ofMaxLength(5)))
        .list()
        .ofMaxSize(40)
        .map(pieces -> String.join("", pieces));
  }
}
