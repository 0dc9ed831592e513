package io.herald.control.mjml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.herald.message.link.Publication;
import io.herald.message.link.Publication.Variant;
import io.herald.message.template.Compilation;
import io.herald.message.template.RenderLimits;
import io.herald.message.template.TemplateCompiler;
import io.herald.message.template.TemplateError;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MJML as another source of a message's HTML. */
class MjmlTest {
  private static final TemplateCompiler COMPILER = new TemplateCompiler(RenderLimits.DEFAULT);

  private static final String ORDER =
      """
      <mjml>
        <mj-body>
          <% if (rtEvent.ctx.vip == 'true') { %>
          <mj-section><mj-column><mj-text>For <b>members</b></mj-text></mj-column></mj-section>
          <% } %>
          <mj-section>
            <mj-column>
              <mj-text>Order <%= rtEvent.ctx["reference"] %> &amp; more</mj-text>
              <% for each (var a in rtEvent.ctx.article) { %>
              <mj-text color="#333333"><%= a.name %></mj-text>
              <% } %>
              <mj-button href="https://shop.example/order?id=<%= rtEvent.ctx.reference %>&amp;a=1"
                background-color="<%= rtEvent.ctx.color %>">Look</mj-button>
              <mj-table><tr data-nl-each="ctx.article"><td><%= item.name %></td></tr></mj-table>
            </mj-column>
          </mj-section>
        </mj-body>
      </mjml>
      """;

  @Test
  void theTagsOfTheTemplateComeThroughAsTheyAre() {
    Mjml made = made(ORDER);

    assertThat(made.errors()).isEmpty();
    assertThat(made.content().html())
        .startsWith("<!doctype html>")
        .contains("<% if (rtEvent.ctx.vip == 'true') { %>")
        .contains("Order <%= rtEvent.ctx[\"reference\"] %> &amp; more")
        .contains("href=\"https://shop.example/order?id=<%= rtEvent.ctx.reference %>&amp;a=1\"")
        .contains("background:<%= rtEvent.ctx.color %>")
        .contains("<tr data-nl-each=\"ctx.article\"><td><%= item.name %></td></tr>")
        .doesNotContain("<mj-");
    assertThat(made.content().mjml()).isEqualTo(ORDER);
    assertThat(COMPILER.compile("t", made.content())).isInstanceOf(Compilation.Compiled.class);
  }

  @Test
  void aVariantHasMjmlOfItsOwn() {
    Mjml made =
        Mjml.made(
            content(
                ORDER,
                null,
                List.of(
                    new Variant("fr", null, null, null, null, null, ORDER.replace("Look", "Voir")),
                    new Variant("de", null, "Hallo", null, null, null, null))));

    assertThat(made.content().variants().get(0).html()).contains("Voir").contains("lang=\"fr\"");
    assertThat(made.content().variants().get(1).html()).isNull();
    assertThat(made.content().asWritten().variants().get(0).html()).isNull();
    assertThat(made.content().asWritten().html()).isNull();
  }

  @Test
  void anErrorInTheTemplateIsShownWhereItStandsInTheMjml() {
    Mjml made =
        made(
            """
            <mjml><mj-body><mj-section><mj-column>
              <mj-text>fine <%= a %></mj-text>
              <mj-text>wrong <%=  b c %></mj-text>
            </mj-column></mj-section></mj-body></mjml>
            """);

    assertThat(COMPILER.compile("t", made.content()))
        .isInstanceOfSatisfying(
            Compilation.Rejected.class,
            no ->
                assertThat(made.atSource(no.errors()))
                    .singleElement()
                    .satisfies(
                        error -> {
                          assertThat(error.part()).isEqualTo("mjml");
                          assertThat(error.line()).isEqualTo(3);
                          assertThat(error.column()).isBetween(18, 26);
                        }));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<p>Hello</p>|This is no MJML",
        "''|This is no MJML",
        "<mjml></mjml>|There is no mj-body",
        "<mjml><mj-body><mj-sectio></mj-sectio></mj-body></mjml>|no element mj-sectio",
        "<mjml><mj-body><mj-text>a</mj-text></mj-body></mjml>|mj-text cannot stand in mj-body; it"
            + " belongs in mj-column or mj-hero",
        "<mjml><mj-body><mj-section><mj-column></mj-section></mj-body></mjml>|mj-column is not"
            + " closed before </mj-section>",
        "<mjml><mj-body>|mj-body is never closed",
        "<mjml><mj-body></mj-column></mj-body></mjml>|closes what was never opened",
        "<mjml><mj-body>Hello</mj-body></mjml>|Text cannot stand in mj-body itself",
        "<mjml><mj-body><p>Hello</p></mj-body></mjml>|The HTML element p cannot stand here",
        "<mjml><mj-body><mj-include path='/etc/passwd'/></mj-body></mjml>|not supported",
        "<mjml><mj-body><mj-section data-nl-if='a'></mj-section></mj-body></mjml>|data-nl-if does"
            + " not work on an element of MJML",
        "<mjml><mj-body width='<%= w %>'></mj-body></mjml>|The attribute width of mj-body",
        "<mjml><mj-body <%= w %>></mj-body></mjml>|between the quotes",
        "<mjml><mj-body><% never closed</mj-body></mjml>|The tag <% is never closed",
        "<mjml><% a %><mj-body></mj-body></mjml>|no place for this",
        "<mjml><mj-head><mj-title>a<mj-text>b</mj-text></mj-title></mj-head><mj-body/></mjml>|in"
            + " HTML, here in mj-title",
        "<mjml><mj-body><!-- never closed</mj-body></mjml>|never closed",
        "<mjml><mj-body><mj-section padding='abc'><mj-column><mj-image"
            + " width=''/></mj-column></mj-section></mj-body></mjml>|A size in this MJML",
        "<mjml><mj-body|has no end",
      })
  void whatMjmlWouldSilentlyLeaveOutIsAnErrorWithItsPlace(String mjml, String message) {
    Mjml made = made(mjml);

    assertThat(made.errors()).as(mjml).isNotEmpty();
    assertThat(made.errors())
        .allSatisfy(error -> assertThat(error.part()).isEqualTo("mjml"))
        .anySatisfy(error -> assertThat(error.message()).contains(message));
  }

  @Test
  void thePlaceIsThatOfTheElement() {
    assertThat(made("<mjml>\n <mj-body>\n  <mj-oops/></mj-body></mjml>").errors())
        .containsExactly(
            new TemplateError("mjml", 3, 3, "MJML has no element mj-oops: correct the name"));
  }

  @Test
  void manyErrorsAreToldUpToTwentyAndSoon() {
    String many = "<mjml>\n<mj-body>\n" + "<p>\n".repeat(200_000) + "</mj-body>\n</mjml>";

    List<TemplateError> errors =
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> made(many).errors());

    assertThat(errors).hasSize(20);
    assertThat(errors.getLast().line()).isEqualTo(22);
  }

  @Test
  void aWordThatIsAlmostOneOfOursTakesNoTime() {
    String word = "tag" + "q".repeat(1_000_000);

    Mjml made =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> made(ORDER.replace("members", word)));

    assertThat(made.content().html()).contains(word, "<%= a.name %>");
  }

  @Test
  void linesEndAsInAnEditorWhateverTheLineEnd() {
    for (String end : List.of("\n", "\r\n", "\r")) {
      String mjml = ORDER.replace("\n", end);

      assertThat(made(mjml.replace("<mj-button", "<mj-buton")).errors())
          .first()
          .satisfies(error -> assertThat(error.line()).isEqualTo(12));
    }
  }

  @Test
  void mjmlAndHtmlTogetherAreOneTooMany() {
    assertThat(Mjml.made(content(ORDER, "<p>Hello</p>", List.of())).errors())
        .extracting(TemplateError::part)
        .containsExactly("html");
  }

  @Test
  void aMessageWithoutMjmlStaysAsItIs() {
    Publication.Content content = content(null, "<p>Hello</p>", List.of());

    assertThat(Mjml.made(content).content()).isSameAs(content);
  }

  @Property(tries = 500)
  void whateverIsWrittenGivesHtmlOrAnErrorWithAPlaceInIt(
      @ForAll @StringLength(max = 80) String any) {
    for (String mjml :
        List.of(
            any,
            "<mjml><mj-body>" + any + "</mj-body></mjml>",
            "<mjml><mj-body><mj-section><mj-column><mj-text><%= a %>"
                + any
                + "<% b %></mj-text></mj-column></mj-section></mj-body></mjml>",
            "<mjml><mj-body><mj-section " + any + "></mj-section></mj-body></mjml>")) {
      Mjml made = made(mjml);
      if (made.errors().isEmpty()) {
        assertThat(made.content().html()).contains("<body");
      }
      long lines = mjml.chars().filter(c -> c == '\n').count() + 1;
      assertThat(made.errors())
          .allSatisfy(
              error -> {
                assertThat(error.line()).isBetween(1, (int) lines);
                assertThat(error.column()).isPositive();
              });
    }
  }

  private static Mjml made(String mjml) {
    return Mjml.made(content(mjml, null, List.of()));
  }

  private static Publication.Content content(
      @Nullable String mjml, @Nullable String html, List<Variant> variants) {
    return new Publication.Content(
        "Shop",
        "shop@example.com",
        null,
        null,
        "s",
        html,
        null,
        true,
        null,
        List.of(),
        mjml,
        null,
        "en",
        variants,
        List.of());
  }
}
