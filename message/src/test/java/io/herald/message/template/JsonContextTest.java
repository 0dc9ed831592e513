package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.event.EventContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("TPL-33: the same paths read a JSON context")
class JsonContextTest {
  private static final EventContext CART =
      EventContext.json(
          """
          {"client": {"firstname": "Ada", "vip": true, "id": 7, "middle": null},
           "article": [{"name": "Hat", "sku": "a", "price": 5.0}, {"name": "Coat", "sku": "b", "price": 30}],
           "tags": ["x", "y", null, 3], "amount": 125.50, "big": 12345678901234567890, "tiny": 1e-3,
           "empty": "", "none": [], "first name": "spaced", "$ref": "dollar", "1st": "digit",
           "ns:colon": "colon", "@attr": "given", "matrix": [[1, 2], [3]]}
          """);

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "rtEvent.ctx.client.firstname| Ada",
        "ctx.client.@firstname| Ada",
        "ctx.client.vip| true",
        "ctx.client.id + 1| 71",
        "Number(ctx.client.@id) + 1| 8",
        "ctx.client.middle.length()| 0",
        "ctx.article.length()| 2",
        "ctx.article[0].name| Hat",
        "ctx.article[1].@sku| b",
        "ctx.article[0].price| 5",
        "ctx.article.(price > 10).sku| b",
        "ctx.tags.length()| 4",
        "ctx.tags[1]| y",
        "ctx.tags[3] * 2| 6",
        "ctx.amount| 125.5",
        "ctx.amount > 100| true",
        "ctx.big| 12345678901234567890",
        "ctx.tiny| 0.001",
        "ctx.empty == ''| true",
        "ctx.none.length()| 0",
        "ctx['first name']| spaced",
        "ctx.$ref| dollar",
        "ctx['1st']| digit",
        "ctx.colon| colon",
        "ctx.@attr| given",
        "ctx.matrix.length()| 3",
      })
  void readsPathsAsInXml(String expression, String printed) {
    assertThat(Templates.text("<%= " + expression + " %>", CART)).isEqualTo(printed);
  }

  @Test
  void aLoopReadsAnArray() {
    assertThat(
            Templates.text(
                "<% for each (var a in ctx.article) { %><%= a.name %>=<%= a.@price %>;<% } %>",
                CART))
        .isEqualTo("Hat=5;Coat=30;");
  }

  @Test
  void nullIsMissingAndWarns() {
    assertThat(Templates.render("<%= ctx.client.middle %>", CART).warnings()).hasSize(1);
    assertThat(Templates.render("<%= ctx.empty %>", CART).warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "5", "\"x\"", "{", "{\"a\":}", "{\"secret\" 5}", "null"})
  void aContextThatIsNoJsonObjectFailsTheMessageWithoutShowingItsData(String json) {
    TemplateError error = failure(json);

    assertThat(error.message()).contains("The event cannot be shown").doesNotContain("secret");
  }

  @Test
  void aContextNestedTooDeeplyFailsTheMessage() {
    assertThat(failure("{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000)).message())
        .contains("The event cannot be shown");
    assertThat(failure("{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}").message())
        .contains("The event cannot be shown");
  }

  private static TemplateError failure(String json) {
    return Templates.failed(
        Templates.compiled(Templates.COMPILER, Templates.content("s", null, "<%= ctx.a %>", false))
            .render(Templates.input(EventContext.json(json))));
  }
}
