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
  private final ContextDom documents = new ContextDom();
  private final Surroundings surroundings;

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
    this(limits, zone, Surroundings.NONE);
  }

  /**
   * @param limits what one rendering may use at most
   * @param zone for dates without a zone of their own (TPL-47)
   * @param surroundings what templates may ask of the world while they are filled in
   */
  public TemplateCompiler(RenderLimits limits, ZoneId zone, Surroundings surroundings) {
    this.limits = limits;
    this.sandbox = new Sandbox(zone);
    this.surroundings = surroundings;
  }

  /** Compiles with the built-in blocks only, in English. */
  public Compilation compile(String templateName, Publication.Content content) {
    return compile(templateName, content, CompileSettings.DEFAULT);
  }

  /**
   * Compiles every part of the content; reports all errors, not only the first. Takes some
   * milliseconds. Never throws for anything a template says.
   *
   * @param templateName for people, not checked
   */
  public Compilation compile(
      String templateName, Publication.Content content, CompileSettings settings) {
    UsedLibrary library = new UsedLibrary(settings.library());
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
              new PassA(context, part, content.autoEscape(), library, limits, errors)
                  .compile(source)
                  .ifPresent(compiled -> parts.put(part, compiled));
            }
          }
          return parts;
        });
    return errors.isEmpty()
        ? new Compilation.Compiled(
            new ScriptedTemplate(
                sandbox,
                contexts,
                documents,
                limits,
                surroundings,
                parts,
                library.frozen(),
                settings.language()))
        : new Compilation.Rejected(List.copyOf(errors));
  }
}
