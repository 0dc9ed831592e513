package io.herald.message.template;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.mozilla.javascript.Scriptable;

/** Renders the compiled parts of one template. Immutable and safe for use by many threads. */
final class ScriptedTemplate implements CompiledTemplate {
  private static final ContextElement NOTHING = new ContextElement("ctx");

  private final Sandbox sandbox;
  private final ContextTree contexts;
  private final ContextDom documents;
  private final RenderLimits limits;
  private final List<CompiledPart> parts;
  private final boolean hasScripts;
  private final boolean direct;
  private final int expectedLength;
  private final Surroundings surroundings;
  private final FrozenLibrary uses;
  private final Locale language;

  ScriptedTemplate(
      Sandbox sandbox,
      ContextTree contexts,
      ContextDom documents,
      RenderLimits limits,
      Surroundings surroundings,
      List<CompiledPart> parts,
      FrozenLibrary uses,
      Locale language) {
    this.sandbox = sandbox;
    this.contexts = contexts;
    this.documents = documents;
    this.limits = limits;
    this.surroundings = surroundings;
    this.parts = List.copyOf(parts);
    this.uses = uses;
    this.language = language;
    this.expectedLength =
        parts.stream().mapToInt(CompiledPart::expectedLength).max().orElse(0);
    this.direct = parts.stream().allMatch(CompiledPart::isDirect);
    this.hasScripts = parts.stream().anyMatch(part -> part.script() != null);
  }

  @Override
  public FrozenLibrary uses() {
    return uses;
  }

  @Override
  public RenderResult render(RenderInput input) {
    return sandbox.within(context -> render(context, input));
  }

  private RenderResult render(RenderContext context, RenderInput input) {
    context.setLocale(language);
    begin(context, input);
    CompiledPart first = parts.getFirst();
    ContextElement ctx;
    try {
      ctx = hasScripts ? contexts.read(input.event().context()) : NOTHING;
    } catch (ContextTree.UnreadableContext e) {
      return failed(first, "The event cannot be shown: " + e.getMessage());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return new RenderResult.Failed(RuntimeFailures.of(first, e));
    }
    if (direct) {
      try {
        return direct(context, input, ctx);
      } catch (RuntimeException | LimitReached e) {
        // the engine finds out by itself what is wrong, and says at which place
        begin(context, input);
      }
    }
    return byEngine(context, input, ctx);
  }

  private void begin(RenderContext context, RenderInput input) {
    Budget budget = new Budget(limits);
    context.begin(
        new RenderContext.Rendering(
            budget,
            new PartWriter(budget, expectedLength),
            input.now(),
            new SplittableRandom(input.eventId()),
            uses.options(),
            surroundings));
  }

  private RenderResult direct(RenderContext context, RenderInput input, ContextElement ctx) {
    DirectRun run = new DirectRun(context, input, uses.objects(), ctx, limits);
    RenderedTexts texts = new RenderedTexts();
    for (CompiledPart part : parts) {
      texts.add(part.part(), finished(part.part(), part.render(run)));
    }
    return rendered(input, texts, run.output());
  }

  private RenderResult byEngine(RenderContext context, RenderInput input, ContextElement ctx) {
    CompiledPart current = parts.getFirst();
    try {
      Scriptable scope = scope(context, input, ctx);
      Object[] hooks = sandbox.shared().hooks();
      RenderedTexts texts = new RenderedTexts();
      for (CompiledPart part : parts) {
        current = part;
        texts.add(
            part.part(), finished(part.part(), part.render(context, scope, hooks.clone())));
      }
      return rendered(input, texts, context.rendering().output());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LimitReached e) {
      return new RenderResult.Failed(RuntimeFailures.of(current, e));
    }
  }

  private Scriptable scope(RenderContext context, RenderInput input, ContextElement ctx) {
    SharedScope shared = sandbox.shared();
    if (!hasScripts) {
      return shared.forMessage(null);
    }
    Object xml = shared.xml(context, documents.copy(ctx));
    return shared.forMessage(new MessageObjects(shared, context, input, uses.objects(), xml));
  }

  private static String finished(Part part, String text) {
    return part.header() ? HeaderText.oneLine(text) : text;
  }

  private RenderResult rendered(RenderInput input, RenderedTexts texts, PartWriter output) {
    Map<String, Object> own = input.objects().fields(BrandFields.OBJECT);
    Map<String, Object> brand = own == null ? uses.objects().fields(BrandFields.OBJECT) : own;
    if (brand != null) {
      texts.complete(brand);
    }
    if (texts.get(Part.Role.SENDER_ADDRESS).isEmpty()) {
      for (CompiledPart part : parts) {
        if (part.part().role() == Part.Role.SENDER_ADDRESS) {
          return failed(part, "The sender's address is empty: the message cannot be sent");
        }
      }
    }
    return texts.message(output);
  }

  private static RenderResult failed(CompiledPart part, String message) {
    return new RenderResult.Failed(new TemplateError(part.part().label(), 1, 1, message));
  }
}
