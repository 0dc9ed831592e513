package io.herald.message.template;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Scriptable;

/** Renders the compiled parts of one template. Immutable and safe for use by many threads. */
final class ScriptedTemplate implements CompiledTemplate {
  private final Sandbox sandbox;
  private final ContextTree contexts;
  private final ContextDom documents;
  private final RenderLimits limits;
  private final Map<Part, CompiledPart> parts;
  private final boolean hasScripts;
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
      Map<Part, CompiledPart> parts,
      FrozenLibrary uses,
      Locale language) {
    this.sandbox = sandbox;
    this.contexts = contexts;
    this.documents = documents;
    this.limits = limits;
    this.surroundings = surroundings;
    this.parts = parts;
    this.uses = uses;
    this.language = language;
    this.expectedLength =
        parts.values().stream().mapToInt(CompiledPart::expectedLength).max().orElse(0);
    this.hasScripts = parts.values().stream().anyMatch(part -> part.script() != null);
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
    CompiledPart current = parts.values().iterator().next();
    try {
      Scriptable scope = hasScripts ? scope(context, input) : sandbox.shared().forMessage(null);
      Object[] hooks = sandbox.shared().hooks();
      Map<Part, String> texts = new EnumMap<>(Part.class);
      for (CompiledPart part : parts.values()) {
        current = part;
        String text = part.render(context, scope, hooks.clone());
        texts.put(part.part(), part.part().header() ? HeaderText.oneLine(text) : text);
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
    Object ctx = shared.xml(context, documents.copy(contexts.read(input.event().context())));
    return shared.forMessage(new MessageObjects(shared, context, input, uses.objects(), ctx));
  }

  private RenderResult rendered(Map<Part, String> texts, PartWriter output) {
    String senderAddress = texts.getOrDefault(Part.SENDER_ADDRESS, "");
    CompiledPart sender = parts.get(Part.SENDER_ADDRESS);
    if (senderAddress.isEmpty() && sender != null) {
      return failed(sender, "The sender's address is empty: the message cannot be sent");
    }
    String html = texts.get(Part.HTML);
    String text = texts.get(Part.TEXT);
    if (text == null && html != null) {
      text = HtmlToText.convert(html);
    }
    return new RenderResult.Rendered(
        texts.getOrDefault(Part.SENDER_NAME, ""),
        senderAddress,
        emptyToNull(texts.get(Part.REPLY_TO)),
        emptyToNull(texts.get(Part.ERROR_ADDRESS)),
        texts.getOrDefault(Part.SUBJECT, ""),
        html,
        text,
        output.warnings(),
        output.log());
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private static RenderResult failed(CompiledPart part, String message) {
    return new RenderResult.Failed(new TemplateError(part.part().label(), 1, 1, message));
  }
}
