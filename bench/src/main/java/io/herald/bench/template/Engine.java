package io.herald.bench.template;

import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.helper.ConditionalHelpers;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.PlainTextOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import io.herald.bench.stage.Notation;
import io.herald.bench.stage.OrderMail;
import io.herald.message.channel.EmailFormat;
import io.herald.message.event.EventContext;
import io.herald.message.event.NewEvent;
import io.herald.message.event.Queue;
import io.herald.message.event.ReceivedBy;
import io.herald.message.link.Publication;
import io.herald.message.template.Compilation;
import io.herald.message.template.CompiledTemplate;
import io.herald.message.template.RenderInput;
import io.herald.message.template.RenderLimits;
import io.herald.message.template.RenderResult;
import io.herald.message.template.TemplateCompiler;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.StringLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.StringTemplateResolver;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Fills in {@link OrderMail}; compiled once, as each of them is meant to be used. */
enum Engine {
  HERALD {
    @Override
    Filler compile() {
      Publication.Content content =
          new Publication.Content(
              "Shop",
              "shop@example.com",
              null,
              null,
              "Your order",
              Notation.HERALD.translate(OrderMail.HTML),
              Notation.HERALD.translate(OrderMail.TEXT),
              true);
      CompiledTemplate template =
          switch (new TemplateCompiler(RenderLimits.DEFAULT).compile("order", content)) {
            case Compilation.Compiled compiled -> compiled.template();
            case Compilation.Rejected rejected ->
                throw new IllegalStateException(rejected.errors().toString());
          };
      return json ->
          switch (template.render(input(json))) {
            case RenderResult.Rendered mail ->
                new Mail(String.valueOf(mail.html()), String.valueOf(mail.text()));
            case RenderResult.Failed failed ->
                throw new IllegalStateException(failed.error().toString());
          };
    }

    private RenderInput input(String json) {
      NewEvent event =
          new NewEvent(
              Queue.REAL_TIME,
              "order_confirmation",
              NewEvent.Address.ofEmail("ada@example.com"),
              new NewEvent.Attributes(EmailFormat.UNKNOWN, null, null, null, null, null, null),
              EventContext.json(json),
              null,
              null,
              ReceivedBy.INTERNAL);
      return new RenderInput(8030, event, CREATED, Map.of(), CREATED);
    }
  },

  FREEMARKER {
    @Override
    Filler compile() {
      Notation notation =
          new Notation(
              path -> "${" + path + "}",
              name -> "${a." + name + "}",
              "<#list articles.article as a>",
              "</#list>",
              "<#if client.type == 'VIP'>",
              "</#if>");
      try {
        freemarker.template.Template html = template(notation.translate(OrderMail.HTML), true);
        freemarker.template.Template text = template(notation.translate(OrderMail.TEXT), false);
        return json -> {
          Map<String, Object> context = parsed(json);
          return new Mail(filled(html, context), filled(text, context));
        };
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private freemarker.template.Template template(String source, boolean html) throws IOException {
      Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
      configuration.setWhitespaceStripping(false);
      configuration.setLocale(Locale.ROOT);
      configuration.setOutputFormat(
          html ? HTMLOutputFormat.INSTANCE : PlainTextOutputFormat.INSTANCE);
      return new freemarker.template.Template("order", source, configuration);
    }

    private String filled(freemarker.template.Template template, Map<String, Object> context) {
      StringWriter out = new StringWriter(8_192);
      try {
        template.process(context, out);
      } catch (IOException | TemplateException e) {
        throw new IllegalStateException(e);
      }
      return out.toString();
    }
  },

  HANDLEBARS {
    @Override
    Filler compile() {
      Handlebars engine = new Handlebars();
      engine.registerHelper("eq", ConditionalHelpers.eq);
      try {
        Template html = engine.compileInline(Notation.HANDLEBARS.translate(OrderMail.HTML));
        Template text =
            engine
                .with(EscapingStrategy.NOOP)
                .compileInline(Notation.HANDLEBARS.translate(OrderMail.TEXT));
        return json -> {
          Map<String, Object> context = parsed(json);
          try {
            return new Mail(html.apply(context), text.apply(context));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  },

  PEBBLE {
    @Override
    Filler compile() {
      Notation notation =
          new Notation(
              path -> "{{ " + path + " }}",
              name -> "{{ a." + name + " }}",
              "{% for a in articles.article %}",
              "{% endfor %}",
              "{% if client.type == 'VIP' %}",
              "{% endif %}");
      PebbleTemplate html = template(notation.translate(OrderMail.HTML), true);
      PebbleTemplate text = template(notation.translate(OrderMail.TEXT), false);
      return json -> {
        Map<String, Object> context = parsed(json);
        return new Mail(filled(html, context), filled(text, context));
      };
    }

    private PebbleTemplate template(String source, boolean escaping) {
      return new PebbleEngine.Builder()
          .loader(new StringLoader())
          .autoEscaping(escaping)
          .newLineTrimming(false)
          .build()
          .getTemplate(source);
    }

    private String filled(PebbleTemplate template, Map<String, Object> context) {
      StringWriter out = new StringWriter(8_192);
      try {
        template.evaluate(out, context);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return out.toString();
    }
  },

  THYMELEAF {
    @Override
    Filler compile() {
      String htmlSource = Notation.thymeleafHtml();
      String textSource = Notation.THYMELEAF_TEXT.translate(OrderMail.TEXT);
      TemplateEngine htmlEngine = engine(TemplateMode.HTML);
      TemplateEngine textEngine = engine(TemplateMode.TEXT);
      return json -> {
        Context context = new Context(Locale.ROOT, parsed(json));
        return new Mail(
            htmlEngine.process(htmlSource, context), textEngine.process(textSource, context));
      };
    }

    private TemplateEngine engine(TemplateMode mode) {
      StringTemplateResolver resolver = new StringTemplateResolver();
      resolver.setTemplateMode(mode);
      resolver.setCacheable(true);
      TemplateEngine engine = new TemplateEngine();
      engine.setTemplateResolver(resolver);
      return engine;
    }
  };

  private static final Instant CREATED = Instant.parse("2026-01-31T10:00:00Z");
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, Object>> CONTEXT = new TypeReference<>() {};

  /** A mail that was filled in. */
  record Mail(String html, String text) {}

  /** Fills the mail in; for many threads. */
  interface Filler {
    Mail fill(String json);
  }

  /** Gets the mail ready. */
  abstract Filler compile();

  private static Map<String, Object> parsed(String json) {
    return JSON.readValue(json, CONTEXT);
  }
}
