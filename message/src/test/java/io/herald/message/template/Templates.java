package io.herald.message.template;

import io.herald.message.channel.EmailFormat;
import io.herald.message.event.EventContext;
import io.herald.message.event.NewEvent;
import io.herald.message.event.Queue;
import io.herald.message.event.ReceivedBy;
import io.herald.message.link.Publication;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Short ways to compile and render in tests. */
final class Templates {
  static final Instant CREATED = Instant.parse("2026-01-31T10:00:00Z");
  static final Instant NOW = Instant.parse("2026-01-31T10:00:01.5Z");
  static final EventContext ORDER =
      EventContext.xml(
          "<ctx><client id='7'><firstname>Ada</firstname><lastname>Lovelace</lastname></client>"
              + "<reference>R-1</reference><total>12.5</total>"
              + "<article sku='a'><name>Hat</name><price>5</price></article>"
              + "<article sku='b'><name>Coat</name><price>30</price></article></ctx>");

  static final TemplateCompiler COMPILER = new TemplateCompiler(RenderLimits.DEFAULT);

  /** Small limits that a busy machine does not reach by being slow. */
  static final TemplateCompiler SMALL =
      new TemplateCompiler(
          new RenderLimits(Duration.ofSeconds(30), 5_000_000, 1_000_000, 64L << 20, 0));

  /** So little time that a test of a limit ends soon. Expect only failures of it. */
  static final TemplateCompiler STRICT =
      new TemplateCompiler(
          new RenderLimits(Duration.ofMillis(500), 5_000_000, 1_000_000, 64L << 20, 0));

  private Templates() {}

  static Publication.Content content(
      String subject, @Nullable String html, @Nullable String text, boolean escape) {
    return new Publication.Content(
        "Shop", "shop@example.com", null, null, subject, html, text, escape);
  }

  static Compilation compile(String html) {
    return COMPILER.compile("t", content("s", html, null, true));
  }

  static CompiledTemplate compiled(TemplateCompiler compiler, Publication.Content content) {
    return switch (compiler.compile("t", content)) {
      case Compilation.Compiled ok -> ok.template();
      case Compilation.Rejected no -> throw new AssertionError(no.errors().toString());
    };
  }

  static List<TemplateError> errors(String html) {
    return switch (compile(html)) {
      case Compilation.Compiled ok -> List.of();
      case Compilation.Rejected no -> no.errors();
    };
  }

  static RenderInput input(EventContext context) {
    return input(context, Map.of());
  }

  static RenderInput input(EventContext context, Map<String, Map<String, String>> enrichment) {
    NewEvent event =
        new NewEvent(
            Queue.REAL_TIME,
            "order_confirmation",
            NewEvent.Address.ofEmail("ada@example.com"),
            new NewEvent.Attributes(
                EmailFormat.UNKNOWN, "webshop", "ext-1", null, null, "en", null),
            context,
            null,
            null,
            ReceivedBy.SOAP);
    return new RenderInput((1L << 56) + 8030, event, CREATED, enrichment, NOW);
  }

  static RenderResult.Rendered rendered(RenderResult result) {
    return switch (result) {
      case RenderResult.Rendered ok -> ok;
      case RenderResult.Failed no -> throw new AssertionError(no.error().toString());
    };
  }

  static TemplateError failed(RenderResult result) {
    return switch (result) {
      case RenderResult.Rendered ok -> throw new AssertionError("rendered " + ok);
      case RenderResult.Failed no -> no.error();
    };
  }

  /** The text part, which is never escaped, for the order. */
  static String text(String template) {
    return text(template, ORDER);
  }

  static String text(String template, EventContext context) {
    String text = render(template, context).text();
    if (text == null) {
      throw new AssertionError("no text part");
    }
    return text;
  }

  static RenderResult.Rendered render(String textTemplate, EventContext context) {
    return rendered(
        compiled(COMPILER, content("s", null, textTemplate, true)).render(input(context)));
  }

  static String html(String template, boolean escape) {
    return html(template, ORDER, escape);
  }

  static String html(String template, EventContext context, boolean escape) {
    String html =
        rendered(compiled(COMPILER, content("s", template, null, escape)).render(input(context)))
            .html();
    if (html == null) {
      throw new AssertionError("no HTML part");
    }
    return html;
  }

  static TemplateError failure(String textTemplate) {
    return failed(compiled(COMPILER, content("s", null, textTemplate, true)).render(input(ORDER)));
  }

  static RenderResult tried(TemplateCompiler compiler, String textTemplate) {
    return compiled(compiler, content("s", null, textTemplate, true)).render(input(ORDER));
  }
}
