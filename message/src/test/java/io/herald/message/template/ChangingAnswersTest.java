package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("TPL-32: who answers with another length or text the second time gains nothing")
@Timeout(20)
class ChangingAnswersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Array.prototype.reverse.call({get length() { return n++ ? 1e15 : 1 }})",
        "Array.prototype.reverse.call({length: {valueOf: function () { return n++ ? 1e15 : 1 }}})",
        "Array.prototype.reverse.call(Object.create({get length() { return n++ ? 1e15 : 1 }}))",
        "Array.prototype.reverse.call(<a><length>1e15</length></a>)",
        "Array.prototype.fill.call({get length() { return n++ ? 4e9 : 1 }}, 0)",
        "Array.prototype.map.call({get length() { return n++ ? 4e9 : 1 }}, Math.abs)",
        "Math.max.apply(null, {get length() { return n++ ? 4e9 : 1 }})",
        "Array.from([].values.call({length: 1e9}))",
        "Array.from(big([1]), Math.abs)",
        "[].concat(big([]), grows)",
        "[1].flatMap(function () { var a = []; a.length = 4e9; return a })",
        "'a'.padStart(5e6, 'b').concat({toString: function () { return t() }})",
        "String.prototype.repeat.call({toString: t}, 50)",
        "var s = new String('a'); s.toString = t; s.repeat(50)",
        "String.prototype.split.call({toString: t}, '')",
        "var r = /(?:(x)?){9}/; r.toString = function () { return '' }; r.exec = t; 'a'.split(r)",
        "JSON.stringify([t(), t()])",
        "JSON.stringify({toJSON: function () { return [t(), t()] }})",
        "JSON.stringify([1, 2], function (key, value) { return key === '' ? value : t() })",
        "new RegExp('(a)'.repeat(3e6))",
        "RegExp('(a)'.repeat(3e6))",
        "/a/.constructor('(a)'.repeat(3e6))",
        "'x'.search('(a)'.repeat(3e6))",
        "'x'.match({toString: function () { return '(a)'.repeat(3e6) }})",
      })
  void isStoppedBeforeMemoryOrTimeAreGone(String code) {
    assertThat(tried(code))
        .isInstanceOfSatisfying(
            RenderResult.Failed.class,
            failed ->
                assertThat(failed.error().message())
                    .doesNotContain("more memory than there is", "engine"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'a'.padStart({valueOf: function () { return n++ ? 5e8 : 1 }})",
        "'abcdefgh'.repeat({valueOf: function () { return n++ ? 5e7 : 1 }})",
        "'a'.repeat(5000).replace(/a/g, {toString: function () { return n++ ? t() : 'b' }})",
        "JSON.stringify({get a() { return n++ ? [t(), t()] : 1 }})",
        "JSON.parse({toString: function () { return n++ ? '['.repeat(1e6) : '1' }})",
      })
  void isAskedOnceAndTakenAtItsWord(String code) {
    assertThat(Templates.rendered(tried(code)).text()).isEqualTo("after");
  }

  private static RenderResult tried(String code) {
    String before =
        "var n = 0, text = 'x'.repeat(9e6); function t() { return text }"
            + " var grows = [1];"
            + " function big(list) { Object.defineProperty(list, '0', {get: function () {"
            + " list.length = grows.length = 1e8; return 1 }}); return list } ";
    return Templates.tried(Templates.COMPILER, "<% " + before + code + "; %>after");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "JSON.stringify({a: [1, 'x', null, undefined, true], b: undefined, c: {}, d: []}) | {\"a\":[1,\"x\",null,null,true],\"c\":{},\"d\":[]}",
        "JSON.stringify({a: {b: [1, 2]}, c: []}, null, 1) | {¶ \"a\": {¶  \"b\": [¶   1,¶   2¶  ]¶ },¶ \"c\": []¶}",
        "JSON.stringify({a: 1, b: 2, c: {a: 3, d: 4}}, ['a', 'c']) | {\"a\":1,\"c\":{\"a\":3}}",
        "JSON.stringify([1, 'b'], function (k, v) { return typeof v == 'number' ? v + 1 : v }) | [2,\"b\"]",
        "JSON.stringify({when: new Date(0)}) | {\"when\":\"1970-01-01T00:00:00.000Z\"}",
        "JSON.stringify([new String('a'), new Number(1.5), new Boolean(false), NaN, 1e21]) | [\"a\",1.5,false,null,1e+21]",
        "JSON.stringify('\"\\\\\\n\\u0001\\u2028') | \"\\\"\\\\\\n\\u0001\u2028\"",
        "typeof JSON.stringify(undefined) + typeof JSON.stringify(function () {}) | undefinedundefined",
        "JSON.stringify({toJSON: function (key) { return 'k' + key }}) | \"k\"",
        "'a-b'.split('-').join() + 'abc'.substring('1') + 'abc'.substr(-2, 1) + 'x'.padStart(3) | a,bbcb  x",
        "'a1b2'.replace(/\\d/g, function (d) { return d * 2 }) + 'aa'.replace('a', '$&b') | a2b4aba",
        "'abc'.search(/c/) + 'abc'.match(/b/)[0] + 'abc'.search('c') + 'x'.concat(1, null) | 2b2x1null",
        "'abc'.indexOf({toString: function () { return 'c' }}) + 'abc'.charAt(new Number(1)) | 2b",
        "(function () { return Array.prototype.slice.call(arguments, 1).join() })(1, 2, 3) | 2,3",
        "Array.prototype.map.call('abc', function (c) { return c + c }).join() | aa,bb,cc",
        "Array.prototype.join.call({length: 2, 0: 'a', 1: 'b'}) + [1].concat([2], 3) | a,b1,2,3",
        "new RegExp('a+', 'i').test('xAA') + ' ' + RegExp.lastMatch + ' ' + (/x/ instanceof RegExp) | true AA true",
        "RegExp(/x/).source + new RegExp(/y/g).source + (/x/.constructor === RegExp) | xytrue",
      })
  void whatIsPlainWorksAsBefore(String expression, String printed) {
    assertThat(Templates.text("<%== " + expression + " %>").replace("\n", "¶")).isEqualTo(printed);
  }
}
