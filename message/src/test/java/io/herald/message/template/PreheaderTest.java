package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.event.EventContext;
import io.herald.message.link.Publication;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** EM-10: what mail programs show beside the subject. */
class PreheaderTest {
  private static final String HIDDEN = "<div style=\"display:none;[^\"]*\">It is here</div>";

  /** The mark ¦ shows where it belongs. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "¦<p>Hello</p>",
        "¦Hello",
        "<!DOCTYPE html><html><head><title><body></title></head><body class='a>b' id=x>¦<p>Hello",
        "<BODY>¦Hello",
        "<!doctype html><html lang=en><head><style>body > p {}</style></head>¦<p>Hello</p></html>",
        "<html>¦<p>Hello <body>",
        "<!-- <body> --><html><!--[if !mso]><!--><meta a=b><!--<![endif]--><body>¦Hello",
        "<head><meta charset=utf-8></head>¦<table><tr><td>Hello",
        "<style>p {}</style>¦<p>Hello",
        "¦<!-- never closed",
      })
  void itIsTheFirstThingInTheBody(String marked) {
    String html = marked.strip().replace("¦", "");
    int at = marked.strip().indexOf('¦');

    String shown = html(html, "It is here");

    assertThat(shown.substring(0, at)).isEqualTo(html.substring(0, at));
    assertThat(shown.substring(at)).matches("(?s)" + HIDDEN + ".*").endsWith(html.substring(at));
  }

  @Test
  void whatItPrintsIsTextAndNeverMarkUp() {
    String shown =
        html("<p>Hello</p>", "<%= ctx.name %>\n & more", "{\"name\":\"<img src=x> </div>\"}");

    assertThat(shown).contains(">&lt;img src=x&gt; &lt;/div&gt;  &amp; more</div><p>Hello</p>");
  }

  @Test
  void thePlainTextDoesNotRepeatIt() {
    assertThat(render("<p>Hello</p>", "It is here", "{}").text()).isEqualTo("Hello\n");
  }

  @Test
  void oneThatPrintsNothingLeavesNothingBehind() {
    assertThat(html("<p>Hello</p>", "<%= ctx.none %>", "{}")).isEqualTo("<p>Hello</p>");
  }

  @Property(tries = 500)
  void whateverTheHtmlIsNothingOfItIsLost(@ForAll @StringLength(max = 60) String any) {
    for (String html : List.of(any, "<" + any, "<html " + any, "<!--" + any, "<title>" + any)) {
      String shown = Preheader.insert(html, "It is here");
      assertThat(shown.replaceFirst(HIDDEN, "")).isEqualTo(html);
    }
  }

  private static String html(String html, String preheader) {
    return html(html, preheader, "{}");
  }

  private static String html(String html, String preheader, String context) {
    String shown = render(html, preheader, context).html();
    if (shown == null) {
      throw new AssertionError("no HTML");
    }
    return shown;
  }

  private static RenderResult.Rendered render(String html, String preheader, String context) {
    Publication.Content content =
        new Publication.Content(
            "Shop",
            "shop@example.com",
            null,
            null,
            "s",
            html,
            null,
            true,
            preheader,
            List.of(),
            null,
            null,
            null,
            List.of(),
            List.of());
    return Templates.rendered(
        Templates.compiled(Templates.COMPILER, content)
            .render(Templates.input(EventContext.json(context))));
  }
}
