package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.link.Publication;
import io.herald.message.link.Supplies;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("TPL-40 to TPL-43, TPL-50 to TPL-52: directives are done once, at publication")
class DirectivesTest {
  private static final FrozenLibrary LIBRARY =
      new FrozenLibrary(
          Map.of(
              "Footer",
              new Supplies.Block(
                  "<p>Shop, <%= ctx.reference %></p>", "Shop (<%= ctx.reference %>)"),
              "Both",
              new Supplies.Block("[<%@ include view='Footer' %>]", null),
              "Broken",
              new Supplies.Block("<p>\n  <%= foo bar %></p>", null),
              "Failing",
              new Supplies.Block("<p>\n <% null.x %></p>", null),
              "Missing",
              new Supplies.Block("<p>\n <%= ctx.nothing %></p>", null),
              "Self",
              new Supplies.Block("<%@ include view='Other' %>", null),
              "Other",
              new Supplies.Block("<%@ include view='Self' %>", null),
              "Greetings",
              new Supplies.Block("Dear friend", null)),
          Map.of("NmsServer_URL", "https://mc.example"),
          Map.of("parts/head.html", "<b><%= ctx.reference %></b>"),
          Map.of("https://cms.example/a", "<i>from afar</i> <%= 1 %>"),
          new SystemObjects(
              Map.of(
                  "provider",
                  Map.of(
                      "trackingURL",
                      "https://t.example/?a=1&b=2",
                      "port",
                      25,
                      "mirror",
                      List.of(
                          Map.of("url", "https://m1.example", "label", "<one>"),
                          Map.of("url", "https://m2.example", "label", "two"))))),
          Map.of());

  private static final CompileSettings SETTINGS = new CompileSettings(LIBRARY, Locale.ENGLISH);

  private static Compilation compile(Publication.Content content) {
    return Templates.COMPILER.compile("t", content, SETTINGS);
  }

  private static CompiledTemplate compiled(String html) {
    return switch (compile(Templates.content("s", html, null, true))) {
      case Compilation.Compiled ok -> ok.template();
      case Compilation.Rejected no -> throw new AssertionError(no.errors().toString());
    };
  }

  private static String html(String html) {
    return String.valueOf(
        Templates.rendered(compiled(html).render(Templates.input(Templates.ORDER))).html());
  }

  private static List<TemplateError> errors(String html) {
    return switch (compile(Templates.content("s", html, null, true))) {
      case Compilation.Compiled ok -> List.of();
      case Compilation.Rejected no -> no.errors();
    };
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        // TPL-40
        "a <%@ include view='Footer' %> b| a <p>Shop, R-1</p> b",
        "<%@ include view=\"Both\" %>| [<p>Shop, R-1</p>]",
        "<%@include view='Greetings'%>| Dear friend",
        "<a href=\"<%@ include option='NmsServer_URL' %>/x\">| <a href=\"https://mc.example/x\">",
        "<%@ include file='parts/head.html' %>| <b>R-1</b>",
        "<%@ include url='https://cms.example/a' %>| <i>from afar</i> <%= 1 %>",
        // TPL-41, the first as the specification writes it
        "<%@ value object=\"provider\" xpath=\"@trackingURL\" index=\"1\" %>| https://t.example/?a=1&amp;b=2",
        "<%@ value object='provider' xpath='@port' %>| 25",
        "<a href=\"<%@ value object='provider' xpath='trackingURL' %>\">| <a href=\"https://t.example/?a=1&amp;b=2\">",
        "<%@ value object='provider' xpath='mirror/@label' %>| &lt;one&gt;",
        "<%@ value object='provider' xpath='mirror/@label' index='2' %>| two",
        // TPL-42, the first as the specification writes it
        "<%@ foreach object=\"provider\" xpath=\"mirror\" index=\"i\" item=\"x\" %><%@ value object=\"x\" xpath=\"@label\" %>,<%@ end %>| &lt;one&gt;,two,",
        "<%@ foreach object='provider' xpath='mirror' index='i' item='m' %><%@ value object='i' %>:<%@ value object='m' xpath='@url' %> <%@ end %>| 1:https://m1.example 2:https://m2.example",
        "<%@ foreach object='provider' xpath='mirror' index='i' %><%@ value object='provider' xpath='mirror/@label' index='i' %> <%= ctx.reference %>,<%@ end %>| &lt;one&gt; R-1,two R-1,",
        "<%@ startScript %>var n = 6 * 7, who = 'a' + '<b>';<%@ endScript %><%@ value object='n' %> <%= n + 1 %> <%= who %> <%@ value object='who' %>| 42 43 a&lt;b&gt; a&lt;b&gt;",
        "<%@ startScript %><% var name = 'Foo' + 'ter'; %><%@ endScript %><%@ include view='$(name)' %>| <p>Shop, R-1</p>",
        "<%@ startScript %>var u = provider.port > 24;<%@ endScript %><% if (u) { %>yes<% } %>| yes",
      })
  void writesWhatIsIncluded(String template, String html) {
    assertThat(html(template).strip()).isEqualTo(html);
  }

  @Test
  void aBlockGivesItsTextToTextPartsAndToTheSubject() {
    RenderResult.Rendered mail =
        Templates.rendered(
            ((Compilation.Compiled)
                    compile(
                        Templates.content(
                            "<%@ include view='Footer' %>",
                            null, "- <%@ include view='Footer' %>", true)))
                .template()
                .render(Templates.input(Templates.ORDER)));

    assertThat(mail.subject()).isEqualTo("Shop (R-1)");
    assertThat(mail.text()).isEqualTo("- Shop (R-1)");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a\\n <%@ include view='No' %>| 2 | 2 | no block 'No'",
        "<%@ include option='No' %>| 1 | 1 | no option 'No'",
        "<%@ include file='../x' %>| 1 | 1 | no file '../x'",
        "<%@ include url='https://evil.example/' %>| 1 | 1 | not allowed",
        "<%@ include %>| 1 | 1 | needs one of",
        "<%@ include view='Footer' option='x' %>| 1 | 1 | needs one of",
        "<%@ include view=Footer %>| 1 | 1 | name='value'",
        "<%@ include block='Footer' %>| 1 | 1 | no attribute block",
        "<%@ include view='Self' %>| 1 | 1 | includes itself",
        "x <%@ include view='Broken' %>| 1 | 3 | In the block 'Broken', line 2, column 11: <%= foo bar %>",
        "<%@ include view='UnsubscriptionLink' %>| 1 | 1 | needs a profile",
        "<%@ include view='RegistrationLink' %>| 1 | 1 | needs a profile",
        "<%@ value %>| 1 | 1 | needs object",
        "<%@ value object='provider' xpath='@no' %>| 1 | 1 | no @no in provider",
        "<%@ value object='delivery' xpath='@no' %>| 1 | 1 | Nothing is known of delivery",
        "<%@ value object='provider' %>| 1 | 1 | which field",
        "<%@ value object='provider' xpath='@port' index='x' %>| 1 | 1 | number from 1",
        "<%@ foreach object='provider' xpath='mirror' %>x| 1 | 1 | never ended",
        "x<%@ end %>| 1 | 2 | ends nothing",
        "<%@ startScript %>var a = 1;| 1 | 1 | never ended",
        "<%@ startScript %>\\nvar a = ;<%@ endScript %>| 2 | 9 | no valid code",
        "<%@ startScript %>\\nvar a = null.x;<%@ endScript %>| 2 | 1 | null",
        "<%@ startScript %>var a = 1;while (true);<%@ endScript %>| 1 | 19 | ",
        "<%@ startScript %><%= 1 %><%@ endScript %>| 1 | 1 | only code",
        "<%@ if test='ctx.total' %>x| 1 | 1 | never ended",
        "<%@ if %>x<%@ end %>| 1 | 1 | needs a condition",
        "<%@ if test='a b' %>x<%@ end %>| 1 | 3 | a b is no condition",
        "<%@ else %>| 1 | 1 | stands alone",
        "<%@ if test='1' %>a<%@ elseif test='2' %>b<%@ end %>| 1 | 1 | need a default",
        "<%@ if test='1' %>a<%@ else %>b<%@ else %>c<%@ end %>| 1 | 32 | stands alone",
        "<%@ each in='ctx.article' as='event' %>a<%@ end %>| 1 | 1 | cannot be the name",
        "<%@ each in='ctx.article' max='many' %>a<%@ end %>| 1 | 1 | max is a number",
        "<%@ each %>a<%@ end %>| 1 | 1 | repeated over",
      })
  void whatCannotBeDoneIsAFindingWithItsPlace(String template, int line, int column, String says) {
    assertThat(errors(template.replace("\\n", "\n")))
        .first()
        .satisfies(
            error -> {
              assertThat(error.message()).contains(says == null ? "" : says);
              assertThat(error.line()).isEqualTo(line);
              assertThat(error.column()).isEqualTo(column);
            });
  }

  @Test
  void whatGoesWrongInsideABlockNamesTheBlockAndWhereItWasIncluded() {
    TemplateError error =
        Templates.failed(
            compiled("a\n <%@ include view='Failing' %>").render(Templates.input(Templates.ORDER)));

    assertThat(error.line()).isEqualTo(2);
    assertThat(error.column()).isEqualTo(2);
    assertThat(error.message()).startsWith("In the block 'Failing', line 2, column 5: null.x");

    assertThat(
            Templates.rendered(
                    compiled("<%@ include view='Missing' %>")
                        .render(Templates.input(Templates.ORDER)))
                .warnings())
        .singleElement()
        .satisfies(
            warning ->
                assertThat(warning.message())
                    .startsWith(
                        "In the block 'Missing', line 2, column 6: The event has no value"));
  }

  @Test
  void whatATemplateTookInIsKnownAndEnoughToCompileItAgain() {
    String html =
        "<%@ include view='Both' %><%@ include option='NmsServer_URL' %>"
            + "<%@ include url='https://cms.example/a' %>";
    FrozenLibrary uses = compiled(html).uses();

    assertThat(uses.blocks().keySet()).containsExactlyInAnyOrder("Both", "Footer");
    assertThat(uses.options().keySet()).containsExactly("NmsServer_URL");
    assertThat(uses.pages().keySet()).containsExactly("https://cms.example/a");
    Compilation again =
        Templates.COMPILER.compile(
            "t",
            Templates.content("s", html, null, true),
            new CompileSettings(uses, Locale.ENGLISH));
    assertThat(
            Templates.rendered(
                    ((Compilation.Compiled) again)
                        .template()
                        .render(Templates.input(Templates.ORDER)))
                .html())
        .isEqualTo(html(html));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // of the classic dialect
        "Greetings",
        "InsertLogo",
        "PoweredBy",
        "toSmartCase",
        // of the standard dialect
        "EmailUrlBase",
        "DefaultSenderName",
        "DefaultReplyName",
        "DefaultSenderAddress",
        "DefaultErrorAddress",
        "DefaultReplyAddress",
        "BrandingUsualName",
        "BrandingWebSiteLink",
        "BrandingLogo",
        "notificationStyle",
      })
  @DisplayName("TPL-51: every block of the list is built in")
  void everyBlockOfTheListIsBuiltIn(String name) {
    assertThat(BuiltInBlocks.names()).contains(name);
    assertThat(errors("<%@ include view='" + name + "' %>")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UnsubscriptionLink",
        "RegistrationUrl",
        "RegistrationLink",
        "RegistrationConfirmation",
      })
  @DisplayName("TPL-51, TPL-52: those of the list that need a profile are refused and say so")
  void thoseThatNeedAProfileAreRefused(String name) {
    assertThat(errors("<%@ include view='" + name + "' %>"))
        .singleElement()
        .satisfies(error -> assertThat(error.message()).contains(name, "needs a profile"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"MirrorPage", "MirrorPageUrl", "SocialSharing"})
  @DisplayName("TPL-51: those that would print the address of a mirror page are refused as well")
  void thoseThatNeedAMirrorPageAreRefusedUnlessTheyAreOnesOwn(String name) {
    String include = "<%@ include view='" + name + "' %>";

    assertThat(errors(include))
        .singleElement()
        .satisfies(error -> assertThat(error.message()).contains(name, "no mirror pages yet"));
    assertThat(
            Templates.COMPILER.compile(
                "t",
                Templates.content("s", include, null, true),
                CompileSettings.with(
                    new FrozenLibrary(
                        Map.of(name, new Supplies.Block("own", null)),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        SystemObjects.NONE,
                        Map.of()))))
        .isInstanceOf(Compilation.Compiled.class);
  }

  @Test
  void aLargeBlockIsNotIncludedAgainAndAgain() {
    FrozenLibrary large =
        new FrozenLibrary(
            Map.of("Large", new Supplies.Block("x".repeat(500_000), null)),
            Map.of(),
            Map.of(),
            Map.of(),
            SystemObjects.NONE,
            Map.of());
    CompileSettings settings = new CompileSettings(large, Locale.ENGLISH);

    Compilation bomb =
        Templates.COMPILER.compile(
            "t",
            Templates.content("s", "<%@ include view='Large' %>".repeat(20_000), null, true),
            settings);
    Compilation ten =
        Templates.COMPILER.compile(
            "t",
            Templates.content("s", null, "<%@ include view='Large' %>".repeat(10), true),
            settings);

    assertThat(bomb)
        .isInstanceOfSatisfying(
            Compilation.Rejected.class,
            no ->
                assertThat(no.errors())
                    .singleElement()
                    .satisfies(error -> assertThat(error.message()).contains("becomes too large")));
    assertThat(ten).isInstanceOf(Compilation.Compiled.class);
  }

  @Test
  @DisplayName("TPL-51, TPL-52: the built-in blocks that need no profile")
  void builtInBlocks() {
    SystemObjects known =
        new SystemObjects(
            Map.of(
                "brand",
                Map.of(
                    "usualName",
                    "Tom & Co",
                    "webSiteUrl",
                    "https://shop.example",
                    "logoUrl",
                    "https://shop.example/l.png",
                    "senderAddress",
                    "shop@example.com",
                    "emailUrlBase",
                    "https://mail.example")));
    StringBuilder all = new StringBuilder();
    BuiltInBlocks.names().stream()
        .sorted()
        .forEach(name -> all.append(name).append("=<%@ include view='" + name + "' %>\n"));
    Publication.Content content = Templates.content("s", all.toString(), all.toString(), true);
    RenderInput plain = Templates.input(Templates.ORDER);

    RenderResult.Rendered mail =
        Templates.rendered(
            Templates.compiled(Templates.COMPILER, content)
                .render(
                    new RenderInput(
                        plain.eventId(),
                        plain.event(),
                        plain.created(),
                        plain.enrichment(),
                        known,
                        plain.now())));

    assertThat(mail.html())
        .contains(
            "Greetings=Hello,\n",
            "BrandingWebSiteLink=<a href=\"https://shop.example\">Tom &amp; Co</a>",
            "DefaultSenderAddress=shop@example.com\n",
            "EmailUrlBase=https://mail.example\n");
    assertThat(mail.text())
        .contains(
            "BrandingWebSiteLink=Tom & Co: https://shop.example\n",
            "BrandingLogo=Tom & Co\n",
            "notificationStyle=\n");
  }

  @Test
  void aRepetitionAtPublicationCannotGrowWithoutBound() {
    String many = "<%@ foreach object='provider' xpath='mirror' %>".repeat(20);

    assertThat(errors(many + "x" + "<%@ end %>".repeat(20))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delivery = 1",
        "delivery.label = 'x'",
        "delete provider.port",
        "context = 1",
        "context.ctx = 1",
        "var p = provider; p.port = 1",
        "var m = provider; m['x'] = 1",
        "var m = provider.mirror; m[0] = 1",
        "var m = provider.mirror; m[0].url = 1",
        "this['delivery'] = 1",
        "var c = context; c.x = 1",
        "vars.a = 1",
        "with (provider) { port = 2 }",
      })
  @DisplayName("TPL-34: system objects are read-only, at the latest when a message is rendered")
  void systemObjectsAreReadOnly(String code) {
    Compilation compilation =
        compile(Templates.content("s", null, "<% " + code + " %><%= provider.port %>", true));

    String says =
        switch (compilation) {
          case Compilation.Rejected no -> no.errors().getFirst().message();
          case Compilation.Compiled ok ->
              Templates.failed(ok.template().render(Templates.input(Templates.ORDER))).message();
        };
    assertThat(says).containsAnyOf("read-only", "sealed");
  }

  @Test
  @DisplayName("TPL-34: system objects are read from the message, else from the publication")
  void systemObjectsAreRead() {
    assertThat(
            html(
                "<%= provider.port + 1 %> <%= provider.mirror[1].url %> <%= provider.mirror.length %>"
                    + " <% for (var k in provider.mirror[0]) { %>x<% } %> [<%= delivery.label %>]"
                    + " <%= typeof coupon %>"))
        .isEqualTo("26 https://m2.example 2 xx [] object");
    RenderInput plain = Templates.input(Templates.ORDER);
    RenderInput own =
        new RenderInput(
            plain.eventId(),
            plain.event(),
            plain.created(),
            plain.enrichment(),
            new SystemObjects(Map.of("provider", Map.of("port", 1, "on", true))),
            plain.now());
    assertThat(
            Templates.rendered(compiled("<%= provider.port %> <%= provider.on %>").render(own))
                .html())
        .isEqualTo("1 true");
  }

  @Property(tries = 800, seed = "20260131")
  void anyDirectivesCompileOrAreRejectedWithAPlace(@ForAll("directives") String template) {
    switch (compile(Templates.content(template, template, template, true))) {
      case Compilation.Compiled ok ->
          assertThat(ok.template().render(Templates.input(Templates.ORDER))).isNotNull();
      case Compilation.Rejected no ->
          assertThat(no.errors())
              .isNotEmpty()
              .allSatisfy(
                  error -> {
                    assertThat(error.line()).isEqualTo(1);
                    assertThat(error.column()).isBetween(1, template.length() + 1);
                    assertThat(error.message()).isNotBlank();
                  });
    }
  }

  @Provide
  Arbitrary<String> directives() {
    return Arbitraries.of(
            "<%@ include view='Footer' %>",
            "<%@ include view='Both' %>",
            "<%@ include view='Self' %>",
            "<%@ include option='NmsServer_URL' %>",
            "<%@ include %>",
            "<%@ value object='provider' xpath='@port' %>",
            "<%@ value object='item' xpath='@url' %>",
            "<%@ foreach object='provider' xpath='mirror' %>",
            "<%@ if test='ctx.total > 10' %>",
            "<%@ elseif test='item.price' %>",
            "<%@ else %>",
            "<%@ each in='ctx.article' %>",
            "<%@ each in='item.*' as='x' max='2' sort='x desc' %>",
            "<%@ empty %>",
            "<%@ end %>",
            "<%@ end %>",
            "<%@ end %>",
            "<%@ startScript %>",
            "<%@ endScript %>",
            "var a = 1;",
            "<%= item.name %>",
            "<%= ctx.total %>",
            "<% if (1) { %>",
            "<% } %>",
            "<p>",
            "</p>",
            "<p data-nl-if='ctx.total'>",
            "<p data-nl-else>",
            "<p title=\"",
            "\">",
            "<tr data-nl-each='ctx.article' data-nl-columns='2'>",
            "<td>",
            "</td>",
            "</tr>",
            "<span data-nl-expr='/context/ctx/total'>x</span>",
            "text")
        .list()
        .ofMaxSize(14)
        .map(pieces -> String.join("", pieces));
  }
}
