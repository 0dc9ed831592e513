package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.event.EventContext;
import io.herald.message.link.Publication;
import io.herald.message.link.Publication.Attachment;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("TPL-71, TPL-73: name, source and condition of an attachment are decided per message")
class AttachmentsAreDecidedPerMessageTest {
  @Test
  void nameAndSourceAreFilledIn() {
    assertThat(
            attachments(
                new Attachment(
                    "url",
                    "Invoice <%= rtEvent.ctx.reference %>.pdf",
                    "https://shop.example/i?n=<%= escapeUrl(rtEvent.ctx.client.lastname) %>",
                    null)))
        .containsExactly(
            new RenderResult.Attachment(
                "attachments[0]", "url", "Invoice R-1.pdf", "https://shop.example/i?n=Lovelace"));
  }

  @Test
  @DisplayName("TPL-71: the whole address may come from the event")
  void theWholeAddressMayComeFromTheEvent() {
    EventContext event =
        EventContext.xml(
            "<ctx><attachmentUrl>https://shop.example/i?n=1&amp;t=a%20b</attachmentUrl></ctx>");

    assertThat(
            attachments(
                Templates.input(event),
                new Attachment("url", "i.pdf", "<%= rtEvent.ctx.attachmentUrl %>", null)))
        .extracting(RenderResult.Attachment::source)
        .containsExactly("https://shop.example/i?n=1&t=a%20b");
  }

  @Test
  void aConditionDecidesWhetherItGoesAlong() {
    assertThat(
            attachments(
                file("a.pdf", "rtEvent.ctx.total > 9"),
                file("b.pdf", "rtEvent.ctx.total > 100"),
                file("c.pdf", "rtEvent.ctx.missing"),
                file("d.pdf", null)))
        .extracting(RenderResult.Attachment::name)
        .containsExactly("a.pdf", "d.pdf");
  }

  @Test
  void htmlIsEscapedLikeTheMessageAndKeepsItsLines() {
    List<RenderResult.Attachment> made =
        attachments(
            Templates.input(EventContext.json("{\"name\":\"<b>Ada</b>\"}")),
            new Attachment("html", "a.pdf", "<p>\n<%= rtEvent.ctx.name %></p>", null));

    assertThat(made.getFirst().source()).isEqualTo("<p>\n&lt;b&gt;Ada&lt;/b&gt;</p>");
  }

  @Test
  void nothingOfAnEventBreaksTheLineOfAName() {
    assertThat(
            attachments(
                    Templates.input(EventContext.json("{\"name\":\"a\\r\\nX-Evil: 1\"}")),
                    new Attachment("file", "<%= rtEvent.ctx.name %>", "a.pdf", null))
                .getFirst()
                .name())
        .isEqualTo("a X-Evil: 1");
  }

  @Test
  void errorsNameTheAttachment() {
    Compilation compilation =
        Templates.COMPILER.compile(
            "t",
            content(
                file("a.pdf", null),
                new Attachment("file", "<%= 1 + %>", "x<% if ( %>", "total >")));

    assertThat(((Compilation.Rejected) compilation).errors())
        .extracting(TemplateError::part)
        .containsExactly(
            "attachments[1].name", "attachments[1].source", "attachments[1].condition");
  }

  @Test
  void failuresAndWarningsNameTheAttachment() {
    RenderResult failed =
        render(
            Templates.COMPILER,
            Templates.input(Templates.ORDER),
            file("a.pdf", null),
            new Attachment("file", "a", "<%= nothing.here %>", null));
    assertThat(((RenderResult.Failed) failed).error().part()).isEqualTo("attachments[1].source");

    RenderResult warned =
        render(
            Templates.COMPILER,
            Templates.input(Templates.ORDER),
            new Attachment("file", "<%= rtEvent.ctx.missing %>", "a.pdf", null));
    assertThat(((RenderResult.Rendered) warned).warnings())
        .extracting(TemplateError::part)
        .containsExactly("attachments[0].name");
  }

  @Test
  void whatFailsInHtmlThatWasMadeOfADocumentNamesItsParagraph() {
    Attachment made =
        new Attachment("html", "a.pdf", "<p>a</p>\n<p>b<%= nothing.here %></p>", null, "a/b.docx");
    Attachment broken =
        new Attachment("html", "a.pdf", "<p>a</p>\n\n<p><%= 1 + %></p>", null, "a/b.docx");

    RenderResult failed = render(Templates.COMPILER, Templates.input(Templates.ORDER), made);
    Compilation rejected = Templates.COMPILER.compile("t", content(broken));

    assertThat(((RenderResult.Failed) failed).error())
        .satisfies(
            error -> {
              assertThat(error.part()).isEqualTo("attachments[0].source");
              assertThat(error.line()).isEqualTo(2);
              assertThat(error.message()).startsWith("a/b.docx, paragraph 2: nothing.here: ");
            });
    assertThat(((Compilation.Rejected) rejected).errors().getFirst().message())
        .startsWith("a/b.docx, paragraph 3: ");
  }

  @Test
  @DisplayName("TPL-72: what did not answer this time may answer another time")
  void aPageThatDoesNotAnswerIsAFailureForNow() {
    TemplateCompiler unlucky =
        new TemplateCompiler(RenderLimits.DEFAULT, ZoneOffset.UTC, new NothingAnswers());

    RenderResult result =
        render(
            unlucky,
            Templates.input(Templates.ORDER),
            new Attachment("url", "a", "<%= getUrl('https://cms.example/') %>", null));

    assertThat(result)
        .isEqualTo(new RenderResult.Failed(((RenderResult.Failed) result).error(), true));
    assertThat(((RenderResult.Failed) result).error().message()).contains("no answer");
  }

  /** Surroundings that are away for the moment. */
  private static final class NothingAnswers implements Surroundings {
    @Override
    public Answer page(String url) {
      return new Answer.Unavailable("no answer");
    }

    @Override
    public Answer encrypted(String text) {
      return new Answer.Refused("no key");
    }

    @Override
    public Answer decrypted(String text) {
      return new Answer.Refused("no key");
    }

    @Override
    public Answer barcode(String kind, String value) {
      return new Answer.Refused("no ink");
    }
  }

  private static Attachment file(String name, @Nullable String condition) {
    return new Attachment("file", name, "terms.pdf", condition);
  }

  private static List<RenderResult.Attachment> attachments(Attachment... attachments) {
    return attachments(Templates.input(Templates.ORDER), attachments);
  }

  private static List<RenderResult.Attachment> attachments(
      RenderInput input, Attachment... attachments) {
    RenderResult result = render(Templates.COMPILER, input, attachments);
    if (result instanceof RenderResult.Rendered rendered) {
      return rendered.attachments();
    }
    throw new AssertionError(result.toString());
  }

  private static RenderResult render(
      TemplateCompiler compiler, RenderInput input, Attachment... attachments) {
    return Templates.compiled(compiler, content(attachments)).render(input);
  }

  private static Publication.Content content(Attachment... attachments) {
    return new Publication.Content(
        "Shop",
        "shop@example.com",
        null,
        null,
        "s",
        "<p>h</p>",
        null,
        true,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(attachments));
  }
}
