package io.herald.message.template;

import static io.herald.message.template.Templates.COMPILER;
import static io.herald.message.template.Templates.compiled;
import static io.herald.message.template.Templates.failed;
import static io.herald.message.template.Templates.rendered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.herald.message.channel.EmailFormat;
import io.herald.message.event.EventContext;
import io.herald.message.event.NewEvent;
import io.herald.message.event.Queue;
import io.herald.message.event.ReceivedBy;
import io.herald.message.link.Publication;
import io.herald.message.link.Publication.Variant;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TPL-60: the message in the language of the event. */
class LanguageVariantsTest {
  private static final String DATE = "<%= formatDate('2026-03-08T00:00:00Z', '%Al %D %Bl %4Y') %>";

  private static final Publication.Content SHOP =
      content(
          "en",
          "Your order",
          "<p>" + DATE + " <%= formatNumber(12.5, 2) %></p>",
          "plain English",
          variant("fr", "Votre commande", "<p>fr " + DATE + " <%= formatNumber(12.5, 2) %></p>"),
          variant("pt-br", "Seu pedido", null),
          variant("de", null, null));

  @Test
  void datesAndNumbersFollowTheVariant() {
    assertThat(render(SHOP, "fr").html()).isEqualTo("<p>fr dimanche 8 mars 2026 12,50</p>");
    assertThat(render(SHOP, "en").html()).isEqualTo("<p>sunday 8 march 2026 12.50</p>");
    // inherited, and yet written as the language does
    assertThat(render(SHOP, "de").html()).isEqualTo("<p>sonntag 8 märz 2026 12,50</p>");
  }

  @ParameterizedTest
  @CsvSource({"fr", "en", "de", "pt_BR", "fr-CA", "xx"})
  void atOnceItIsTheSameVariant(String language) {
    RenderInput input = input(language, EventContext.json("{}"));

    assertThat(compiled(COMPILER, SHOP).renderAtOnce(input))
        .contains(compiled(COMPILER, SHOP).render(input));
  }

  @Test
  void whatAVariantDoesNotHaveItInherits() {
    RenderResult.Rendered brazil = render(SHOP, "pt_BR");

    assertThat(brazil.subject()).isEqualTo("Seu pedido");
    assertThat(brazil.text()).isEqualTo("plain English");
    assertThat(brazil.senderName()).isEqualTo("Shop");
    assertThat(brazil.language()).isEqualTo("pt-br");
  }

  @Test
  void theGreetingIsInTheLanguageOfTheMessageNotOfTheEvent() {
    String greeting = "<%@ include view='Greetings' %> <%= message.language %>";
    Publication.Content content =
        content("en", "s", null, greeting, new Variant("fr", null, null, null, null, null, null));

    assertThat(render(content, "fr-be").text()).isEqualTo("Bonjour, fr");
    assertThat(render(content, "de").text()).isEqualTo("Hello, en");
    assertThat(render(content(null, "s", null, greeting), "de").text()).startsWith("Guten Tag,");
  }

  @Test
  void aVariantWithHtmlOfItsOwnDoesNotGetTheTextOfAnotherLanguage() {
    assertThat(render(SHOP, "fr").text()).startsWith("fr dimanche").doesNotContain("English");
  }

  @Test
  void aLanguageNobodyWroteGetsTheDefaultAndAWarning() {
    RenderResult.Rendered rendered = render(SHOP, "ja");

    assertThat(rendered.subject()).isEqualTo("Your order");
    assertThat(rendered.language()).isEqualTo("en");
    assertThat(rendered.warnings()).extracting(TemplateError::part).containsExactly("variants");
    assertThat(render(SHOP, "en-GB").warnings()).isEmpty();
    assertThat(render(SHOP, null).warnings()).isEmpty();
  }

  @Test
  void theDefaultLanguageIsAnExactMatchBeforeAWiderVariant() {
    Publication.Content content =
        content("en-us", "American", null, "x", variant("en", "English", null));

    assertThat(render(content, "en_US").subject()).isEqualTo("American");
    assertThat(render(content, "en-gb").subject()).isEqualTo("English");
  }

  @ParameterizedTest(name = "{0} gets {1}")
  @CsvSource({
    "en, English",
    "EN, English",
    "en-us, American",
    "en_US, American",
    "EN-us, American",
    "en-gb, English",
    "en_GB, English",
    "fr, default",
    "fr-ca, default",
  })
  @DisplayName("TPL-60: the codes of the specification, and what they fall back to")
  void theCodesOfTheSpecificationSelect(String code, String subject) {
    Publication.Content content =
        content(
            null,
            "default",
            null,
            "x",
            variant("en", "English", null),
            variant("en-us", "American", null));

    assertThat(render(content, code).subject()).isEqualTo(subject);
    assertThat(
            rendered(
                    compiled(COMPILER, content)
                        .render(
                            input(null, EventContext.json("{\"AC_language\":\"" + code + "\"}"))))
                .subject())
        .isEqualTo(subject);
  }

  @Test
  void theDataOfAStandardEventCanNameTheLanguage() {
    CompiledTemplate template = compiled(COMPILER, SHOP);

    assertThat(
            rendered(
                    template.render(
                        input(
                            null,
                            EventContext.json(
                                "{\"a\":{\"AC_language\":\"de\"},\"AC_language\":\"fr\"}"))))
                .language())
        .isEqualTo("fr");
    assertThat(
            rendered(template.render(input("pt-br", EventContext.json("{\"AC_language\":\"fr\"}"))))
                .language())
        .isEqualTo("pt-br");
    assertThat(
            failed(template.render(input(null, EventContext.json("{\"AC_language\"")))).message())
        .contains("JSON");
  }

  @Test
  void moreThanACodeCanHaveIsNoLanguageAndTakesNoTime() {
    String dashes = "-".repeat(1 << 20);
    EventContext data = EventContext.json("{\"AC_language\":\"" + dashes + "\"}");
    CompiledTemplate template = compiled(COMPILER, SHOP);

    RenderResult.Rendered rendered =
        assertTimeoutPreemptively(
            Duration.ofSeconds(5), () -> rendered(template.render(input(null, data))));

    assertThat(rendered.language()).isEqualTo("en");
    assertThat(render(SHOP, "fr" + "-x".repeat(15)).language()).isEqualTo("fr");
    assertThat(render(SHOP, "fr" + "-x".repeat(16)).language()).isEqualTo("en");
  }

  @Test
  void errorsNameTheVariant() {
    Publication.Content wrong =
        content("en", "ok", null, "ok", variant("fr", "ok", "<p>\n<%= if %></p>"));
    assertThat(COMPILER.compile("t", wrong))
        .isInstanceOfSatisfying(
            Compilation.Rejected.class,
            no ->
                assertThat(no.errors())
                    .singleElement()
                    .satisfies(
                        error -> {
                          assertThat(error.part()).isEqualTo("variants.fr.html");
                          assertThat(error.line()).isEqualTo(2);
                        }));

    Publication.Content failing =
        content("en", "ok", null, "ok", variant("fr", "<%= ctx.a.b.c() %>", null));
    CompiledTemplate template = compiled(COMPILER, failing);
    assertThat(failed(template.render(input("fr", EventContext.json("{}")))).part())
        .isEqualTo("variants.fr.subject");
    assertThat(rendered(template.render(input("en", EventContext.json("{}")))).subject())
        .isEqualTo("ok");
  }

  @Test
  void oneLanguageAloneIsNamedWhenItIsKnown() {
    assertThat(render(content("pl", "s", null, "x"), "fr").language()).isEqualTo("pl");
    assertThat(render(content(null, "s", null, "x"), "fr").language()).isNull();
  }

  /** The longest prefix, cut at hyphens, that anybody wrote; letter case and _ do not matter. */
  @Property(tries = 200)
  void theNextWiderLanguageThereIsAnswers(
      @ForAll("codes") String wanted, @ForAll("someCodes") List<String> written) {
    List<String> distinct = written.stream().distinct().toList();
    Publication.Content content =
        content(
            null,
            "default",
            null,
            "x",
            distinct.stream().map(code -> variant(code, code, null)).toArray(Variant[]::new));
    String expected =
        distinct.stream()
            .filter(code -> wanted.equals(code) || wanted.startsWith(code + "-"))
            .max(java.util.Comparator.comparingInt(String::length))
            .orElse("default");
    CompiledTemplate template = compiled(COMPILER, content);
    for (String form :
        List.of(wanted, wanted.toUpperCase(Locale.ROOT), wanted.replace('-', '_'), " " + wanted)) {
      assertThat(rendered(template.render(input(form, EventContext.json("{}")))).subject())
          .as(form)
          .isEqualTo(expected);
    }
  }

  @Provide
  Arbitrary<String> codes() {
    return Arbitraries.of("en", "fr", "zh", "iw")
        .list()
        .ofSize(1)
        .flatMap(
            language ->
                Arbitraries.of("hant", "tw", "us", "419")
                    .list()
                    .ofMaxSize(2)
                    .map(
                        more ->
                            java.util.stream.Stream.concat(language.stream(), more.stream())
                                .collect(Collectors.joining("-"))));
  }

  @Provide
  Arbitrary<List<String>> someCodes() {
    return codes().list().ofMaxSize(5);
  }

  private static RenderResult.Rendered render(
      Publication.Content content, @Nullable String language) {
    return rendered(compiled(COMPILER, content).render(input(language, EventContext.json("{}"))));
  }

  private static RenderInput input(@Nullable String language, EventContext context) {
    return new RenderInput(
        1L << 56,
        new NewEvent(
            Queue.REAL_TIME,
            "EVTorder",
            NewEvent.Address.ofEmail("ada@example.com"),
            new NewEvent.Attributes(EmailFormat.UNKNOWN, null, null, null, null, language, null),
            context,
            null,
            null,
            ReceivedBy.REST),
        Templates.CREATED,
        Map.of(),
        Templates.NOW);
  }

  private static Variant variant(String language, @Nullable String subject, @Nullable String html) {
    return new Variant(language, null, subject, null, html, null, null);
  }

  private static Publication.Content content(
      @Nullable String language,
      String subject,
      @Nullable String html,
      @Nullable String text,
      Variant... variants) {
    return new Publication.Content(
        "Shop",
        "shop@example.com",
        null,
        null,
        subject,
        html,
        text,
        true,
        null,
        List.of(),
        null,
        null,
        language,
        List.of(variants),
        List.of());
  }
}
