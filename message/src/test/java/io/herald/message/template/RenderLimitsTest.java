package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("TPL-32: whatever a template does, it ends and fails alone")
@Timeout(30)
class RenderLimitsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true);",
        "for (;;) { %>x<% }",
        "for (;;) { %><%= 'x' %><% }",
        "while (true) { try { while (true); } catch (e) {} }",
        "while (true) { try { while (true); } finally { continue; } }",
        "while (true) { try { try { while (true); } finally { throw 1 } } catch (e) {} }",
        "(function f() { try { f() } finally { f() } })()",
        "(function () { try { while (true); } finally { return 1 } })(); while (true);",
        "var g = (function () { while (true) yield 1 })(); for each (var x in g) ;",
      })
  void endlessLoops(String code) {
    assertFails(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "function f() { f() } f()",
        "function f() { return f() + 1 } f()",
        "function f() { [1].forEach(f) } f()",
        "function f() { 'x'.replace(/x/, f) } f()",
        "var o = {toString: function () { return '' + o }}; '' + o",
        "function f() { return JSON.stringify({toJSON: f}) } f()",
        "var x = <a/>; for (var i = 0; i < 5000; i++) x = <a>{x}</a>; x.toXMLString()",
        "var a = []; for (var i = 0; i < 1e5; i++) a = [a]; String(a)",
        "var a = []; for (var i = 0; i < 1e5; i++) a = [a]; JSON.stringify(a)",
        "JSON.parse('['.repeat(100000))",
      })
  void deepRecursion(String code) {
    assertFails(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var s = 'x'; while (true) s += s;",
        "var s = 'x'; while (true) s = s + s;",
        "var s = 'x'; while (true) s = `${s}${s}`;",
        "var o = {s: 'x'}; while (true) o.s += o.s;",
        "var o = ['x']; while (true) o[0] += o[0];",
        "var s = 'x'; while (true) s = s.concat(s);",
        "var s = 'x'; while (true) s = [s, s].join();",
        "'x'.repeat(1e9)",
        "'x'.padEnd(1e9)",
        "new Array(1e9).join('x')",
        "var t = 'a'.repeat(1e5); t.replace(/a/g, t)",
        "var t = 'a'.repeat(1e5); t.replace(/a/g, '$`$`$`')",
        "var t = 'a'.repeat(1e5); t.replace(/a/g, function () { return t })",
        "var t = 'a'.repeat(1e5), l = []; for (var i = 0; i < 1e4; i++) l.push(t); l.join()",
        "var t = 'a'.repeat(1e5); for (;;) { %><%= t %><% }",
        "var a = [1]; while (true) a = a.concat(a);",
        "var a = [1]; while (true) a.push.apply(a, a);",
        "var a = []; while (true) a.push(new Array(1000).join('x') + a.length);",
        "var o = {}; for (var i = 0; ; i++) o['k' + i] = i;",
        "var x = <a/>; while (true) x.appendChild(x.copy());",
        "var x = <a/>; while (true) x = <a>{x}{x}</a>;",
        "var x = <a/>; for (var i = 0; ; i++) x['b' + i] = x;",
        "var x = ctx.article; while (true) x += x;",
        "Math.max.apply(null, {length: 1e9})",
        "Array.from({length: 1e9})",
        "var b = [1, 1]; for (var i = 0; i < 40; i++) b = [b, b]; JSON.stringify(b)",
        "var b = [1, 1]; for (var i = 0; i < 40; i++) b = [b, b]; String(b)",
      })
  void thingsThatGrow(String code) {
    assertFails(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/(a+)+b/.test('a'.repeat(40))",
        "/^(([a-z])+.)+[A-Z]([a-z])+$/.test('a'.repeat(60))",
        "/(x+x+)+y/.test('x'.repeat(50))",
        "/a*b/.test('a'.repeat(500000))",
        "'a'.repeat(60).replace(/(a|aa)+$b/g, '')",
        "'a'.repeat(60).split(/(a|aa)+$b/)",
        "'a'.repeat(60).match(/(a|aa)+$b/)",
        "'a'.repeat(60).search(/(a|aa)+$b/)",
        "var a = 'a'.repeat(500000); a.indexOf(a.substring(1, 250000) + 'b')",
        "var a = 'a'.repeat(500000); a.lastIndexOf('b' + a.substring(1, 250000))",
        "var a = 'a'.repeat(500000); a.split(a.substring(1, 250000) + 'b')",
      })
  void searchesThatTakeForEver(String code) {
    assertFails(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var a = 'a'.repeat(1000).split(''); a.forEach(function () {"
            + " a.forEach(function () { a.forEach(function () {}) }) })",
        "Array.prototype.forEach.call({length: 1e12}, function () {})",
        "Array.prototype.indexOf.call({length: 1e15}, 1)",
        "Array.prototype.reverse.call({length: 1e9})",
        "Array.prototype.map.call({length: 4e9}, function () {})",
        "Array.prototype.reduce.call({length: 1e12, 0: 1}, function () {})",
        "Array.prototype.fill.call({length: 1e9}, 1)",
        "Array.prototype.sort.call({length: 1e9})",
        "var a = []; a.length = 4e9; a.sort()",
        "for (;;) [3, 2, 1].sort(function () { return 0 })",
        "for (;;) 'abc'.replace(/./g, function () { return 'x' })",
        "for (;;) ctx.article.(price > 3)",
      })
  void builtInsThatLoop(String code) {
    assertFails(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true);",
        "while (true) { try { while (true); } finally { continue; } }",
        "while (true) { try { try { while (true); } finally { throw 1 } } catch (e) {} }",
        "(function f() { try { f() } finally { f() } })()",
        "function f() { f() } f()",
        "function f() { [1].forEach(f) } f()",
        "var s = 'x'; while (true) s += s;",
        "/(a+)+b/.test('a'.repeat(40))",
        "var a = 'a'.repeat(1000).split(''); a.forEach(function () {"
            + " a.forEach(function () { a.forEach(function () {}) }) })",
        "for (;;) [3, 2, 1].sort(function () { return 0 })",
      })
  void theSameHoldsForPartsSoLongThatTheyAreInterpreted(String code) {
    assertFails("if (false) { %>" + "<%= ctx.client.firstname %>".repeat(1_000) + "<% }" + code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<%@ each in='ctx.article' filter='(function () { while (true); })()' %>x<%@ end %>",
        "<%@ each in='ctx.article' sort='(function () { while (true); })()' %>x<%@ end %>",
        "<%@ each in='ctx.article' %><% while (true); %><%@ end %>",
        "<%@ each in='new Array(1e9)' %>x<%@ end %>",
        "<% var a = []; a.length = 4e9; %><%@ each in='a' sort='item' %>x<%@ end %>",
        "<% var l = []; for (var i = 0; i < 1000; i++) l.push(l) %><%@ each in='l' as='a' %>"
            + "<%@ each in='a' as='b' %><% for each (var c in b) { %>xxxxxxxxxx<% } %><%@ end %><%@ end %>",
        "<%@ if test='(function f() { return f() })()' %>x<%@ end %>",
        "<%@ if test='/(a+)+b/.test(\"a\".repeat(40))' %>x<%@ end %>",
        "<% var o = {toString: function () { while (true); }} %><%@ if test='o == 1' %>x<%@ end %>",
        "<% var o = {toString: function () { return o + '' }} %><%@ if test='o > 1' %>x<%@ end %>",
        "<% var o = {valueOf: function () { while (true); }, toString: null} %><%= o %>",
        "<% var o = {get x() { return this.x }} %><%= o.x %>",
        "<% var o = {toString: function () { while (true); }} %><%= formatDate(o) %>",
        "<% var o = {toString: function () { while (true); }} %><%= ctx[o] %>",
        "<% var o = {toString: function () { while (true); }} %><%= getOption(o) %>",
        "<% for (;;) logInfo('x'.repeat(100000)); %>",
        "<% for (;;) __list(ctx.article); %>",
        "<% var s = 'x'.repeat(900000); for (;;) { %><%= escapeUrl(s) %><% } %>",
        "<% var s = 'x'.repeat(900000); for (var i = 0; i < 9; i++) s = escapeXmlStr(s + s); %>",
        "<% var s = '<'.repeat(900000); while (s) s = NL.XML.escape(String(s)); %>",
        "<% var s = '%'.repeat(900000); for (;;) s = escapeUrl(String(s)); %>",
        "<% for (;;) { try { null.x } catch (e) { e.stack + e.message } } %>",
        "<% (function f() { arguments.callee() })(); %>",
        "<% with ({get x() { while (true); }}) { x } %>",
        "<% for (;;) { ctx.article.(name == 'x') } %>",
        "<% for (;;) { ctx..name.toXMLString() } %>",
        "<% for (var x = <a/>;;) { x.appendChild(ctx.copy()) } %>",
      })
  void constructsOfTheLanguageHaveTheSameLimits(String template) {
    switch (Templates.STRICT.compile("t", Templates.content("s", null, template, true))) {
      case Compilation.Rejected no -> assertThat(no.errors()).isNotEmpty();
      case Compilation.Compiled ok ->
          assertThat(ok.template().render(Templates.input(Templates.ORDER)))
              .isInstanceOf(RenderResult.Failed.class);
    }
  }

  @Test
  void afterAllThatTheSameThreadRendersOn() {
    assertFails("while (true);");
    assertThat(Templates.text("<%= ctx.client.firstname %>")).isEqualTo("Ada");
  }

  @Test
  void theTimeLimitCountsTheWallClock() {
    TemplateCompiler patient =
        new TemplateCompiler(
            new RenderLimits(Duration.ofMillis(300), Long.MAX_VALUE / 2, 1_000_000, 256L << 20, 0));
    long start = System.nanoTime();

    TemplateError error =
        Templates.failed(
            Templates.compiled(
                    patient, Templates.content("s", null, "a\n<% while (true); %>", false))
                .render(Templates.input(Templates.ORDER)));

    assertThat(error.message()).contains("longer than 300 ms");
    assertThat(error.line()).isEqualTo(2);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(300), Duration.ofSeconds(15));
  }

  @Test
  void allPartsTogetherCountTowardsTheLimits() {
    String half = "<% for (var i = 0; i < 600; i++) { %>" + "x".repeat(1_000) + "<% } %>";

    assertThat(Templates.tried(Templates.SMALL, half)).isInstanceOf(RenderResult.Rendered.class);
    assertThat(
            Templates.compiled(Templates.SMALL, Templates.content("s", half, half, false))
                .render(Templates.input(Templates.ORDER)))
        .isInstanceOf(RenderResult.Failed.class);
  }

  @Test
  void ordinaryWorkStaysWellWithinTheLimits() {
    assertThat(
            Templates.tried(
                Templates.SMALL,
                "<% var words = []; for (var i = 0; i < 10000; i++) words.push('word ' + i);"
                    + " words.sort(); %><%= words.join(', ').replace(/word/g, 'Wort').length %>"))
        .isInstanceOf(RenderResult.Rendered.class);
  }

  @Test
  @DisplayName("TPL-32: 5 seconds, unless an installation sets another time, or none")
  void anInstallationSetsTheTime() {
    RenderLimits unlimited = RenderLimits.DEFAULT.within(Duration.ZERO, 0);
    TemplateCompiler patient = new TemplateCompiler(unlimited);

    assertThat(RenderLimits.DEFAULT.time()).isEqualTo(Duration.ofSeconds(5));
    assertThat(RenderLimits.DEFAULT.within(Duration.ofSeconds(2), 9))
        .isEqualTo(new RenderLimits(Duration.ofSeconds(2), 50_000_000, 10_000_000, 256L << 20, 9));
    assertThat(Templates.tried(patient, "x<%= ctx.total %>"))
        .isInstanceOf(RenderResult.Rendered.class);
    assertThat(Templates.failed(Templates.tried(patient, "<% while (true); %>")).message())
        .contains("50000000 steps");
  }

  @Test
  void aLimitMustBePositive() {
    assertThatThrownBy(() -> new RenderLimits(Duration.ZERO, 1, 1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RenderLimits(Duration.ofSeconds(1), 1, 1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertFails(String code) {
    assertThat(Templates.tried(Templates.STRICT, "<% " + code + " %>"))
        .isInstanceOf(RenderResult.Failed.class);
  }
}
