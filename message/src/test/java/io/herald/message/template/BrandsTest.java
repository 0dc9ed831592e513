package io.herald.message.template;

import static io.herald.message.template.Templates.COMPILER;
import static io.herald.message.template.Templates.failed;
import static io.herald.message.template.Templates.rendered;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.event.EventContext;
import io.herald.message.link.Publication;
import io.herald.message.link.Supplies;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** TPL-12, TPL-13: whom a message comes from. */
class BrandsTest {
  private static final String BY_EVENT = "<%= rtEvent.ctx.brand %>";
  private static final Supplies.Brand ACME =
      new Supplies.Brand(
          "acme",
          "Acme & Sons",
          "Acme Shop",
          "shop@acme.example",
          "Acme Care",
          "care@acme.example",
          "bounces@acme.example",
          "https://acme.example/logo.png",
          "https://acme.example",
          "https://mail.acme.example");
  private static final Supplies.Brand BARE =
      new Supplies.Brand("bare", null, null, null, null, null, null, null, null, null);
  private static final Map<String, Supplies.Brand> BOTH = Map.of("acme", ACME, "bare", BARE);

  @Test
  void theBrandGivesWhatTheMessageDoesNotSay() {
    RenderResult.Rendered mail = rendered(render(content("acme", "", "", null), "{}"));

    assertThat(mail.senderName()).isEqualTo("Acme Shop");
    assertThat(mail.senderAddress()).isEqualTo("shop@acme.example");
    assertThat(mail.replyTo()).isEqualTo("care@acme.example");
    assertThat(mail.replyName()).isEqualTo("Acme Care");
    assertThat(mail.errorAddress()).isEqualTo("bounces@acme.example");
    assertThat(mail.html()).isEqualTo("<p>Acme &amp; Sons</p>");
    assertThat(mail.warnings()).isEmpty();
  }

  @Test
  void whatTheMessageSaysGoesBeforeTheBrand() {
    RenderResult.Rendered mail =
        rendered(
            render(
                content("acme", "<%= ctx.who %>", "own@shop.example", "reply@shop.example"),
                "{\"who\":\"Ada\"}"));

    assertThat(mail.senderName()).isEqualTo("Ada");
    assertThat(mail.senderAddress()).isEqualTo("own@shop.example");
    assertThat(mail.replyTo()).isEqualTo("reply@shop.example");
    assertThat(mail.replyName()).isNull();
  }

  @Test
  void whatTurnsOutEmptyComesFromTheBrand() {
    assertThat(rendered(render(content("acme", "", "<%= ctx.none %>", null), "{}")).senderAddress())
        .isEqualTo("shop@acme.example");
  }

  @Test
  void theEventChoosesTheBrand() {
    assertThat(
            rendered(render(content(BY_EVENT, "", "", null), "{\"brand\":\" acme\"}"))
                .senderAddress())
        .isEqualTo("shop@acme.example");
    assertThat(
            rendered(render(content(BY_EVENT, "", "x@shop.example", null), "{\"brand\":\"bare\"}"))
                .html())
        .isEqualTo("<p></p>");
  }

  @Test
  void anUnknownBrandFailsTheMessageAndSaysWhichThereAre() {
    TemplateError unknown =
        failed(render(content(BY_EVENT, "", "", null), "{\"brand\":\"ada@example.com\"}"));

    assertThat(unknown.part()).isEqualTo("brand");
    assertThat(unknown.message()).contains("acme, bare").doesNotContain("ada@");
    assertThat(failed(render(content(BY_EVENT, "", "", null), "{}")).message())
        .startsWith("The event gives no name of a brand");
  }

  @Test
  void withoutAnAddressAnywhereTheMessageFails() {
    assertThat(failed(render(content("bare", "", "", null), "{}")).part())
        .isEqualTo("senderAddress");
  }

  @Test
  void aBrandThatIsNotThereIsAnErrorAtPublication() {
    assertThat(compile(content("acne", "", "", null), BOTH))
        .isInstanceOfSatisfying(
            Compilation.Rejected.class,
            no ->
                assertThat(no.errors())
                    .singleElement()
                    .satisfies(
                        error -> {
                          assertThat(error.part()).isEqualTo("brand");
                          assertThat(error.message()).contains("no brand acne");
                        }));
    assertThat(compile(content(BY_EVENT, "", "", null), Map.of()))
        .isInstanceOf(Compilation.Rejected.class);
  }

  @Test
  void theOneBrandIsFrozenOrAllWhenTheEventChooses() {
    assertThat(frozen("acme").brands().keySet()).containsExactly("acme");
    assertThat(frozen(BY_EVENT).brands()).isEqualTo(BOTH);

    Library changed =
        library(
            Map.of(
                "acme",
                ACME,
                "bare",
                new Supplies.Brand(
                    "bare", "now with a name", null, null, null, null, null, null, null, null)));
    assertThat(Supplied.isWhat("acme", frozen("acme"), changed)).isTrue();
    assertThat(Supplied.isWhat("bare", frozen("bare"), changed)).isFalse();
    assertThat(Supplied.isWhat(BY_EVENT, frozen(BY_EVENT), changed)).isFalse();
    assertThat(Supplied.isWhat(BY_EVENT, frozen(BY_EVENT), library(BOTH))).isTrue();
  }

  @Test
  void aBrandThatIsAddedLaterIsAChangeForWhoChoosesAmongAllEvenIfThereWasOne() {
    Map<String, Supplies.Brand> one = Map.of("acme", ACME);

    assertThat(Supplied.isWhat(BY_EVENT, frozen(BY_EVENT, one), library(one))).isTrue();
    assertThat(Supplied.isWhat(BY_EVENT, frozen(BY_EVENT, one), library(BOTH))).isFalse();
    assertThat(Supplied.isWhat("acme", frozen("acme", one), library(BOTH))).isTrue();
  }

  private static Supplies frozen(String brand) {
    return frozen(brand, BOTH);
  }

  private static Supplies frozen(String brand, Map<String, Supplies.Brand> there) {
    return switch (compile(content(brand, "", "", null), there)) {
      case Compilation.Compiled ok -> Supplied.freeze(ok.template().uses(), Supplies.NOTHING);
      case Compilation.Rejected no -> throw new AssertionError(no.errors().toString());
    };
  }

  private static RenderResult render(Publication.Content content, String context) {
    return switch (compile(content, BOTH)) {
      case Compilation.Compiled ok ->
          ok.template().render(Templates.input(EventContext.json(context)));
      case Compilation.Rejected no -> throw new AssertionError(no.errors().toString());
    };
  }

  private static Compilation compile(
      Publication.Content content, Map<String, Supplies.Brand> brands) {
    return COMPILER.compile("t", content, new CompileSettings(library(brands), Locale.ENGLISH));
  }

  private static Library library(Map<String, Supplies.Brand> brands) {
    return new FrozenLibrary(Map.of(), Map.of(), Map.of(), Map.of(), SystemObjects.NONE, brands);
  }

  private static Publication.Content content(
      String brand, String senderName, String senderAddress, @Nullable String replyTo) {
    return new Publication.Content(
        senderName,
        senderAddress,
        replyTo,
        null,
        "s",
        "<p><%@ include view='BrandingUsualName' %></p>",
        "text",
        true,
        null,
        List.of(),
        null,
        brand,
        null,
        List.of(),
        List.of());
  }
}
