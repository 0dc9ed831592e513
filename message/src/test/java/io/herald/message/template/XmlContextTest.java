package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.event.EventContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("TPL-33: templates read an XML context")
class XmlContextTest {
  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "rtEvent.ctx.client.firstname| Ada",
        "batchEvent.ctx.client.firstname| Ada",
        "event.ctx.client.firstname| Ada",
        "ctx.client.firstname| Ada",
        "ctx['client']['firstname']| Ada",
        "ctx.client.@id| 7",
        "ctx.client['@id']| 7",
        "ctx.article[1].name| Coat",
        "ctx.article[1].@sku| b",
        "ctx.article.length()| 2",
        "ctx.nothing.length()| 0",
        "ctx.article.(price > 10).name| Coat",
        "ctx.article.(@sku == 'a').name| Hat",
        "ctx..name.length()| 2",
        "ctx.client.*.length()| 2",
        "ctx.article.name.toString()| HatCoat",
        "ctx.client.firstname.toString().length| 3",
        "ctx.client.firstname.toUpperCase()| ADA",
        "ctx.client.firstname == 'Ada'| true",
        "'Ada' == ctx.client.firstname| true",
        "ctx.client.firstname == 'ada'| false",
        "ctx.client.@id == 7| true",
        "ctx.total > 12| true",
        "ctx.total * 2| 25",
        "ctx.client.firstname + ' ' + ctx.client.lastname| Ada Lovelace",
        "ctx.nothing == ''| false",
        "typeof ctx.client| xml",
      })
  void readsPathsAsTheSpecificationSays(String expression, String printed) {
    // E4X joins the texts of a list only when none of its elements has children
    assertThat(Templates.text("<%= " + expression + " %>").replaceAll("</?name>|\\n", ""))
        .isEqualTo(printed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<ctx><a>x</a></ctx>",
        "<ctx xmlns='urn:nms:rtEvent'><a>x</a></ctx>",
        "<urn:ctx xmlns:urn='urn:nms:rtEvent'><urn:a>x</urn:a></urn:ctx>",
        "<anything xmlns='urn:one'><b:a xmlns:b='urn:two'>x</b:a></anything>",
        "<?xml version='1.0' encoding='UTF-8'?>\n<ctx>\n  <!-- c --><a>x</a>\n</ctx>\n",
        "\ufeff<ctx><a><![CDATA[x]]></a></ctx>",
      })
  void namesCountWithoutTheirNamespaceAndTheRootMayHaveAnyName(String xml) {
    assertThat(Templates.text("<%= ctx.a %>|<%= ctx.*.length() %>", EventContext.xml(xml)))
        .isEqualTo("x|1");
  }

  @Test
  void anAttributeOfANamespaceDoesNotHideTheCallersOwn() {
    EventContext context =
        EventContext.xml(
            "<ctx xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
                + "><a type='mine' xsi:type='xsd:string'/><b xsi:type='only'/></ctx>");

    assertThat(Templates.text("<%= ctx.a.@type %> <%= ctx.b.@type %>", context))
        .isEqualTo("mine only");
  }

  @Test
  @DisplayName("design section 6: white space in an element's text is kept")
  void whiteSpaceInTextIsKept() {
    EventContext context =
        EventContext.xml("<ctx>\n <a>  two  words\n</a>\n <b> </b>\n <c> x <d/> y </c></ctx>");

    assertThat(Templates.text("[<%= ctx.a %>][<%= ctx.b %>][<%= ctx.*.length() %>]", context))
        .isEqualTo("[  two  words\n][ ][3]");
  }

  @Test
  void entitiesAreDecodedOnce() {
    EventContext context =
        EventContext.xml("<ctx><a b='&quot;'>&lt;b&gt; &amp;amp; &#233;</a></ctx>");

    assertThat(Templates.text("<%= ctx.a %> <%= ctx.a.@b %>", context)).isEqualTo("<b> &amp; é \"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE ctx [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><ctx><a>&e;</a></ctx>",
        "<!DOCTYPE ctx [<!ENTITY e 'boom'>]><ctx><a>&e;</a></ctx>",
        "<!DOCTYPE ctx SYSTEM 'http://127.0.0.1:1/x.dtd'><ctx/>",
        "<ctx><a>&undeclared;</a></ctx>",
        "<ctx><a></ctx>",
        "<ctx/><ctx/>",
        "no xml",
        "",
      })
  void aContextThatIsNoPlainXmlFailsTheMessageWithoutShowingItsData(String xml) {
    TemplateError error =
        Templates.failed(
            Templates.compiled(
                    Templates.COMPILER, Templates.content("s", null, "<%= ctx.a %>", false))
                .render(Templates.input(EventContext.xml(xml))));

    assertThat(error.message()).contains("The event cannot be shown").doesNotContain("passwd");
  }

  @Test
  void aContextNestedTooDeeplyFailsTheMessage() {
    String xml = "<a>".repeat(20_000) + "</a>".repeat(20_000);

    TemplateError error =
        Templates.failed(
            Templates.compiled(
                    Templates.COMPILER, Templates.content("s", null, "<%= ctx.a %>", false))
                .render(Templates.input(EventContext.xml(xml))));

    assertThat(error.message()).contains("levels");
  }

  @Test
  void whatATemplateDoesToTheContextEndsWithTheMessage() {
    CompiledTemplate template =
        Templates.compiled(
            Templates.COMPILER,
            Templates.content(
                "s",
                null,
                "<%= ctx.seen.length() %><% ctx.seen = 'yes'; %><%= ctx.seen %>",
                false));

    for (int i = 0; i < 3; i++) {
      assertThat(Templates.rendered(template.render(Templates.input(Templates.ORDER))).text())
          .isEqualTo("0yes");
    }
  }
}
