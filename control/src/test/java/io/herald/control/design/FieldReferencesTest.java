package io.herald.control.design;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.link.Publication;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** TPL-6, TPL-15: where a message names fields of the event. */
class FieldReferencesTest {
  @Test
  void everyWayToNameAFieldIsFound() {
    assertThat(
            fields(
                """
                <%= rtEvent.ctx.one %> <%= ctx.two.inner %> <%= event . ctx . three %>
                <%= ctx["four"] %> <%= ctx.@five %> <%== batchEvent.ctx.six %>
                <% for each (var line in rtEvent.ctx.seven) { %>x<% } %>
                <% var c = rtEvent.ctx; %><%= c.eight %>
                <span class="nl-dce-field" data-nl-expr="/context/ctx/nine">n</span>
                <div data-nl-condition="context.ctx.ten > 3">n</div>
                <div data-nl-if='ctx.eleven == 1' data-nl-each="rtEvent.ctx.twelve">n</div>
                <%@ if test="ctx.thirteen" %>n<%@ end %>
                """))
        .containsExactlyInAnyOrder(
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen");
  }

  @Test
  void whatOnlyLooksLikeOneIsNot() {
    assertThat(
            fields(
                """
                ctx.outside <%-- ctx.comment --%> <%@ include view='ctx.directive' %>
                <%= ctx.toString() %> <%= other.ctx.member %> <%= ctxt.member %> <%= rtEvent.email %>
                """))
        .isEmpty();
  }

  @Test
  void thePlaceIsLineAndColumnOfTheReference() {
    assertThat(FieldReferences.in(content("<p>\n  <%= rtEvent.ctx.name %>")))
        .containsExactly(new FieldReferences.Reference("name", "html", 2, 7));
  }

  @Test
  void longTextsAreReadOnce() {
    for (String text :
        List.of(
            "x".repeat(1_000_000),
            "<a \"".repeat(200_000),
            "<a " + "b".repeat(1_000_000),
            "<a href=\"" + "c".repeat(1_000_000),
            "<%= ctx" + " ".repeat(1_000_000))) {
      assertThat(FieldReferences.in(content(text))).isEmpty();
      LinkCheck.of("html", text);
    }
  }

  @Property(tries = 500, seed = "20260301")
  void anyTextIsReadToItsEnd(@ForAll("texts") String text) {
    assertThat(FieldReferences.in(content(text)))
        .allMatch(reference -> reference.line() > 0 && reference.column() > 0);
    LinkCheck.of("html", text);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "<%",
            "%>",
            "<%=",
            "ctx",
            ".",
            "[",
            "]",
            "'",
            "\"",
            "a",
            " ",
            "\n",
            "<a ",
            "href=",
            ">",
            "= ctx;",
            "https://",
            "context.ctx.")
        .list()
        .ofMaxSize(40)
        .map(pieces -> String.join("", pieces));
  }

  private static List<String> fields(String html) {
    return FieldReferences.in(content(html)).stream()
        .map(FieldReferences.Reference::field)
        .toList();
  }

  private static Publication.Content content(String html) {
    return new Publication.Content("", "a@b", null, null, "", html, null, true);
  }
}
