package io.herald.message.template;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Scriptable;

/** Renders the compiled parts of one template. Immutable and safe for use by many threads. */
final class ScriptedTemplate implements CompiledTemplate {
  private static final ContextElement NOTHING = new ContextElement("ctx");

  /** Reading more takes longer than filling in. */
  private static final int READ_AT_ONCE = 64 << 10;

  private final Sandbox sandbox;
  private final ContextTree contexts;
  private final ContextDom documents;
  private final RenderLimits limits;
  private final List<CompiledPart> parts;
  private final List<CompiledAttachment> attachments;
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
      List<CompiledAttachment> attachments,
      FrozenLibrary uses,
      Locale language) {
    this.sandbox = sandbox;
    this.contexts = contexts;
    this.documents = documents;
    this.limits = limits;
    this.surroundings = surroundings;
    this.parts = List.copyOf(parts);
    this.attachments = attachments;
    this.uses = uses;
    this.language = language;
    this.expectedLength = parts.stream().mapToInt(CompiledPart::expectedLength).max().orElse(0);
    List<CompiledPart> all =
        Stream.concat(parts.stream(), attachments.stream().flatMap(CompiledAttachment::parts))
            .toList();
    this.direct = all.stream().allMatch(CompiledPart::isDirect);
    this.hasScripts = all.stream().anyMatch(part -> part.script() != null);
  }

  @Override
  public FrozenLibrary uses() {
    return uses;
  }

  @Override
  public RenderResult render(RenderInput input) {
    return sandbox.within(context -> render(context, input, direct));
  }

  /** Renders by the engine alone, which says what is right. */
  RenderResult renderByEngine(RenderInput input) {
    return sandbox.within(context -> render(context, input, false));
  }

  @Override
  public Optional<RenderResult> renderAtOnce(RenderInput input) {
    return input.event().context().text().length() > READ_AT_ONCE
        ? Optional.empty()
        : renderDirectly(input, DirectRun.AT_ONCE);
  }

  /** Renders without the engine; empty when that is not possible for this message. */
  Optional<RenderResult> renderDirectly(RenderInput input) {
    return renderDirectly(input, DirectRun.MAX_WORK);
  }

  private Optional<RenderResult> renderDirectly(RenderInput input, long work) {
    if (!direct) {
      return Optional.empty();
    }
    return sandbox.within(
        context -> {
          context.setLocale(language);
          try {
            return directly(context, input, read(input), work);
          } catch (ContextTree.UnreadableContext e) {
            return Optional.empty();
          }
        });
  }

  private RenderResult render(RenderContext context, RenderInput input, boolean tryDirectly) {
    context.setLocale(language);
    // reading the context counts, too; what is rendered directly has no need of clocks
    @Nullable Budget budget = tryDirectly ? null : new Budget(limits);
    CompiledPart first = parts.getFirst();
    try {
      ContextElement ctx = read(input);
      return budget == null
          ? directly(context, input, ctx, DirectRun.MAX_WORK)
              .orElseGet(() -> byEngine(context, input, ctx, new Budget(limits)))
          : byEngine(context, input, ctx, budget);
    } catch (ContextTree.UnreadableContext e) {
      return failed(first, "The event cannot be shown: " + e.getMessage());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return new RenderResult.Failed(RuntimeFailures.of(first, e));
    }
  }

  private ContextElement read(RenderInput input) throws ContextTree.UnreadableContext {
    return hasScripts ? contexts.read(input.event().context()) : NOTHING;
  }

  private Optional<RenderResult> directly(
      RenderContext context, RenderInput input, ContextElement ctx, long work) {
    try (Budget budget = Budget.ofLengths(limits)) {
      PartWriter output = begin(context, input, budget);
      DirectRun run =
          new DirectRun(context, input, uses.objects(), ctx, limits, work, System::nanoTime);
      return Optional.of(message(input, part -> part.render(run), output));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LimitReached e) {
      // the engine finds out by itself what is wrong, and says at which place
      return Optional.empty();
    }
  }

  private RenderResult byEngine(
      RenderContext context, RenderInput input, ContextElement ctx, Budget budget) {
    PartWriter output = begin(context, input, budget);
    CompiledPart[] current = {parts.getFirst()};
    try {
      Scriptable scope = scope(context, input, ctx);
      Object[] hooks = sandbox.shared().hooks();
      return message(
          input,
          part -> {
            current[0] = part;
            return part.render(context, scope, hooks.clone());
          },
          output);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LimitReached e) {
      return new RenderResult.Failed(RuntimeFailures.of(current[0], e), isTemporary(e));
    } finally {
      budget.close();
    }
  }

  private static boolean isTemporary(Throwable failure) {
    return switch (failure) {
      case Refusal refusal -> refusal.temporary();
      case LimitReached limit -> limit.temporary();
      default -> false;
    };
  }

  private RenderResult message(
      RenderInput input, Function<CompiledPart, String> printing, PartWriter output) {
    Function<CompiledPart, String> print = part -> finished(part.part(), printing.apply(part));
    RenderedTexts texts = new RenderedTexts();
    for (CompiledPart part : parts) {
      texts.add(part.part(), print.apply(part));
    }
    List<RenderResult.Attachment> files =
        attachments.isEmpty()
            ? List.of()
            : attachments.stream().flatMap(file -> file.decide(print).stream()).toList();
    return rendered(input, texts, output, files);
  }

  private PartWriter begin(RenderContext context, RenderInput input, Budget budget) {
    PartWriter output = new PartWriter(budget, expectedLength);
    context.begin(
        new RenderContext.Rendering(
            budget,
            output,
            input.now(),
            new SplittableRandom(input.eventId()),
            uses.options(),
            surroundings,
            new OutsideCalls(System::nanoTime)));
    return output;
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

  private RenderResult rendered(
      RenderInput input,
      RenderedTexts texts,
      PartWriter output,
      List<RenderResult.Attachment> files) {
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
    return texts.message(output, files);
  }

  private static RenderResult failed(CompiledPart part, String message) {
    return new RenderResult.Failed(part.part().error(1, 1, message));
  }
}
