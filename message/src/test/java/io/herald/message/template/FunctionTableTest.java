package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("TPL-44: every function is in the table, and does what the table says")
class FunctionTableTest {
  /** Answers without a network or a key, so that the examples have a result. */
  private static final Surroundings WORLD =
      new Surroundings() {
        @Override
        public Answer page(String url) {
          return url.startsWith("https://cms.example/")
              ? new Answer.Text("from " + url)
              : new Answer.Refused("this host is not allowed");
        }

        @Override
        public Answer encrypted(String text) {
          return new Answer.Text("(" + text + ")");
        }

        @Override
        public Answer decrypted(String text) {
          return text.startsWith("(") && text.endsWith(")")
              ? new Answer.Text(text.substring(1, text.length() - 1))
              : new Answer.Refused("the text was not encrypted here");
        }

        @Override
        public Answer barcode(String kind, String value) {
          return new Answer.Text("cid:" + kind + "-\"" + value);
        }
      };

  private static final CompileSettings SETTINGS =
      new CompileSettings(
          new FrozenLibrary(
              Map.of(),
              Map.of("Shop_Url", "https://shop.example"),
              Map.of(),
              Map.of(),
              SystemObjects.NONE,
              Map.of()),
          Locale.ENGLISH);

  private static final TemplateCompiler COMPILER =
      new TemplateCompiler(RenderLimits.DEFAULT, ZoneOffset.UTC, WORLD);

  private static RenderResult render(String template) {
    return switch (COMPILER.compile(
        "t", Templates.content("s", template, template, true), SETTINGS)) {
      case Compilation.Compiled ok -> ok.template().render(Templates.input(Templates.ORDER));
      case Compilation.Rejected no -> throw new AssertionError(no.errors().toString());
    };
  }

  private static String text(String template) {
    return String.valueOf(Templates.rendered(render(template)).text());
  }

  static Stream<TemplateFunction> functions() {
    return TemplateFunctions.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void theExampleGivesTheResult(TemplateFunction function) {
    assertThat(text("<%= " + function.example() + " %>")).isEqualTo(function.result());
    assertThat(function.signature()).startsWith(function.name() + "(");
    assertThat(function.example()).contains(function.name() + "(");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "formatDate",
        "parseTimeStamp",
        "getCurrentDate",
        "toDate",
        "formatNumber",
        "formatCurrency",
        "escapeXmlStr",
        "escapeXMLString",
        "NL.XML.escape",
        "NL.XML.escapeAttribute",
        "escapeUrl",
        "encodeURIComponent",
        "decodeURIComponent",
        "toSmartCase",
        "toUpperCase",
        "toLowerCase",
        "trim",
        "getUrl",
        "getOption",
        "logInfo",
        "logWarning",
        "logError",
        "cryptString",
        "decryptString",
        "barcode",
      })
  void everyFunctionOfTheSpecificationExists(String name) {
    assertThat(TemplateFunctions.ALL).extracting(TemplateFunction::name).contains(name);
    assertThat(Templates.text("<%= typeof " + name + " %>")).isEqualTo("function");
  }

  @Test
  void getUrlOfAHostThatIsNotAllowedFailsTheMessageAndSaysWhy() {
    assertThat(Templates.failed(render("<%= getUrl('https://evil.example/') %>")).message())
        .contains("getUrl: this host is not allowed");
    assertThat(Templates.failure("<%= getUrl('https://cms.example/') %>").message())
        .contains("getUrl: it is not set up");
  }

  @Test
  void whatGetUrlBringsIsEscapedUnlessTheTemplateSaysOtherwise() {
    RenderResult.Rendered mail =
        Templates.rendered(
            render(
                "<%= getUrl('https://cms.example/<b>') %><%== getUrl('https://cms.example/<b>') %>"));

    assertThat(mail.html())
        .isEqualTo("from https://cms.example/&lt;b&gt;from https://cms.example/<b>");
  }

  @Test
  void getUrlTakesTheTrackingSettingOfTheOriginal() {
    assertThat(text("<%= getUrl('https://cms.example/a', true) %>"))
        .isEqualTo("from https://cms.example/a");
  }

  @Test
  void anOptionIsFrozenAtPublicationSoItsNameMustBeKnown() {
    Compilation unknown =
        COMPILER.compile(
            "t", Templates.content("s", null, "a\n<%= getOption('No') %>", true), SETTINGS);
    Compilation computed =
        COMPILER.compile(
            "t", Templates.content("s", null, "<%= getOption(ctx.name) %>", true), SETTINGS);

    assertThat(((Compilation.Rejected) unknown).errors())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.message()).contains("no option No");
              assertThat(error.line()).isEqualTo(2);
              assertThat(error.column()).isEqualTo(5);
            });
    assertThat(((Compilation.Rejected) computed).errors().getFirst().message())
        .contains("name in quotes");
  }

  @Test
  void linesOfTheLogAreKeptUpToABound() {
    RenderResult.Rendered mail =
        Templates.rendered(
            render(
                "<% logInfo('a\\nb'); logError(new Array(5000).join('x'));"
                    + " for (var i = 0; i < 500; i++) logWarning(i); %>x"));

    assertThat(mail.text()).isEqualTo("x");
    assertThat(mail.log()).hasSize(100);
    assertThat(mail.log().getFirst()).isEqualTo(new LogLine(LogLine.Level.INFO, "a b"));
    assertThat(mail.log().get(1).text()).hasSize(1_000);
  }

  @Test
  void aBarcodeIsAnImageInHtmlWhoseAddressAndTextAreEscaped() {
    RenderResult.Rendered mail = Templates.rendered(render("<%= barcode('QR', '<1>') %>"));

    assertThat(mail.html()).isEqualTo("<img src=\"cid:QR-&quot;&lt;1&gt;\" alt=\"&lt;1&gt;\">");
    assertThat(mail.text()).isEqualTo("<1>");
  }

  @Test
  void namesAndAmountsFollowTheLanguageOfTheTemplate() {
    CompileSettings german = new CompileSettings(FrozenLibrary.NOTHING, Locale.GERMANY);

    Compilation compilation =
        COMPILER.compile(
            "t",
            Templates.content(
                "s",
                null,
                "<%= formatDate('2000-01-24', '%Al %Bl') %> <%= formatCurrency(1, 'EUR') %>",
                true),
            german);

    assertThat(
            Templates.rendered(
                    ((Compilation.Compiled) compilation)
                        .template()
                        .render(Templates.input(Templates.ORDER)))
                .text())
        .isEqualTo("montag januar 1,00\u00a0€");
  }

  @Property(tries = 500, seed = "20260131")
  void whatIsEncodedForAnAddressComesBackAsItWas(@ForAll @StringLength(max = 50) String text) {
    String encoded = Escaping.url(text);
    String asUtf8 = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

    assertThat(encoded).matches("[A-Za-z0-9_.!~*'()%-]*");
    assertThat(Escaping.decodeUrl(encoded)).isEqualTo(asUtf8);
  }

  @Property(tries = 500, seed = "20260131")
  void decodingNeverThrows(@ForAll String text) {
    String decoded = Escaping.decodeUrl("%" + text);

    assertThat(decoded == null || decoded.length() <= text.length()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%4", "%zz", "a%ff", "%C3"})
  void whatIsNotEncodedIsRefused(String text) {
    assertThat(Templates.failure("<%= decodeURIComponent('" + text + "') %>").message())
        .contains("decodeURIComponent");
  }

  @Property(tries = 300, seed = "20260131")
  void escapedMarkupHoldsNoMarkup(@ForAll String text) {
    String escaped = Escaping.xml(text, true, false);

    assertThat(escaped).doesNotContain("<", ">", "\"");
    assertThat(
            escaped
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&"))
        .isEqualTo(text);
  }

  @Property(tries = 300, seed = "20260131")
  void formattedNumbersReadAsTheSameNumber(
      @ForAll long cents, @ForAll @IntRange(min = 2, max = 20) int decimals) {
    String written =
        Templates.text(
            "<%= formatNumber('"
                + java.math.BigDecimal.valueOf(cents, 2).toPlainString()
                + "', "
                + decimals
                + ", ',', '.') %>");

    assertThat(new java.math.BigDecimal(written.replace(".", "").replace(',', '.')))
        .isEqualByComparingTo(java.math.BigDecimal.valueOf(cents, 2));
  }
}
