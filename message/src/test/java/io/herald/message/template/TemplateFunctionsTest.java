package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("TPL-44: functions of the template language")
class TemplateFunctionsTest {
  @ParameterizedTest(name = "{0} gives {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "formatNumber(1234567.891, 2, ',', ' ')| 1 234 567,89",
        "formatNumber(1234.5)| 1234.5",
        "formatNumber('5.0')| 5",
        "formatNumber(2.5, 0)| 3",
        "formatNumber(-2.5, 0)| -3",
        "formatNumber(1.005, 2)| 1.01",
        "formatNumber(-1234, 0, '.', ',')| -1,234",
        "formatNumber(0.5, 2)| 0.50",
        "formatNumber(ctx.total, 2)| 12.50",
        "formatNumber(1e15, 0, '.', ',')| 1,000,000,000,000,000",
        "formatCurrency(1234.5, 'EUR')| €1,234.50",
        "formatCurrency(ctx.total, 'JPY')| ¥13",
        "formatCurrency(12.5, 'EUR', 'de-DE')| 12,50\u00a0€",
        "formatCurrency(12.5, 'EUR', 'de_DE')| 12,50\u00a0€",
        "toSmartCase('ada LOVELACE')| Ada Lovelace",
        "toSmartCase('jean-luc o\\'neil')| Jean-Luc O'neil",
        "toUpperCase('straße é')| STRASSE É",
        "toLowerCase(ctx.client.firstname)| ada",
        "trim('  a b \\n')| a b",
        "escapeXmlStr('<a> & \"b\" \\'c\\'')| &lt;a&gt; &amp; &quot;b&quot; 'c'",
        "NL.XML.escape('<a> & \"b\"')| &lt;a&gt; &amp; \"b\"",
        "NL.XML.escapeAttribute('<\"\\'>')| &lt;&quot;&#39;&gt;",
        "escapeUrl('a b/ü😀')| a%20b%2F%C3%BC%F0%9F%98%80",
        "encodeURIComponent('a b')| a%20b",
        "decodeURIComponent('a%20b')| a b",
        "getCurrentDate()| 2026-01-31T10:00:01.500Z",
        "parseTimeStamp('2026-01-31 11:30:00')| 2026-01-31T11:30:00.000Z",
        "'a,b'.split(',').length| 2",
        "' x '.trim()| x",
        "'abc'.replace(/b/g, function (m) { return '[' + m + ']' })| a[b]c",
        "'a-b-c'.replace(/-/g, '$&$&')| a--b--c",
        "JSON.parse('{\"a\": [1, 2]}').a[1]| 2",
        "JSON.stringify({a: [1, 'x']})| {\"a\":[1,\"x\"]}",
        "[3, 1, 2].sort().join('-')| 1-2-3",
        "[1, 2, 3].filter(function (x) { return x > 1 }).length| 2",
        "[1, [2, null, 3]].toString()| 1,2,,3",
        "Math.max.apply(null, [1, 9, 3])| 9",
      })
  void computes(String expression, String result) {
    assertThat(Templates.text("<%= " + expression + " %>")).isEqualTo(result);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "formatNumber", "formatCurrency", "formatDate", "toSmartCase", "toUpperCase",
        "toLowerCase", "trim", "escapeXmlStr", "escapeUrl", "NL.XML.escape"
      })
  void aMissingValueGivesNothing(String function) {
    assertThat(
            Templates.text(
                "[<%= F(ctx.nothing) %>][<%= F(null) %>][<%= F(undefined) %>][<%= F() %>]"
                    .replace("F", function)))
        .isEqualTo("[][][][]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "formatNumber('many', 2)",
        "formatNumber(1, -1)",
        "formatNumber(1, 1000000000)",
        "formatNumber('1e999999999', 2)",
        "formatNumber(0/0)",
        "formatCurrency('x', 'EUR')",
        "formatCurrency(1, 'EURO')",
        "formatCurrency(1)",
        "formatCurrency(1, 'EUR', '$$')",
      })
  void aWrongArgumentFailsTheMessageAndNamesTheFunction(String expression) {
    assertThat(Templates.failure("<%= " + expression + " %>").message())
        .contains(expression.substring(0, expression.indexOf('(')));
  }

  @Test
  void aWrongArgumentCanBeCaught() {
    assertThat(Templates.text("<% try { formatNumber('x') } catch (e) { %>none<% } %>"))
        .isEqualTo("none");
  }
}
