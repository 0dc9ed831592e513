package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.event.EventContext;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.DisplayName;

@DisplayName("No template and no event makes compiling or rendering throw")
class TemplateFuzzTest {
  private static final CompiledTemplate PRINTS_VALUES =
      Templates.compiled(
          Templates.SMALL,
          Templates.content(
              "<%= ctx.v %>",
              "<p title=\"<%= ctx.v %>\" alt='<%= ctx.@v %>'><%= ctx.v %></p><% for each (var x in"
                  + " ctx.*) { %>[<%= x %>]<% } %>",
              null,
              true));
  private static final Pattern ESCAPED = Pattern.compile("(?:[^&<>\"']|&(?:amp|lt|gt|quot|#39);)*");

  @Property(tries = 1_500, seed = "20260131")
  void anyTextCompilesOrIsRejectedWithAPlaceInsideIt(@ForAll("templates") String template) {
    Compilation compilation =
        Templates.SMALL.compile("t", Templates.content(template, template, template, true));

    switch (compilation) {
      case Compilation.Compiled ok ->
          assertThat(ok.template().render(Templates.input(Templates.ORDER))).isNotNull();
      case Compilation.Rejected no ->
          assertThat(no.errors())
              .isNotEmpty()
              .allSatisfy(
                  error -> {
                    assertThat(error.line()).isBetween(1, template.length() + 1);
                    assertThat(error.column()).isBetween(1, template.length() + 1);
                    assertThat(error.message()).isNotBlank();
                  });
    }
  }

  @Property(tries = 500, seed = "20260131")
  void wellFormedTagsInAnyOrderCompileAndRenderOrFail(@ForAll("tags") String template) {
    switch (Templates.SMALL.compile("t", Templates.content("s", template, null, true))) {
      case Compilation.Compiled ok ->
          assertThat(ok.template().render(Templates.input(Templates.ORDER))).isNotNull();
      case Compilation.Rejected no -> assertThat(no.errors()).isNotEmpty();
    }
  }

  @Property(tries = 500, seed = "20260131")
  void anyContextRendersOrFailsTheMessage(@ForAll String text, @ForAll boolean xml) {
    EventContext context = xml ? EventContext.xml(text) : EventContext.json(text);

    assertThat(PRINTS_VALUES.render(Templates.input(context))).isNotNull();
  }

  @Property(tries = 500, seed = "20260131")
  void anyTextInAnXmlLikeContextRendersOrFailsTheMessage(@ForAll("xml") String xml) {
    assertThat(PRINTS_VALUES.render(Templates.input(EventContext.xml(xml)))).isNotNull();
  }

  @Property(tries = 500, seed = "20260131")
  void anyJsonNameAndValueRendersEscaped(@ForAll String name, @ForAll String value) {
    String json = "{\"v\":" + quoted(value) + "," + quoted(name) + ":" + quoted(value) + "}";

    RenderResult.Rendered mail =
        Templates.rendered(PRINTS_VALUES.render(Templates.input(EventContext.json(json))));

    String html = String.valueOf(mail.html());
    String between =
        html.replace("<p title=\"", "")
            .replace("\" alt='", "")
            .replace("'>", "")
            .replace("</p>", "");
    assertThat(ESCAPED.matcher(between).matches()).as(html).isTrue();
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.chars().forEach(c -> out.append(String.format("\\u%04x", c)));
    return out.append('"').toString();
  }

  @Provide
  Arbitrary<String> templates() {
    Arbitrary<String> fragments =
        Arbitraries.of(
            "<%",
            "%>",
            "<%=",
            "<%==",
            "<%@",
            "<%--",
            "--%>",
            "{",
            "}",
            "(",
            ")",
            "[",
            "]",
            ";",
            ",",
            "var x = 1",
            "if (x)",
            "else",
            "for (;false;)",
            "for each (var a in ctx.article)",
            "while (false)",
            "function f()",
            "f()",
            "return",
            "break",
            "continue",
            "switch (1)",
            "case 1:",
            "default:",
            "try",
            "catch (e)",
            "finally",
            "throw 1",
            "new",
            "delete x",
            "ctx.client",
            ".@id",
            "..name",
            ".*",
            "'",
            "\"",
            "`",
            "/",
            "//",
            "/*",
            "*/",
            "\\",
            "\n",
            "\r\n",
            "\u2028",
            "+",
            "=",
            "==",
            "=>",
            "${",
            "x",
            "1",
            "0x",
            "1e",
            "<a>",
            "</a>",
            "{x}",
            "<>",
            "</>",
            "with (ctx)",
            "let y = 2",
            "const z = 3",
            "yield 1",
            "this",
            "arguments",
            "default xml namespace = 'x'",
            "::",
            "@",
            "#",
            "?",
            ":",
            "x++",
            "v()",
            "var v = 5",
            "__print",
            "__grown",
            "class A {}",
            "async",
            "await",
            "import",
            "...x",
            "**",
            "?.",
            "\ud800");
    return Arbitraries.frequencyOf(
            Tuple.of(6, fragments), Tuple.of(1, Arbitraries.strings().ofMaxLength(4)))
        .list()
        .ofMaxSize(25)
        .map(pieces -> String.join(" ", pieces));
  }

  @Provide
  Arbitrary<String> tags() {
    Arbitrary<String> operands =
        Arbitraries.of(
            "ctx",
            "ctx.client",
            "ctx.article",
            "ctx.nothing",
            "ctx.@id",
            "ctx..name",
            "ctx.*",
            "rtEvent",
            "null",
            "undefined",
            "0",
            "1e400",
            "-1",
            "'x'",
            "''",
            "/x/g",
            "[]",
            "[1, [2]]",
            "{}",
            "<a b='c'>{1}</a>",
            "new Date(NaN)",
            "new Date()",
            "Object",
            "formatDate",
            "NL",
            "Math",
            "this",
            "function () { return this }",
            "x",
            "arguments",
            "escapeXmlStr('<')",
            "new Error('e')");
    Arbitrary<String> methods =
        Arbitraries.of(
            "length",
            "toString",
            "toXMLString",
            "appendChild",
            "copy",
            "parent",
            "children",
            "setName",
            "setChildren",
            "normalize",
            "namespace",
            "split",
            "replace",
            "concat",
            "join",
            "sort",
            "map",
            "forEach",
            "slice",
            "getTime",
            "toISOString",
            "exec",
            "test",
            "call",
            "apply",
            "bind",
            "toFixed",
            "hasOwnProperty",
            "keys",
            "entries",
            "localeCompare",
            "substr",
            "charAt",
            "descendants");
    Arbitrary<String> expressions =
        Combinators.combine(
                operands,
                Arbitraries.of(
                    "A",
                    "A + B",
                    "A == B",
                    "A.M(B)",
                    "A.M(B, A)",
                    "A[B]",
                    "A = B",
                    "A += B",
                    "x = A",
                    "-A",
                    "A in B",
                    "A instanceof B",
                    "typeof A",
                    "delete A[B]",
                    "formatDate(A, B)",
                    "formatNumber(A, B)",
                    "escapeXmlStr(A)",
                    "JSON.stringify(A)",
                    "String(A)",
                    "new A(B)",
                    "A ? B : A",
                    "toSmartCase(A)",
                    "A.(B)",
                    "A++",
                    "A[B] = A",
                    "parseTimeStamp(A)",
                    "new XML(A)",
                    "Object.create(A)",
                    "Object.getPrototypeOf(A)",
                    "A(B)"),
                operands,
                methods)
            .as(
                (a, form, b, m) ->
                    form.replace("A", "\u0001")
                        .replace("B", b)
                        .replace("M", m)
                        .replace("\u0001", "(" + a + ")"));
    return Combinators.combine(
            expressions,
            Arbitraries.of(
                "<%= E %>",
                "<%== E %>",
                "<% E; %>",
                "<% if (E) { %>y<% } %>",
                "<% for each (var x in E) { %><%= x %><% } %>",
                "<% try { E } catch (e) { %><%= e %><% } %>",
                "<% with (E) { %><%= x %><% } %>",
                "<% switch (E) { case 1: %>1<% } %>"))
        .as((e, tag) -> tag.replace("E", e))
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(tags -> "<% var x; %>" + String.join("\n", tags));
  }

  @Provide
  Arbitrary<String> xml() {
    return Arbitraries.of(
            "<ctx>",
            "</ctx>",
            "<v>",
            "</v>",
            "<v/>",
            "<x:v xmlns:x='u'>",
            "</x:v>",
            " ",
            "&amp;",
            "&x;",
            "&#0;",
            "&#60;",
            "<![CDATA[",
            "]]>",
            "<!--",
            "-->",
            "<?pi?>",
            "<!DOCTYPE a []>",
            " v='1'",
            "text",
            "<v v='<'>",
            "\u0000",
            "\ud800",
            "xmlns=''",
            "<")
        .list()
        .ofMaxSize(12)
        .map(pieces -> "<ctx>" + String.join("", pieces) + "</ctx>");
  }
}
