package io.herald.control.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.design.Template;
import io.herald.control.http.InputCheck;
import io.herald.message.event.EventContext;
import io.herald.message.event.NewEvent;
import io.herald.message.event.Queue;
import io.herald.message.event.ReceivedBy;
import io.herald.message.template.Compilation;
import io.herald.message.template.RenderInput;
import io.herald.message.template.RenderLimits;
import io.herald.message.template.RenderResult;
import io.herald.message.template.TemplateCompiler;
import io.herald.platform.http.operation.ApiJson;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Callers shape their events differently; the ready messages look right for all of them. */
class ShapesOfEventsTest {
  private static final TemplateCompiler COMPILER = new TemplateCompiler(RenderLimits.DEFAULT);
  private static final Gallery GALLERY = new Gallery(ApiJson.strictReading().build());

  @Test
  void anOrderShowsNameReferenceAndEveryArticle() {
    RenderResult.Rendered mail =
        order(
            """
            <ctx><reference>HS-1</reference><client><firstname>Zoë</firstname></client>
            <articles><article><name>Horn</name><quantity>2</quantity><price>€ 8</price></article>
            <article><name>Wax</name><price>€ 4</price></article></articles><total>€ 20</total></ctx>
            """);

    assertThat(mail.subject()).isEqualTo("Your order HS-1");
    assertThat(mail.html())
        .contains("Thank you, Zoë.", "HS-1", ">Horn<", ">2<", ">€ 8<", ">Wax<", ">1<", "€ 20");
    assertThat(mail.text())
        .contains("Thank you, Zoë.", "your order HS-1", "  2 x Horn  € 8", "  1 x Wax  € 4")
        .contains("Total  € 20");
  }

  @Test
  void theShapesOfTheGuidesShowTheSame() {
    RenderResult.Rendered mail =
        order(
            """
            <ctx xmlns="urn:nms:rtEvent"><client><firstname>John</firstname></client>
            <action><type>Order confirmation</type><number>CN23453</number></action>
            <orderdetails><article num="1"><name>Generic USB key</name><price>20</price></article>
            </orderdetails></ctx>
            """);

    assertThat(mail.html()).contains("Thank you, John.", "CN23453", ">Generic USB key<", ">20<");
  }

  @Test
  void attributesServeAsWellAsElements() {
    RenderResult.Rendered mail =
        order(
            "<ctx reference='A-1'><client firstname='Ada'/><article name='Hat' price='5'/></ctx>");

    assertThat(mail.html()).contains("Thank you, Ada.", "A-1", ">Hat<", ">5<");
  }

  @Test
  void whatIsMissingPrintsNothingAndKeepsTheMailGoing() {
    RenderResult.Rendered mail = order("<ctx/>");

    assertThat(mail.html())
        .contains("Thank you.", "We have your order and")
        .doesNotContain("undefined", "null", "<caption", "Total");
    assertThat(mail.text()).contains("Thank you.").doesNotContain("undefined", "ordered", "Total");
  }

  @Test
  void dataCannotBecomeMarkup() {
    RenderResult.Rendered mail =
        order(
            "<ctx><client><firstname>&lt;b&gt;</firstname></client>"
                + "<article><name>&lt;script&gt;</name></article></ctx>");

    assertThat(mail.html()).contains("&lt;b&gt;", "&lt;script&gt;").doesNotContain("<script>");
    assertThat(mail.text()).contains("<b>", "<script>");
  }

  @Test
  void aCartShowsItsThreeFields() {
    RenderResult.Rendered mail =
        cart("{\"cartAmount\":\"$ 125\",\"lastProduct\":\"Jacket & hat\",\"firstName\":\"Jack\"}");

    assertThat(mail.html()).contains("over, Jack?", "$ 125", "Jacket &amp; hat");
    assertThat(mail.text()).contains("over, Jack?", "$ 125", "Jacket & hat");
  }

  @Test
  void anEmptyCartStillMakesAMail() {
    RenderResult.Rendered mail = cart("{}");

    assertThat(mail.html()).contains("over?").doesNotContain("undefined", "Added last");
  }

  @Test
  void aCartWithProductsShowsThemInTwoColumns() {
    RenderResult.Rendered mail =
        cart("{\"products\":[{\"name\":\"Hat\"},{\"name\":\"Scarf\"},{\"name\":\"Gloves\"}]}");

    assertThat(mail.html())
        .containsPattern("(?s)Hat((?!<tr).)*Scarf((?!Gloves).)*<tr((?!<tr).)*Gloves")
        .doesNotContain("Added last", "<img");
    assertThat(mail.text()).contains("  Hat", "  Scarf", "  Gloves");
  }

  @Test
  void aDiscountIsShownWhenThereIsOne() {
    assertThat(order("<ctx><article/><discount>€ 5</discount><total>€ 9</total></ctx>").text())
        .contains("Your discount  - € 5", "Total  € 9");
    assertThat(order("<ctx><article/><total>€ 9</total></ctx>").html()).doesNotContain("discount");
  }

  private static RenderResult.Rendered order(String context) {
    return rendered("orderConfirmation", EventContext.xml(context));
  }

  private static RenderResult.Rendered cart(String context) {
    return rendered("cartAbandonment", EventContext.json(context));
  }

  private static RenderResult.Rendered rendered(String name, EventContext context) {
    Template template = GALLERY.find(name).orElseThrow().template().read(new InputCheck(), null);
    NewEvent event =
        new NewEvent(
            Queue.REAL_TIME,
            template.eventType(),
            NewEvent.Address.ofEmail("ada@example.com"),
            NewEvent.Attributes.NONE,
            context,
            null,
            null,
            ReceivedBy.SOAP);
    Instant now = Instant.parse("2026-01-31T10:00:00Z");
    RenderInput input = new RenderInput(1L << 56, event, now, Map.of(), now);
    return switch (COMPILER.compile(name, template.content())) {
      case Compilation.Compiled ok ->
          switch (ok.template().render(input)) {
            case RenderResult.Rendered mail -> mail;
            case RenderResult.Failed no -> throw new AssertionError(no.error().toString());
          };
      case Compilation.Rejected no -> throw new AssertionError(no.errors().toString());
    };
  }
}
