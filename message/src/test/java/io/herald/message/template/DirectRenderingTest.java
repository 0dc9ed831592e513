package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.message.event.EventContext;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/** The engine says what is right (TPL-30 to TPL-39); rendering without it must not differ. */
@Label("Rendering without the engine gives what the engine gives")
class DirectRenderingTest {
  private static final List<String> NAMES = List.of("a", "b", "list", "length", "item", "é");

  @Property(tries = 800, seed = "20260131", edgeCases = EdgeCasesMode.NONE)
  void sameTextsWarningsAndFailures(
      @ForAll("templates") String template,
      @ForAll("contexts") EventContext context,
      @ForAll boolean escape) {
    switch (Templates.SMALL.compile(
        "t", Templates.content("<%= ctx.a %>", template, template, escape))) {
      case Compilation.Rejected no -> Statistics.label("way").collect("rejected");
      case Compilation.Compiled ok -> {
        ScriptedTemplate compiled = (ScriptedTemplate) ok.template();
        RenderInput input =
            Templates.input(context, Map.of("a", Map.of("b", "enriched"), "list", Map.of()));
        RenderResult byEngine = compiled.renderByEngine(input);
        Optional<RenderResult> directly = compiled.renderDirectly(input);

        Statistics.label("way").collect(directly.isPresent() ? "directly" : "by the engine");
        directly.ifPresent(result -> assertThat(result).isEqualTo(byEngine));
        compiled.renderAtOnce(input).ifPresent(result -> assertThat(result).isEqualTo(byEngine));
        assertThat(compiled.render(input)).isEqualTo(byEngine);
      }
    }
    Statistics.label("way")
        .coverage(coverage -> coverage.check("directly").percentage(p -> p > 25));
  }

  @Example
  void whatMailsAreMadeOfNeedsNoEngine() {
    assertDirect("<%= ctx.client.firstname %> <%= ctx.client.@id %> <%== ctx.reference %>");
    assertDirect("<%= rtEvent.ctx.client.firstname %> <%= event.externalId %>");
    assertDirect("<% for each (var a in ctx.article) { %><%= a.name %>,<% } %>");
    assertDirect(
        "<% for (var i = 0; i < ctx.article.length(); i++) { %><%= ctx.article[i].name"
            + " %><% } %>");
    assertDirect("<% if (ctx.total > 10 && ctx.reference == 'R-1') { %>a<% } else { %>b<% } %>");
    assertDirect("<% var name = ctx.client.firstname + '!'; %><%= toUpperCase(name) %>");
    assertDirect("<%= formatNumber(ctx.total, 2, ',') %> <%= formatDate('2026-01-31', '%2D') %>");
    assertDirect("<%@ if test=\"ctx.total > 10\" %>a<%@ else %>b<%@ end %>");
    assertDirect("<%@ each in=\"ctx.article\" max=\"1\" %><%= item.name %><%@ end %>");
    assertDirect(
        "<span class='nl-dce-field' data-nl-expr='/context/ctx/client/firstname'>n</span>");
  }

  @Example
  void whatGoesWrongIsToldByTheEngine() {
    CompiledTemplate template =
        Templates.compiled(
            Templates.COMPILER,
            Templates.content("s", null, "a\n<%= formatDate(ctx.reference) %>", true));

    TemplateError error = Templates.failed(template.render(Templates.input(Templates.ORDER)));

    assertThat(error.line()).isEqualTo(2);
    assertThat(error.message()).contains("formatDate: the value is no date");
  }

  @Example
  void aLongLoopIsHandedOverBeforeItTakesLong() {
    ScriptedTemplate template =
        scripted("<% for (var i = 0; i < 1000000; i++) { if (i == ctx.total) { %>x<% } } %>");

    assertThat(template.renderDirectly(Templates.input(Templates.ORDER))).isEmpty();
  }

  @Example
  void atOnceIsOnlyWhatTakesNoTime() {
    RenderInput order = Templates.input(Templates.ORDER);
    RenderInput large =
        Templates.input(
            EventContext.json("{\"total\":1,\"a\":\"%s\"}".formatted("x".repeat(70_000))));
    ScriptedTemplate total = scripted("<%= ctx.total %>");
    ScriptedTemplate loop =
        scripted("<% for (var i = 0; i < 20000; i++) { if (i == ctx.total) { %>x<% } } %>y");

    assertThat(total.renderAtOnce(order)).isPresent();
    assertThat(total.renderDirectly(large)).isPresent();
    assertThat(total.renderAtOnce(large)).isEmpty();
    assertThat(loop.renderAtOnce(order)).isEmpty();
    assertThat(scripted("<% while (true) {} %>").renderAtOnce(order)).isEmpty();
  }

  @Example
  void atOnceLessWorkMayBeDone() {
    within(
        DirectRun.MAX_WORK,
        () -> 0,
        run -> assertThatCode(() -> run.work(60_000)).doesNotThrowAnyException());
    within(
        DirectRun.AT_ONCE,
        () -> 0,
        run -> assertThatThrownBy(() -> run.work(60_000)).isInstanceOf(HandOver.class));
  }

  @Example
  void workThatTakesFiveTimesAsLongAsItShouldIsHandedOver() {
    AtomicLong nanos = new AtomicLong();
    within(
        DirectRun.AT_ONCE,
        nanos::get,
        run -> {
          nanos.set(2_400_000);
          assertThatCode(() -> run.work(5_000)).doesNotThrowAnyException();
          nanos.set(2_600_000);
          assertThatThrownBy(() -> run.work(5_000)).isInstanceOf(HandOver.class);
        });
  }

  private static void within(long work, LongSupplier nanos, Consumer<DirectRun> what) {
    new Sandbox(ZoneOffset.UTC)
        .within(
            context -> {
              DirectRun run =
                  new DirectRun(
                      context,
                      Templates.input(Templates.ORDER),
                      SystemObjects.NONE,
                      new ContextElement("ctx"),
                      RenderLimits.DEFAULT,
                      work,
                      nanos);
              what.accept(run);
              return run;
            });
  }

  @Example
  void comparingLongTextsInALoopIsHandedOver() {
    EventContext context =
        EventContext.json("{\"a\":\"%s\",\"b\":\"%<s\"}".formatted(" ".repeat(20_000)));
    for (String comparison :
        List.of(
            "ctx.a.toString() == ctx.b.toString()",
            "ctx.a == ctx.b.toString()",
            "ctx.a.toString() === ctx.b.toString()",
            "ctx.a < ctx.b",
            "ctx.a - ctx.b")) {
      ScriptedTemplate template =
          scripted("<% for (var i = 0; i < 2000; i++) { if (" + comparison + ") {} } %>x");

      assertThat(template.renderDirectly(Templates.input(context))).as(comparison).isEmpty();
    }
  }

  @Example
  void theOutputLimitHoldsInALoopOverTheContext() {
    EventContext context =
        EventContext.json(
            IntStream.range(0, 2_000)
                .mapToObj(i -> "{\"n\":" + i + "}")
                .collect(Collectors.joining(",", "{\"rows\":[", "]}")));
    CompiledTemplate template =
        Templates.compiled(
            Templates.SMALL,
            Templates.content(
                "s",
                null,
                "<% for each (var r in ctx.rows) { %>" + "x".repeat(600) + "<% } %>",
                true));

    assertThat(Templates.failed(template.render(Templates.input(context))).message())
        .contains("grows beyond");
  }

  private static void assertDirect(String text) {
    RenderInput input = Templates.input(Templates.ORDER);
    ScriptedTemplate template = scripted(text);

    assertThat(template.renderDirectly(input)).as(text).contains(template.renderByEngine(input));
  }

  private static ScriptedTemplate scripted(String text) {
    return (ScriptedTemplate)
        Templates.compiled(Templates.COMPILER, Templates.content("s", null, text, true));
  }

  @Provide
  Arbitrary<String> templates() {
    Arbitrary<String> literals =
        Arbitraries.of(
            "text ",
            "<b>é</b>",
            " & ",
            "\n",
            "<p title=\"",
            "\">",
            "<a href=\"",
            "</a>",
            "?x=",
            "<script>var s = \"",
            "\";</script>",
            "<i style='color:",
            "'>",
            "😀");
    Arbitrary<String> prints =
        expressions(2).flatMap(e -> Arbitraries.of("<%= " + e + " %>", "<%== " + e + " %>"));
    Arbitrary<String> whole =
        expressions(1)
            .flatMap(
                e ->
                    Arbitraries.of(
                            "<p title='<%= # %>'>x</p>",
                            "<a href='<%= # %>'>x</a>",
                            "<a href='https://x/<%= # %>?y=<%= # %>'>x</a>",
                            "<script>var v = <%= # %>, w = '<%= # %>';</script>",
                            "<p style='color: <%= # %>'>x</p>",
                            "<p title=<%= # %>>x</p>")
                        .map(form -> form.replace("#", e)));
    return statements(
            Arbitraries.frequencyOf(Tuple.of(2, literals), Tuple.of(3, prints), Tuple.of(1, whole)),
            2)
        .map(text -> "<% var x = ctx.a, n = 2; %>" + text);
  }

  /** Statements around what is printed. */
  private static Arbitrary<String> statements(Arbitrary<String> plain, int depth) {
    if (depth == 0) {
      return plain;
    }
    Arbitrary<String> inner =
        statements(plain, depth - 1).list().ofMaxSize(2).map(list -> String.join("", list));
    Arbitrary<String> compound =
        Combinators.combine(
                Arbitraries.of(
                    "<% if (E) { %>S<% } %>",
                    "<% if (E) { %>S<% } else { %>S<% } %>",
                    "<% for each (var x in P) { %>S<% } %>",
                    "<% for (var i = 0; i < P.length(); i++) { %>S<% } %>",
                    "<% var y = E; %>S<% n += 1; %>",
                    "<% x = P; %>S",
                    "<% n++; %>S",
                    "<% logInfo(E); %>S",
                    "<%@ if test=\"E\" %>S<%@ else %>S<%@ end %>",
                    "<%@ each in=\"P\" first=\"1\" max=\"2\" %>S<%@ empty %>none<%@ end %>",
                    "<p data-nl-if=\"E\">S</p>"),
                expressions(1),
                paths(),
                inner)
            .as((form, e, p, s) -> form.replace("E", e).replace("P", p).replace("S", s));
    return Arbitraries.frequencyOf(Tuple.of(2, plain), Tuple.of(3, compound))
        .list()
        .ofMinSize(1)
        .ofMaxSize(2)
        .map(list -> String.join("", list));
  }

  private static Arbitrary<String> paths() {
    Arbitrary<String> roots =
        Arbitraries.of("ctx", "ctx", "x", "rtEvent.ctx", "context.ctx", "item");
    Arbitrary<String> steps =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.of(NAMES).map(name -> "." + name)),
            Tuple.of(1, Arbitraries.of(NAMES).map(name -> ".@" + name)),
            Tuple.of(1, Arbitraries.of("[0]", "[1]", "[n]", "['a']", "['@b']")));
    return Combinators.combine(roots, steps.list().ofMinSize(1).ofMaxSize(2))
        .as((root, list) -> root + String.join("", list));
  }

  private static Arbitrary<String> expressions(int depth) {
    Arbitrary<String> leaves =
        Arbitraries.frequencyOf(
            Tuple.of(6, paths()),
            Tuple.of(
                2,
                Arbitraries.of(
                    "'x'",
                    "''",
                    "'2'",
                    "0",
                    "2",
                    "1.5",
                    "true",
                    "false",
                    "null",
                    "undefined",
                    "x",
                    "n",
                    "y",
                    "event.email",
                    "rtEvent.mobilePhone",
                    "enrichment.a.b",
                    "enrichment.a.c",
                    "context.a.b",
                    "context.profile.email",
                    "delivery.label",
                    "getCurrentDate()")));
    if (depth == 0) {
      return leaves;
    }
    Arbitrary<String> inner = expressions(depth - 1);
    Arbitrary<String> compound =
        Combinators.combine(
                Arbitraries.of(
                    "A + B",
                    "A + ' ' + B",
                    "A == B",
                    "A != B",
                    "A === B",
                    "A < B",
                    "A >= B",
                    "A && B",
                    "A || B",
                    "!A",
                    "A ? B : A",
                    "A * B",
                    "A - B",
                    "(A)",
                    "String(A)",
                    "Number(A)",
                    "P.length()",
                    "P.toString()",
                    "escapeXmlStr(A)",
                    "escapeUrl(A)",
                    "trim(A)",
                    "toSmartCase(A)",
                    "NL.XML.escapeAttribute(A)",
                    "formatNumber(A, 1)",
                    "formatDate(A)",
                    "formatDate(getCurrentDate(), A)",
                    "toUpperCase(A, B)"),
                inner,
                inner,
                paths())
            .as(
                (form, a, b, p) ->
                    form.replace("A", "\u0001")
                        .replace("B", b)
                        .replace("P", p)
                        .replace("\u0001", a));
    return Arbitraries.frequencyOf(Tuple.of(2, leaves), Tuple.of(3, compound));
  }

  @Provide
  Arbitrary<EventContext> contexts() {
    return Arbitraries.oneOf(
        json(2).filter(text -> text.startsWith("{")).map(EventContext::json),
        xml(2).map(content -> EventContext.xml("<ctx" + content + "</ctx>")));
  }

  private static Arbitrary<String> json(int depth) {
    Arbitrary<String> scalars =
        Arbitraries.of(
            "\"\"",
            "\"x\"",
            "\"2\"",
            "\"<b>&\\\"'é\"",
            "\"javascript:x\"",
            "0",
            "2",
            "1.50",
            "1e3",
            "true",
            "false",
            "null",
            "\"2026-01-31\"",
            "\"undefined\"",
            "\"😀\"");
    if (depth == 0) {
      return scalars;
    }
    Arbitrary<String> inner = json(depth - 1);
    Arbitrary<String> names =
        Arbitraries.frequencyOf(
            Tuple.of(9, Arbitraries.of(NAMES)), Tuple.of(1, Arbitraries.of("@a", "__iterator__")));
    Arbitrary<String> objects =
        Combinators.combine(names, inner)
            .as((name, value) -> "\"" + name + "\":" + value)
            .list()
            .ofMaxSize(5)
            .map(members -> "{" + String.join(",", members) + "}");
    Arbitrary<String> arrays =
        inner.list().ofMaxSize(3).map(items -> "[" + String.join(",", items) + "]");
    return Arbitraries.frequencyOf(Tuple.of(2, scalars), Tuple.of(4, objects), Tuple.of(2, arrays));
  }

  /** The rest of a start tag and the content of an element. */
  private static Arbitrary<String> xml(int depth) {
    Arbitrary<String> attributes =
        Arbitraries.of("", "", " a='1'", " b='&lt;'", " a='' b='é'", " list='x' item='2'");
    Arbitrary<String> texts =
        Arbitraries.of(
            "", " ", "x", "2", "é &amp; &lt;b&gt;", "undefined", "<![CDATA[<>]]>", "\n ");
    Arbitrary<String> children =
        depth == 0
            ? Arbitraries.just("")
            : Combinators.combine(Arbitraries.of(NAMES), xml(depth - 1), texts)
                .as((name, content, text) -> "<" + name + content + "</" + name + ">" + text)
                .list()
                .ofMaxSize(4)
                .map(list -> String.join("", list));
    return Combinators.combine(attributes, texts, children).as((a, t, c) -> a + ">" + t + c);
  }
}
