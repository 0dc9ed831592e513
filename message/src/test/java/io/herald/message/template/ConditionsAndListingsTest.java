package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.event.EventContext;
import io.herald.message.link.Publication;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields, conditions, variants and listings as a marketer writes them. */
class ConditionsAndListingsTest {
  private static final String JSON =
      """
      {"amount": 120.5, "limit": "9", "vip": true, "old": false, "zero": 0, "none": null,
       "name": "Ada <&>", "empty": "", "day": "2026-01-31",
       "client": {"firstName": "Ada", "tags": ["a", "b"]},
       "items": [
         {"name": "Hat", "price": 5, "stock": 1, "sizes": [{"n": "S"}, {"n": "M"}]},
         {"name": "Coat", "price": 30, "stock": 0, "sizes": []},
         {"name": "Bag", "price": 10, "stock": 7, "sizes": [{"n": "L"}]},
         {"name": "<Gloves>", "stock": 2},
         {"name": "Socks", "price": 9.5, "stock": 3}]}
      """;

  private static final EventContext EVENT = EventContext.json(JSON);
  private static final SystemObjects KNOWN =
      new SystemObjects(
          Map.of(
              "brand",
              Map.of("usualName", "Tom & Co"),
              "profile",
              Map.of(
                  "email",
                  "ada@example.com",
                  "firstName",
                  "Ada",
                  "address",
                  Map.of("city", "London"))));

  private static RenderResult render(String everywhere) {
    return render(everywhere, everywhere);
  }

  private static RenderResult render(String html, String other) {
    RenderInput plain =
        Templates.input(EVENT, Map.of("crm", Map.of("level", "gold", "points", "42")));
    return Templates.compiled(Templates.COMPILER, Templates.content(other, html, other, true))
        .render(
            new RenderInput(
                plain.eventId(),
                plain.event(),
                plain.created(),
                plain.enrichment(),
                KNOWN,
                plain.now()));
  }

  private static String html(String html) {
    return String.valueOf(Templates.rendered(render(html, "s")).html());
  }

  @Nested
  @DisplayName("TPL-36: fields")
  class Fields {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "/context/ctx/amount| 120.5",
          "/context/ctx/client/firstName| Ada",
          "/context/ctx/name| Ada &lt;&amp;&gt;",
          "/context/profile/firstName| Ada",
          "/context/profile/email| ada@example.com",
          "/context/profile/address/city| London",
          "/context/profile/@email| ada@example.com",
          "/context/crm/level| gold",
          "/context/brand/usualName| Tom &amp; Co",
        })
    void areReplacedByTheValue(String path, String value) {
      assertThat(
              html(
                  "<p>Dear <span class=\"nl-dce-field nl-dce-done\" data-nl-expr=\""
                      + path
                      + "\">the <b>label</b></span>!</p>"))
          .isEqualTo("<p>Dear " + value + "!</p>");
    }

    @ParameterizedTest
    @CsvSource({
      "/context/ctx/nothing",
      "/context/ctx/nothing/more",
      "/context/none/at/all",
      "/context/profile/none/at/all",
      "/context/crm/none"
    })
    void thatAreMissingPrintNothingAndAreAWarning(String path) {
      RenderResult.Rendered mail =
          Templates.rendered(render("[<span data-nl-expr='" + path + "'>x</span>]"));

      assertThat(mail.html()).isEqualTo("[]");
      assertThat(mail.warnings()).isNotEmpty();
    }

    @Test
    void standBesideTagsInOneDocumentAndInSubjectAndText() {
      RenderResult.Rendered mail =
          Templates.rendered(
              render(
                  "<%= ctx.limit %> <span class='nl-dce-field' data-nl-expr='/context/ctx/name'>n</span>"
                      + "<% if (1) { %> <span data-nl-expr='/context/ctx/limit'>n</span><% } %>"));

      assertThat(mail.html()).isEqualTo("9 Ada &lt;&amp;&gt; 9");
      assertThat(mail.subject()).isEqualTo("9 Ada <&> 9");
      assertThat(mail.text()).isEqualTo("9 Ada <&> 9");
    }

    @Test
    void withAPathThatIsNoneAreAFinding() {
      assertThat(Templates.errors("<p>\n<span data-nl-expr='ctx.a + 1'>n</span></p>"))
          .singleElement()
          .satisfies(
              error -> {
                assertThat(error.message()).contains("no path to a field");
                assertThat(error.line()).isEqualTo(2);
                assertThat(error.column()).isEqualTo(1);
              });
    }
  }

  @Nested
  @DisplayName("TPL-36, TPL-55: conditions")
  class WhenConditionsHold {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
        delimiter = '|',
        value = {
          "context.ctx.amount > 100| true",
          "context.ctx.amount > 200| false",
          "ctx.amount &gt; 100 &amp;&amp; ctx.vip| true",
          "context.profile.email != ''| true",
          "context.profile.phone != ''| false",
          "context.other.email != ''| false",
          "context.ctx.none != ''| false",
          "context.ctx.none == ''| true",
          "context.ctx.empty == ''| true",
          "ctx.none > 100| false",
          "ctx.none < 100| false",
          "ctx.amount > ctx.limit| true",
          "ctx.limit < ctx.amount| true",
          "ctx.limit == 9| true",
          "ctx.limit === 9.0| true",
          "ctx.limit !== '9'| false",
          "ctx.day >= '2026-01-01'| true",
          "ctx.vip| true",
          "ctx.vip == true| true",
          "ctx.old| false",
          "!ctx.old == true| false",
          "ctx.zero| false",
          "ctx.none| false",
          "ctx.empty| false",
          "ctx.name| true",
          "ctx.client.tags.length() == 2| true",
          "enrichment.crm.points >= 42| true",
          "context.crm.level == 'gold' ? ctx.vip : 0| true",
          "/a/.test(ctx.day) // never| false",
        })
    void likeJavaScriptExceptThatMissingIsEmptyAndNumbersAreNumbers(String test, boolean holds) {
      assertThat(html("a<p data-nl-if=\"" + test + "\" class=x>yes</p>b"))
          .isEqualTo(holds ? "a<p class=x>yes</p>b" : "ab");
      String plain = HtmlEntities.decode(test);
      assertThat(html("a<%@ if test=\"" + plain + "\" %>yes<%@ end %>b"))
          .isEqualTo(holds ? "ayesb" : "ab");
    }

    @Test
    void theFirstVariantThatHoldsIsShown() {
      String variants =
          "<p data-nl-if='ctx.amount > X'>big</p>\n <p data-nl-elseif='ctx.amount > Y'>mid</p>\n"
              + " <p data-nl-else>small</p>.";

      assertThat(html(variants.replace("X", "100").replace("Y", "1"))).isEqualTo("<p>big</p>.");
      assertThat(html(variants.replace("X", "500").replace("Y", "1"))).isEqualTo("<p>mid</p>.");
      assertThat(html(variants.replace("X", "500").replace("Y", "500"))).isEqualTo("<p>small</p>.");
    }

    @Test
    void variantsAlsoChooseSubjectsLinksAndImages() {
      RenderResult.Rendered mail =
          Templates.rendered(
              render(
                  "<a href=\"https://shop.example/<%@ if test='ctx.vip' %>vip<%@ else %>all<%@ end"
                      + " %>\"><img data-nl-if='ctx.old' src='a.png'><img data-nl-else"
                      + " src='b.png'></a>"));

      assertThat(mail.html())
          .isEqualTo("<a href=\"https://shop.example/vip\"><img src='b.png'></a>");
      assertThat(mail.subject()).startsWith("<a href=\"https://shop.example/vip\">");
    }

    @Test
    @DisplayName("TPL-55: variants choose the sender too")
    void variantsAlsoChooseTheSender() {
      Publication.Content content =
          new Publication.Content(
              "<%@ if test='ctx.old' %>Old<%@ elseif test='ctx.vip' %>VIP desk<%@ else %>Shop<%@ end %>",
              "<%@ if test='ctx.amount > 500' %>big<%@ else %>care<%@ end %>@shop.example",
              null,
              null,
              "s",
              null,
              "x",
              true);

      RenderResult.Rendered mail =
          Templates.rendered(
              Templates.compiled(Templates.COMPILER, content).render(Templates.input(EVENT)));

      assertThat(mail.senderName()).isEqualTo("VIP desk");
      assertThat(mail.senderAddress()).isEqualTo("care@shop.example");
    }

    @Test
    @DisplayName("TPL-55: a block whose condition does not hold is in neither format")
    void aBlockThatIsNotMeantIsInNeitherFormat() {
      RenderResult.Rendered mail =
          Templates.rendered(
              render(
                  "a<p data-nl-if='ctx.none'>no <%= ctx.nothing %></p>b",
                  "a<%@ if test='ctx.none' %>no <%= ctx.nothing %><%@ end %>b"));
      RenderResult.Rendered derived =
          Templates.rendered(
              Templates.compiled(
                      Templates.COMPILER,
                      Templates.content("s", "a<b data-nl-if='ctx.none'>no</b>b", null, true))
                  .render(Templates.input(EVENT)));

      assertThat(mail.html()).isEqualTo("ab");
      assertThat(mail.text()).isEqualTo("ab");
      assertThat(mail.warnings()).isEmpty();
      assertThat(String.valueOf(derived.text()).strip()).isEqualTo("ab");
    }

    @Test
    void conditionsHoldOthersAndTagsOfTheSameName() {
      assertThat(
              html(
                  "<div data-nl-if='1'><div>a</div><div data-nl-if='0'><div>b</div></div>"
                      + "<br data-nl-if='1'/><div>c</div></div><div>d</div>"))
          .isEqualTo("<div><div>a</div><br/><div>c</div></div><div>d</div>");
    }

    @Test
    void theSettingsAreInsideABlockOrBetweenScriptsToo() {
      assertThat(
              html("<% for (var i = 0; i < 3; i++) { %><i data-nl-if='i != 1'><%= i %></i><% } %>"))
          .isEqualTo("<i>0</i><i>2</i>");
    }
  }

  @Nested
  @DisplayName("TPL-56: listings")
  class Listings {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '~',
        value = {
          "<li data-nl-each='ctx.items'><%= item.name %></li>| <li>Hat</li><li>Coat</li><li>Bag</li><li>&lt;Gloves&gt;</li><li>Socks</li>",
          "<i data-nl-each='ctx.items' data-nl-first='2' data-nl-max='2'><%= item.name %></i>| <i>Coat</i><i>Bag</i>",
          "<i data-nl-each='ctx.items' data-nl-filter='item.stock > 0' data-nl-max='2'><%= item.name %></i>| <i>Hat</i><i>Bag</i>",
          "<i data-nl-each='ctx.items' data-nl-sort='item.price'><%= item.price %></i>| <i>5</i><i>9.5</i><i>10</i><i>30</i><i></i>",
          "<i data-nl-each='ctx.items' data-nl-sort='item.price desc, item.name'><%= item.price %></i>| <i>30</i><i>10</i><i>9.5</i><i>5</i><i></i>",
          "<i data-nl-each='ctx.items' data-nl-filter='item.price > 9' data-nl-sort='item.name.toString().substring(0, 1) desc'><%= item.name %></i>| <i>Socks</i><i>Coat</i><i>Bag</i>",
          "<i data-nl-each='ctx.client.tags' data-nl-as='tag'><%= tag %></i>| <i>a</i><i>b</i>",
          "<i data-nl-each='ctx.client'><%= item.firstName %></i>| <i>Ada</i>",
          "<i data-nl-each='ctx.items' data-nl-first='9'>x</i><b data-nl-empty>nothing</b>.| <b>nothing</b>.",
          "<i data-nl-each='ctx.none'>x</i> <b data-nl-empty>nothing</b>.| <b>nothing</b>.",
          "<i data-nl-each='ctx.client.tags'><%= item %></i> <b data-nl-empty>nothing</b>.| <i>a</i><i>b</i>.",
          "<i data-nl-each='[1, 2, 3]' data-nl-sort='item desc'><%= item %></i>| <i>3</i><i>2</i><i>1</i>",
          "<i data-nl-each='ctx.items' data-nl-max=2><span data-nl-expr='/item/name'>n</span></i>| <i>Hat</i><i>Coat</i>",
          "<i data-nl-if='ctx.vip' data-nl-each='ctx.client.tags'><%= item %></i><i data-nl-else>no</i>| <i>a</i><i>b</i>",
          "<i data-nl-each='ctx.client.tags'><%= item %></i><%= typeof item %>| <i>a</i><i>b</i>undefined",
          "<%@ each in='ctx.items' filter='x.stock > 2' as='x' %><%= x.name %>;<%@ empty %>none<%@ end %>| Bag;Socks;",
          "<%@ each in='ctx.items' filter='item.stock > 99' %><%= item.name %>;<%@ empty %>none<%@ end %>| none",
        })
    void repeatTheirContentByRow(String template, String html) {
      assertThat(html(template)).isEqualTo(html);
    }

    @Test
    void byColumnFillFromLeftToRightAndWrapIntoFurtherRows() {
      assertThat(
              html(
                  "<table><tr data-nl-each=\"ctx.items\" data-nl-columns=\"2\" class=\"r\">\n"
                      + "<td class=\"c\"><%= item.name %></td>\n</tr></table>"))
          .isEqualTo(
              "<table><tr class=\"r\"><td class=\"c\">Hat</td><td class=\"c\">Coat</td></tr>"
                  + "<tr class=\"r\"><td class=\"c\">Bag</td><td class=\"c\">&lt;Gloves&gt;</td></tr>"
                  + "<tr class=\"r\"><td class=\"c\">Socks</td><td class=\"c\"></td></tr></table>");
      assertThat(
              html(
                  "<tr data-nl-each='ctx.client.tags' data-nl-columns='4'>"
                      + "<td id='<%= item %>'><td2><%= item %></td2></td></tr>"))
          .isEqualTo(
              "<tr><td id='a'><td2>a</td2></td><td id='b'><td2>b</td2></td><td></td><td></td></tr>");
    }

    @ParameterizedTest(name = "{0} columns")
    @CsvSource({
      "2, Hat Coat / Bag <Gloves> / Socks -",
      "3, Hat Coat Bag / <Gloves> Socks -",
      "4, Hat Coat Bag <Gloves> / Socks - - -",
    })
    @DisplayName("TPL-56: structures of 2, 3 or 4 columns wrap, and their last row is filled up")
    void columnsOfEveryCount(int columns, String cells) {
      String table =
          "<tr data-nl-each='ctx.items' data-nl-columns='"
              + columns
              + "'><td><%= item.name %></td></tr>";

      String shown =
          html(table)
              .replace("</td></tr><tr><td>", " / ")
              .replace("</td><td>", " ")
              .replaceAll("^<tr><td>|</td></tr>$", "");

      assertThat(HtmlEntities.decode(shown).strip()).isEqualTo(cells.replace(" -", " ").strip());
      assertThat(html(table).split("<td>", -1).length - 1).isEqualTo(cells.split("[ /]+").length);
    }

    @Test
    @DisplayName("TPL-56: without a first item and a maximum all are shown, in text as a loop")
    void withoutSettingsAllAreShownAlsoInText() {
      RenderResult.Rendered mail =
          Templates.rendered(
              render(
                  "<i data-nl-each='ctx.items' data-nl-first='' data-nl-max=''><%= item.price %></i>",
                  "<%@ each in='ctx.items' %>- <%= item.name %>\n<%@ end %>"));

      assertThat(mail.html()).isEqualTo("<i>5</i><i>30</i><i>10</i><i></i><i>9.5</i>");
      assertThat(mail.text()).isEqualTo("- Hat\n- Coat\n- Bag\n- <Gloves>\n- Socks\n");
    }

    @Test
    void canHoldOneOther() {
      assertThat(
              html(
                  "<p data-nl-each='ctx.items' data-nl-max='3'><%= item.name %>:"
                      + "<i data-nl-each='item.sizes' data-nl-as='size'><%= size.n %></i>"
                      + "<i data-nl-empty>one size</i></p>"))
          .isEqualTo("<p>Hat:<i>S</i><i>M</i></p><p>Coat:<i>one size</i></p><p>Bag:<i>L</i></p>");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '~',
        value = {
          "<p data-nl-each='ctx.a'><i data-nl-each='item.b'></i></p>| 25 | another name",
          "<p data-nl-each='a'><p data-nl-each='b' data-nl-as='y'><p data-nl-each='c' data-nl-as='z'></p></p></p>| 56 | not two",
          "<p data-nl-each='a' data-nl-max='0'></p>| 1 | max is a number",
          "<p data-nl-each='a' data-nl-columns='5'><i></i></p>| 1 | 1, 2, 3 or 4",
          "<p data-nl-each='a' data-nl-columns='2'><i></i><i></i></p>| 1 | one cell",
          "<p data-nl-each=''></p>| 1 | repeated over",
          "<p data-nl-each='a' data-nl-sort='b c'></p>| 3 | no condition and no value",
          "<p data-nl-if='a >'></p>| 18 | a > is no condition",
          "<p data-nl-if=''></p>| 1 | condition is empty",
          "<p data-nl-if='<%= 1 %>'></p>| 1 | cannot hold a tag",
          "<p data-nl-if='1'>| 1 | never closed",
          "<p data-nl-iff='1'></p>| 1 | data-nl-iff is not known",
          "<p data-nl-max='1'></p>| 1 | need data-nl-each",
          "<p data-nl-else></p>| 1 | stands alone",
          "<p data-nl-if='1'></p>x<p data-nl-else></p>| 24 | stands alone",
          "<p data-nl-empty></p>| 1 | stands alone",
          "<p data-nl-if='1'></p><p data-nl-elseif='1'></p>| 1 | need a default",
        })
    void settingsThatAreWrongAreFindings(String template, int column, String says) {
      assertThat(Templates.errors(template))
          .first()
          .satisfies(
              error -> {
                assertThat(error.message()).contains(says);
                assertThat(error.column()).isEqualTo(column);
              });
    }
  }
}
