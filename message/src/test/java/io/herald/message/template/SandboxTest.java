package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("TPL-32, SEC-32: a template cannot leave its sandbox")
class SandboxTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Packages",
        "java",
        "javax",
        "org",
        "com",
        "JavaImporter",
        "JavaAdapter",
        "getClass",
        "importClass",
        "importPackage",
        "load",
        "print",
        "quit",
        "spawn",
        "sync",
        "environment",
        "Script",
        "Continuation",
        "With",
        "Call",
        "eval",
        "uneval",
        "Reflect",
        "Proxy",
        "Symbol",
        "Promise",
        "setTimeout",
        "XMLHttpRequest",
        "require",
        "process",
        "global",
        "globalThis"
      })
  void nothingOfTheHostHasAName(String name) {
    assertThat(Templates.text("<%= typeof " + name + " %>")).isEqualTo("undefined");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new Function('return 1')()",
        "Function('return 1')()",
        "this.constructor.constructor('return 1')()",
        "''.constructor.constructor('return 1')()",
        "(function () {}).constructor('return 1')()",
        "(function () { yield 1 }).constructor('return 1')()",
        "formatDate.constructor('return 1')()",
        "[].map.constructor('return 1')()",
        "rtEvent.constructor.constructor('return 1')()",
        "(0, this['ev' + 'al'])('1')",
        "[].sort.call.call(Function, null, 'return 1')()",
        "rtEvent.getClass()",
        "rtEvent.ctx.getClass()",
        "ctx.client.getOwnerDocument()",
        "''.getClass()",
        "formatDate.getClass()",
        "getCurrentDate().getClass()",
        "java.lang.System.exit(1)",
        "Packages.java.lang.Runtime.getRuntime()",
      })
  void codeCannotBeMadeAndJavaCannotBeReached(String expression) {
    assertThat(Templates.tried(Templates.COMPILER, "<%= " + expression + " %>"))
        .isInstanceOf(RenderResult.Failed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null.x",
        "nothing",
        "formatNumber('x')",
        "new XML('<')",
        "rtEvent['email'] = 1",
        "new Array(-1)",
        "JSON.parse('{')",
        "Function('x')",
        "Math.foo()",
        "[].reduce(function () {})"
      })
  void caughtErrorsHoldNoJavaObject(String code) {
    String text =
        Templates.text(
            "<% try { "
                + code
                + " } catch (e) { for (var k in e) { %><%= typeof e[k] %> <% }"
                + " %><%= typeof e.rhinoException %> <%= typeof e.javaException %>"
                + " <%= e.stack %><% } %>");

    assertThat(text).contains("undefined undefined").doesNotContain("object", ".java", "io.herald");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Object.leak = 'x'",
        "Object.prototype.leak = 'x'",
        "Array.prototype.leak = 'x'",
        "Array.prototype.forEach = 'x'",
        "String.prototype.trim = 'x'",
        "Function.prototype.leak = 'x'",
        "Date.leak = 'x'",
        "Date.prototype.leak = 'x'",
        "Math.leak = 'x'",
        "JSON.leak = 'x'",
        "NL.leak = 'x'",
        "NL.XML.escape = 'x'",
        "formatDate.leak = 'x'",
        "Error.prototype.leak = 'x'",
        "RegExp.prototype.leak = 'x'",
        "Number.prototype.leak = 'x'",
        "Boolean.prototype.leak = 'x'",
        "XML.leak = 'x'",
        "XML.prettyIndent = 7",
        "XML.prettyPrinting = false",
        "XML.ignoreWhitespace = false",
        "XML.setSettings({prettyIndent: 7})",
        "XMLList.leak = 'x'",
        "XML.prototype.leak = 'x'",
        "XMLList.prototype[0] = <leak/>",
        "Object.getPrototypeOf(ctx.client)[0] = <leak/>",
        "QName.prototype.leak = 'x'",
        "Namespace.prototype.leak = 'x'",
        "Object.defineProperty(Object.prototype, 'leak', {value: 'x'})",
        "Object.prototype.__defineGetter__('leak', function () { return 'x' })",
        "Object.getPrototypeOf((function () { yield 1 })()).leak = 'x'",
        "delete Object.prototype.toString",
        "Object.setPrototypeOf(Array.prototype, {leak: 'x'})",
        "__text.leak = 'x'",
        "Object.defineProperty(Array.prototype, 'forEach', {value: 1})",
        "Object.defineProperties(Object.prototype, {leak: {value: 'x'}})",
        "Object.defineProperty(Object, 'leak', {value: 'x'})",
        "Object.defineProperty(formatDate, 'leak', {value: 'x'})",
        "Object.defineProperty(__text, 'leak', {value: 'x'})",
        "Object.defineProperty(XML, 'leak', {value: 'x'})",
        "Object.prototype.__defineSetter__('leak', function () {})",
        "Object.prototype.__defineGetter__.call(Array.prototype, 'leak', function () {})",
        "Object.assign(Object.prototype, {leak: 'x'})",
        "Object.freeze(Object.prototype)",
        "Array.prototype[0] = 'leak'",
        "Array.prototype.push('leak')",
        "Array.prototype.length = 3",
        "Array.prototype.unshift.call(Array.prototype, 'leak')",
        "Array.prototype.splice.call(Array.prototype, 0, 0, 'leak')",
        "Date.prototype.setTime(5)",
        "Date.prototype.setFullYear.call(Date.prototype, 2000)",
        "RegExp.prototype.compile('leak')",
        "RegExp.prototype.lastIndex = 7",
        "Error.prototype.message = 'leak'",
        "Function.prototype.prototype = {leak: 1}",
        "Object.create(Array.prototype).__proto__.leak = 'x'",
        "var o = {}; o.__proto__.leak = 'x'",
        "Object.prototype.toString.leak = 'x'",
        "Error.prepareStackTrace = function () { return 'leak' }",
        "Error.stackTraceLimit = 0",
        "Error.captureStackTrace = 1",
        "Object.getOwnPropertyDescriptor(RegExp.prototype, 'source').get.leak = 'x'",
      })
  void whatAllMessagesShareCannotBeWritten(String code) {
    // a write may also be ignored; what counts is that the next message sees nothing of it
    RenderResult unused = Templates.tried(Templates.COMPILER, "<% " + code + " %>");
    assertThat(unused).isNotNull();

    assertThat(
            Templates.rendered(
                    Templates.tried(
                        Templates.COMPILER,
                        "<% var places = [Object, {}, [], '', 1, true, /x/, function () {}, Date,"
                            + " new Date(), Math, JSON, NL, formatDate, new Error('e'), XML,"
                            + " XMLList, <a/>, new QName('a'), new Namespace('a'),"
                            + " (function () { yield 1 })(), __text];"
                            + " for each (var p in places) { %><%= 'leak' in Object(p) ? 'leak' : '' %><% }"
                            + " %><%= new XMLList().length() %><%= ' x '.trim() %>"
                            + "<%= Array.prototype.length %><%= Date.prototype.getTime() %>"
                            + "<%= RegExp.prototype.lastIndex %><%= new Error().message %>"
                            + "<% try { null.x } catch (e) { %><%= typeof e.stack %><% } %>"
                            + "<%= NL.XML.escape('<') %><%= String({}) %><% [1].forEach(function () {"
                            + " %>!<% }) %><%= <a><b><c/></b></a>.toXMLString() %>"))
                .text())
        .isEqualTo("0x0NaN0string&lt;[object Object]!<a>\n  <b>\n    <c/>\n  </b>\n</a>");
  }

  @Test
  void globalsOfOneMessageAreGoneInTheNext() {
    Templates.tried(
        Templates.COMPILER, "<% leaked = 'x'; this.leaked2 = 'y'; Array = 5; formatDate = 6; %>");

    assertThat(
            Templates.rendered(
                    Templates.tried(
                        Templates.COMPILER,
                        "<%= typeof leaked %> <%= typeof leaked2 %> <%= typeof Array %>"
                            + " <%= typeof formatDate %>"))
                .text())
        .isEqualTo("undefined undefined function function");
  }

  @Test
  void regularExpressionStateIsNotShared() {
    Templates.tried(Templates.COMPILER, "<% /(secret)/.test('secret'); %>");

    assertThat(Templates.text("[<%= RegExp.$1 %>][<%= RegExp.lastMatch %>]")).isEqualTo("[][]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new XML('<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><a>&e;</a>')",
        "new XML('<a xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include"
            + " href=\"file:///etc/hostname\" parse=\"text\"/></a>').toString().match(/^[a-z0-9-]+$/)[0]",
      })
  void xmlMadeInATemplateReadsNoFiles(String expression) {
    assertThat(Templates.tried(Templates.COMPILER, "<%= " + expression + " %>"))
        .isInstanceOf(RenderResult.Failed.class);
  }

  @Test
  void argumentsOfTheScriptCannotBeUsedToReplaceTheEnginesFunctions() {
    CompiledTemplate template =
        Templates.compiled(
            Templates.COMPILER,
            Templates.content(
                "s",
                null,
                "<% for (var i = 0; i < 9; i++) arguments[i] = function () { return 'evil' } %>x",
                false));
    template.render(Templates.input(Templates.ORDER));

    assertThat(
            Templates.rendered(Templates.tried(Templates.COMPILER, "<%= 'a' + ctx.reference %>"))
                .text())
        .isEqualTo("aR-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "context.getClass()",
        "context.constructor.constructor('return 1')()",
        "provider.constructor.constructor('return 1')()",
        "delivery.getClass()",
        "message.__proto__.constructor('return 1')()",
        "Object.getPrototypeOf(context).constructor.constructor('return 1')()",
        "__print.constructor('return 1')()",
        "__list.constructor('return 1')()",
        "__get(formatDate, 'constructor')('return 1')()",
        "__get(__get({}, 'constructor'), 'constructor')('return 1')()",
        "__list([1]).constructor.constructor('return 1')()",
        "__chosen([1], 1, 1, '').constructor.constructor('return 1')()",
        "arguments.callee.constructor('return 1')()",
        "(function f() { return f.caller('x') })()",
        "(function () { return arguments.callee.caller.constructor('return 1')() })()",
        "'x'.replace(/x/, Function)('return 1')",
        "[1].map(Function)[0]()",
        "JSON.parse('1', Function)()",
        "[].concat.constructor.apply(null, ['return 1'])()",
        "Function.prototype.constructor('return 1')()",
        "Function.bind(null, 'return 1')()()",
        "new (Function.bind(null, 'return 1'))()()",
        "Object.getOwnPropertyDescriptor(Object, 'prototype').value.constructor.constructor('1')()",
        "ctx.client.constructor('return 1')()",
        "ctx.client.function::getClass()",
        "ctx.client.function::constructor.constructor('return 1')()",
        "<a/>.function::toString.constructor('return 1')()",
        "new QName('java.lang', 'Runtime').getRuntime()",
        "new Namespace('java:java.lang.Runtime').getRuntime()",
        "(function () { with (Object) { return constructor('return 1')() } })()",
        "(function () { with (context) { return getClass() } })()",
      })
  void noWayRoundLeadsToCodeOrJava(String expression) {
    assertThat(Templates.tried(Templates.COMPILER, "<%= " + expression + " %>"))
        .isInstanceOf(RenderResult.Failed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "__proto__",
        "({}).__proto__",
        "[].__proto__",
        "ctx.__proto__",
        "context.ctx.__parent__",
        "rtEvent.__parent__",
        "formatDate.__parent__",
        "provider.__parent__",
        "formatDate.caller",
        "(function f() { return f.arguments })().caller",
        "new Error().rhinoException",
        "new Error().javaException",
      })
  void hiddenPropertiesHoldNothing(String expression) {
    String template = "<% try { %><%= typeof (" + expression + ") %><% } catch (e) { %>none<% } %>";

    assertThat(Templates.text(template)).isIn("undefined", "none", "xml", "string", "object");
    if (!expression.startsWith("ctx") && !expression.startsWith("context")) {
      assertThat(
              Templates.text(
                  "<% try { var x = "
                      + expression
                      + "; %><%= x === null || x === undefined %><% } catch (e) { %>true<% } %>"))
          .isEqualTo("true");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "getUrl('file:///etc/hostname')",
        "getUrl('http://127.0.0.1/')",
        "getUrl('jar:file:/x.jar!/y')",
        "cryptString('x')",
        "decryptString('x')",
        "getOption('user.home')",
      })
  void nothingOutsideIsAllowedUnlessItIsSetUp(String call) {
    Compilation compilation =
        Templates.COMPILER.compile("t", Templates.content("s", null, "<%= " + call + " %>", true));

    switch (compilation) {
      case Compilation.Rejected no -> assertThat(no.errors()).isNotEmpty();
      case Compilation.Compiled ok ->
          assertThat(ok.template().render(Templates.input(Templates.ORDER)))
              .isInstanceOf(RenderResult.Failed.class);
    }
  }

  @Test
  void gettersAndConversionsOfATemplatesObjectsRunInsideTheSandbox() {
    assertThat(
            Templates.text(
                "<% var log = ''; var o = {get x() { log += 'g'; return 1 },"
                    + " toString: function () { log += 's'; return 't' },"
                    + " valueOf: function () { log += 'v'; return 2 }};"
                    + " %><%= o %><%= o + 1 %><%= o.x %><%= log %>"))
        .isEqualTo("t31svg");
  }
}
