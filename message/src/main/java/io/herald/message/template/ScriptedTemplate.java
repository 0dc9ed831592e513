package io.herald.message.template;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.mozilla.javascript.Scriptable;

/** Renders the compiled parts of one template. Immutable and safe for use by many threads. */
final class ScriptedTemplate implements CompiledTemplate {
  private final Sandbox sandbox;
  private final ContextTree contexts;
  private final RenderLimits limits;
  private final List<CompiledPart> parts;
  private final boolean hasScripts;
  private final int expectedLength;
  private final Surroundings surroundings;
  private final FrozenLibrary uses;
  private final Locale language;

  ScriptedTemplate(
      Sandbox sandbox,
      ContextTree contexts,
      RenderLimits limits,
      Surroundings surroundings,
      List<CompiledPart> parts,
      FrozenLibrary uses,
      Locale language) {
    this.sandbox = sandbox;
    this.contexts = contexts;
    this.limits = limits;
    this.surroundings = surroundings;
    this.parts = List.copyOf(parts);
    this.uses = uses;
    this.language = language;
    this.expectedLength =
        parts.stream().mapToInt(CompiledPart::expectedLength).max().orElse(0);
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
    Budget budget = new Budget(limits);
    PartWriter output = new PartWriter(budget, expectedLength);
    context.begin(
        new RenderContext.Rendering(
            budget,
            output,
            input.now(),
            new SplittableRandom(input.eventId()),
            uses.options(),
            surroundings));
    context.setLocale(language);
    CompiledPart current = parts.getFirst();
    try {
      Scriptable scope = hasScripts ? scope(context, input) : sandbox.shared().forMessage(null);
      Object[] hooks = sandbox.shared().hooks();
      RenderedTexts texts = new RenderedTexts();
      for (CompiledPart part : parts) {
        current = part;
        String text = part.render(context, scope, hooks.clone());
        texts.add(part.part(), part.part().header() ? HeaderText.oneLine(text) : text);
      }
      return rendered(texts, output);
    } catch (ContextTree.UnreadableContext e) {
      return failed(current, "The event cannot be shown: " + e.getMessage());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LimitReached e) {
      return new RenderResult.Failed(RuntimeFailures.of(current, e));
    }
  }

  private Scriptable scope(RenderContext context, RenderInput input)
      throws ContextTree.UnreadableContext {
    SharedScope shared = sandbox.shared();
    Object ctx = shared.xml(context, contexts.read(input.event().context()));
    return shared.forMessage(new MessageObjects(shared, context, input, uses.objects(), ctx));
  }

  private RenderResult rendered(RenderedTexts texts, PartWriter output) {
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
