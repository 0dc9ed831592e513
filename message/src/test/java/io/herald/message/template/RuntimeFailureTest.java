package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.event.EventContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("TPL-48: an error while rendering fails the message and tells its place")
class RuntimeFailureTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a¶b <%= nosuch.x %>| 2 | nosuch.x: \"nosuch\" is not defined",
        "<%= formatDat(1) %>| 1 | formatDat(1): \"formatDat\" is not defined",
        "<%¶ var a = 1;¶ null.foo;¶%>| 3 | null.foo;: Cannot read property \"foo\" from null",
        "a¶¶<%= rtEvent.foo.bar %>| 3 | rtEvent.foo.bar: Cannot read property \"bar\" from undefined",
        "<%= ctx.client.nope() %>| 1 | Cannot find function nope",
        "<% var v = 5;¶ v() %>| 2 | v is not a function, it is number",
        "<% function f() {¶ return none; } %>¶<%= f() %>| 2 | \"none\" is not defined",
        "<% throw 'stop here' %>| 1 | stopped with stop here",
        "x¶<% throw new Error('stop here') %>| 2 | stopped with stop here",
        // the line on which the expression begins
        "a¶<%= 1 +¶ nothing %>| 2 | \"nothing\" is not defined",
      })
  void tellsLineExpressionAndReason(String template, int line, String says) {
    TemplateError error = Templates.failure(template.replace("¶", "\n"));

    assertThat(error.part()).isEqualTo("text");
    assertThat(error.line()).isEqualTo(line);
    assertThat(error.message()).contains(says);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<%= ctx.nope() %>",
        "<%= ctx.client.nope() %>",
        "<%= (ctx.client.toString())() %>",
        "<%= ctx.client.toString()[ctx.client.toString()].x %>",
        "<% throw ctx.client.toString() %>",
        "<% throw new Error(ctx.client) %>",
        "<% throw {toString: function () { return ctx.client }} %>",
        "<%= JSON.parse(ctx.client.toString()) %>",
        "<%= formatDate(ctx.client) %>",
        "<%= formatNumber(ctx.client) %>",
        "<%= new XML('<' + ctx.client) %>",
        "<%= new RegExp('(' + ctx.client) %>",
        "<% null[ctx.client] = ctx.client %>",
        "<%= ({})[ctx.client].x %>",
        "<%= ctx.client in 5 %>",
        "<%= ctx.client instanceof ctx.client %>",
        "<%= decodeURIComponent('%' + ctx.client) %>",
        "<% Math[ctx.client.toString()] = 1 %>",
      })
  void neverShowsDataOfTheEvent(String template) {
    TemplateError error =
        Templates.failed(
            Templates.compiled(Templates.COMPILER, Templates.content("s", null, template, false))
                .render(
                    Templates.input(
                        EventContext.xml("<ctx><client>topsecretdata</client></ctx>"))));

    assertThat(error.message()).doesNotContain("topsecret");
  }

  @Test
  void oneFailingPartFailsTheWholeMessage() {
    TemplateError error =
        Templates.failed(
            Templates.compiled(
                    Templates.COMPILER,
                    Templates.content("<%= nothing %>", "<p>fine</p>", "x", true))
                .render(Templates.input(Templates.ORDER)));

    assertThat(error.part()).isEqualTo("subject");
  }

  @ParameterizedTest
  @ValueSource(strings = {"__text(99)", "__print(99, 1)", "__text()", "__grown = 1; 'a' + ctx.a"})
  void evenTheEnginesOwnFunctionsOnlyFailTheMessage(String code) {
    assertThat(Templates.tried(Templates.COMPILER, "a<% " + code + " %>b"))
        .isInstanceOfAny(RenderResult.Failed.class, RenderResult.Rendered.class);
  }
}
