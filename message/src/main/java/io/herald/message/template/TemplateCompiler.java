package io.herald.message.template;

import io.herald.message.link.Publication;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Compiles templates (TPL-30 to TPL-34). Safe for use by many threads; one is enough for a process,
 * since each builds the engine's built-ins anew, which takes some 100 ms.
 */
public final class TemplateCompiler {
  private final RenderLimits limits;
  private final Sandbox sandbox;
  private final ContextTree contexts = new ContextTree();

  /**
   * Dates without a zone of their own are read and written in UTC.
   *
   * @param limits what one rendering may use at most
   */
  public TemplateCompiler(RenderLimits limits) {
    this(limits, ZoneOffset.UTC);
  }

  /**
   * @param limits what one rendering may use at most
   * @param zone for dates without a zone of their own (TPL-47)
   */
  public TemplateCompiler(RenderLimits limits, ZoneId zone) {
    this.limits = limits;
    this.sandbox = new Sandbox(zone);
  }

  /**
   * Compiles every part of the content; reports all errors, not only the first. Takes some
   * milliseconds. Never throws for anything a template says.
   *
   * @param templateName for people, not checked
   */
  public Compilation compile(String templateName, Publication.Content content) {
    List<TemplateError> errors = new ArrayList<>();
    if (content.html() == null && content.text() == null) {
      errors.add(
          new TemplateError(
              Part.HTML.label(),
              1,
              1,
              "The template " + templateName + " has neither HTML nor text: write at least one"));
    }
    Map<Part, CompiledPart> parts = new EnumMap<>(Part.class);
    sandbox.within(
        context -> {
          for (Part part : Part.values()) {
            String source = part.sourceIn(content);
            if (source != null) {
              PartCompiler.compile(context, part, source, content.autoEscape(), errors)
                  .ifPresent(compiled -> parts.put(part, compiled));
            }
          }
          return parts;
        });
    return errors.isEmpty()
        ? new Compilation.Compiled(new ScriptedTemplate(sandbox, contexts, limits, parts))
        : new Compilation.Rejected(List.copyOf(errors));
  }
}
