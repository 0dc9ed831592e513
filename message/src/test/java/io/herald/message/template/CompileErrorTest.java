package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.message.link.Publication;
import io.herald.message.link.Supplies;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Compiling tells each error with part, line and column of the template")
class CompileErrorTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        // template, with ; for a line end | line | column | what the message says
        "abc <% foo| 1 | 5 | never closed",
        "abc¶ <%-- foo %>| 2 | 2 | never closed",
        "a¶b <%= %>| 2 | 6 | nothing between",
        "a¶<%@ unknown view='X' %>| 2 | 1 | <%@ unknown %> is not supported",
        "a¶<%@ include view='X' %>| 2 | 1 | no block 'X'",
        "a¶b¶<%= foo bar %>| 3 | 9 | <%= foo bar %> is no value",
        "<%= (1 %>| 1 | 6 | is no value",
        "<%= 1; 2 %>| 1 | 5 | is no value",
        "<%= if (x) 1 %>| 1 | 5 | is no value",
        "x¶<%¶  var a = ;¶%>| 3 | 11 | no valid code",
        "a <% if (true) { %>¶b| 1 | 16 | never closed",
        "a¶<% } %>| 2 | 4 | no { before it",
        "<% if (x) { %>¶<% }} %>| 2 | 5 | no { before it",
        "<% var s = 'abc; %>| 1 | 17 | quotes is never closed",
        "<%¶¶const x = 1; %>| 3 | 1 | write var",
        "a <% f`x` %>| 1 | 6 | backquotes",
        "a <% rtEvent.email = 'x' %>| 1 | 6 | read-only",
        "<% ctx = 1 %>| 1 | 4 | ctx is read-only",
        "<% delivery = 1 %>| 1 | 4 | delivery is read-only",
        "<% vars++ %>| 1 | 4 | vars is read-only",
        "<% delete rtEvent.email %>| 1 | 11 | read-only",
      })
  void pointsAtThePlace(String template, int line, int column, String says) {
    assertThat(Templates.errors(template.replace("¶", "\n")))
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.message()).contains(says);
              assertThat(error.part()).isEqualTo("html");
              assertThat(error.line()).isEqualTo(line);
              assertThat(error.column()).isEqualTo(column);
            });
  }

  @Test
  void aPatternNestedDeeperThanTheStackIsAnErrorInTheTemplate() {
    assertThat(Templates.errors("<% /" + "(".repeat(20_000) + ")".repeat(20_000) + "/ %>"))
        .singleElement()
        .satisfies(error -> assertThat(error.message()).contains("nested too deeply"));
  }

  @Test
  void thousandsOfListingsInsideEachOtherAreToldOnceEach() {
    int deep = 20_000;
    String listings = "<%@ each in=\"ctx.a\" as=\"b\" %>".repeat(deep);

    assertThat(Templates.errors(listings + "<%@ end %>".repeat(deep)))
        .isNotEmpty()
        .allSatisfy(error -> assertThat(error.part()).isEqualTo("html"));
  }

  @Test
  void linesEndAsInAnEditorWhateverTheLineEnd() {
    for (String end : List.of("\n", "\r\n", "\r")) {
      assertThat(Templates.errors("a" + end + "b<%= 1 %>" + end + "<% var a" + end + " = ; %>"))
          .singleElement()
          .satisfies(error -> assertThat(error.line()).isEqualTo(4));
    }
  }

  @Test
  void everyWrongPartAndEveryWrongExpressionIsTold() {
    Publication.Content content =
        new Publication.Content(
            "<%= a b %>",
            "<%= ( %>",
            "<% if ( %>",
            "<%@ value %>",
            "<% } %>",
            "<%= ] %>\n<%= ok %>\n<%= ) %>",
            "fine",
            true);

    Compilation compilation = new TemplateCompiler(RenderLimits.DEFAULT).compile("t", content);

    assertThat(compilation)
        .isInstanceOfSatisfying(
            Compilation.Rejected.class,
            rejected ->
                assertThat(rejected.errors())
                    .extracting(error -> error.part() + ":" + error.line())
                    .containsExactly(
                        "senderName:1",
                        "senderAddress:1",
                        "replyTo:1",
                        "errorAddress:1",
                        "subject:1",
                        "html:1",
                        "html:3"));
  }

  @Test
  void aMessageNeedsHtmlOrText() {
    Compilation compilation =
        new TemplateCompiler(RenderLimits.DEFAULT)
            .compile("welcome", Templates.content("s", null, null, true));

    assertThat(compilation)
        .isInstanceOfSatisfying(
            Compilation.Rejected.class,
            rejected ->
                assertThat(rejected.errors())
                    .singleElement()
                    .satisfies(
                        error -> assertThat(error.message()).contains("welcome", "at least one")));
  }

  @Test
  void aLocalVariableMayHaveTheNameOfASystemObject() {
    assertThat(Templates.errors("<% for each (var event in ctx.events) { event = 1; } %>"))
        .isEmpty();
    assertThat(Templates.errors("<% function f(message) { message = 1 } %>")).isEmpty();
  }

  @Test
  void aFaultOfOursIsNoErrorInTheTemplate() {
    Library broken =
        new Library() {
          @Override
          public Optional<Supplies.Block> block(String name) {
            return Optional.empty();
          }

          @Override
          public Optional<String> option(String name) {
            throw new IllegalStateException("ours");
          }

          @Override
          public Optional<String> file(String path) {
            return Optional.empty();
          }

          @Override
          public Fetched fetch(String url) {
            return new Fetched.Refused("no");
          }

          @Override
          public SystemObjects objects() {
            return SystemObjects.NONE;
          }
        };

    assertThatThrownBy(
            () ->
                Templates.COMPILER.compile(
                    "t",
                    Templates.content("s", "<%= getOption('x') %>", null, true),
                    CompileSettings.with(broken)))
        .hasMessage("ours");
  }

  @Test
  void whatTheEngineRefusesWhileItMakesCodeIsAnErrorInTheTemplate() {
    for (String code : List.of("for (1 in ctx) {}", "var [a.b] = [1]", "({a: b + 1} = ctx)")) {
      assertThat(Templates.errors("<% " + code + " %>"))
          .as(code)
          .singleElement()
          .satisfies(error -> assertThat(error.message()).contains("no valid JavaScript"));
    }
  }

  @Test
  void thousandsOfTagsAreFine() {
    assertThat(Templates.html("<%= ctx.client.firstname %>".repeat(5_000), true))
        .isEqualTo("Ada".repeat(5_000));
  }

  @Test
  void aVeryLongTextIsFine() {
    String text = "<p>é😀\u2028</p>\n".repeat(100_000);

    assertThat(Templates.html(text + "<%= 1 %>" + text, true)).isEqualTo(text + "1" + text);
  }

  @Test
  void deeplyNestedCodeIsRefused() {
    assertThat(Templates.errors("<%= " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + " %>"))
        .isNotEmpty();
    assertThat(Templates.errors("<% " + "{".repeat(100_000) + "}".repeat(100_000) + " %>"))
        .isNotEmpty();
  }
}
