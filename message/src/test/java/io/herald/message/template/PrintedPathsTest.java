package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.event.EventContext;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("TPL-33: a path prints the same whether it is read at once or step by step")
class PrintedPathsTest {
  /** The path alone, and the same value through a call, which only the engine reads. */
  private static void assertSame(String before, String path, EventContext context) {
    String function = "<% function same(x) { return x } " + before + " %>";
    String once = "[<%= " + path + " %>][<%== " + path + " %>]";
    String steps = "[<%= same(" + path + ") %>][<%== same(" + path + ") %>]";

    assertThat(outcome(function + once, context)).isEqualTo(outcome(function + steps, context));
  }

  private static String outcome(String template, EventContext context) {
    RenderResult result =
        Templates.compiled(Templates.SMALL, Templates.content("s", null, template, true))
            .render(Templates.input(context));
    return switch (result) {
      case RenderResult.Rendered ok -> ok.text() + " " + ok.warnings().size();
      case RenderResult.Failed no -> "failed: " + no.error().message().replaceFirst("^[^:]*: ", "");
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ctx.client.firstname",
        "ctx.client.@id",
        "ctx.client.@no",
        "ctx.client.no",
        "ctx.client.no.more",
        "ctx.client",
        "ctx.article",
        "ctx.article.name",
        "ctx.article.@sku",
        "ctx.article.@*",
        "ctx.@*",
        "ctx.client.length",
        "ctx.client.constructor",
        "ctx.toString",
        "rtEvent.ctx.client.firstname",
        "rtEvent.email",
        "rtEvent.nothing",
        "rtEvent.nothing.more",
        "nothing.more",
        "list.name",
        "one.name",
        "one.@sku",
        "own.b",
        "own.c",
        "spaced.b",
        "mixed.b",
        "mixed",
        "cdata.b",
        "object.a.b",
        "object.no",
        "object.no.more",
        "object.toString",
        "text.length",
        "number.toFixed",
        "formatDate.length",
        "context.ctx.client.firstname",
        "context.no.client",
        "enrichment.no",
      })
  void onePath(String path) {
    assertSame(
        "var list = ctx.article, one = ctx.article[1], own = <a xmlns:x='u'><x:b>1</x:b><c>2</c></a>,"
            + " spaced = <a><b> x </b></a>, mixed = <a>t<b>x<i>y</i></b><!--c--><b/></a>,"
            + " cdata = <a><b><![CDATA[<]]>x</b></a>, object = {a: {b: 'c'}}, text = 'abc',"
            + " number = 5;",
        path,
        Templates.ORDER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"own.b", "ctx.client.firstname"})
  void aNamespaceOfTheTemplateIsRespected(String path) {
    assertSame("default xml namespace = 'u'; var own = <a><b>1</b></a>;", path, Templates.ORDER);
  }

  @Property(tries = 300, seed = "20260131")
  void anyPathInAnyTree(@ForAll("xml") String xml, @ForAll("paths") String path) {
    assertSame("", "ctx" + path, EventContext.xml("<ctx a='0'>" + xml + "</ctx>"));
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.of(".a", ".b", ".c", ".@a", ".@b", ".length")
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(steps -> String.join("", steps))
        .filter(path -> path.indexOf('@') < 0 || path.indexOf('@') == path.lastIndexOf('.') + 1);
  }

  @Provide
  Arbitrary<String> xml() {
    Arbitrary<String> leaves =
        Arbitraries.of(
            "text",
            " ",
            "",
            "<a/>",
            "<b/>",
            "<a a='1'/>",
            "<b a='1' b='2'>x</b>",
            "<!--c-->",
            "<![CDATA[<&]]>",
            "<x:a xmlns:x='u'>n</x:a>",
            "&amp;");
    return Arbitraries.lazyOf(
        () -> leaves,
        () ->
            leaves.list().ofMaxSize(3).map(inner -> "<a b='3'>" + String.join("", inner) + "</a>"),
        () -> xml().list().ofMaxSize(3).map(inner -> "<b>" + String.join("", inner) + "</b>"));
  }
}
