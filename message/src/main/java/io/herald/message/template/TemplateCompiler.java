package io.herald.message.template;

import io.herald.message.link.Publication;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
   * Compiles every part of the content, in every language it has (TPL-60); reports all errors, not
   * only the first. Takes some milliseconds. Never throws for anything a template says. The
   * content's own language, when it says one, goes before that of the settings.
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
              "html",
              1,
              1,
              "The template " + templateName + " has neither HTML nor text: write at least one"));
    }
    List<CompiledPart> brand = new ArrayList<>();
    boolean oneBrand = isOneBrand(content.brand(), library, errors);
    List<CompiledPart> parts = new ArrayList<>();
    Map<String, List<CompiledPart>> variants = new LinkedHashMap<>();
    List<CompiledAttachment> attachments =
        sandbox.within(
            context -> {
              PartReading reading =
                  (part, source) ->
                      new PassA(context, part, content.autoEscape(), library, limits, errors)
                          .compile(source);
              if (content.brand() != null && !oneBrand) {
                brand.addAll(reading.all(MessageTexts.ofBrand(content.brand())));
              }
              parts.addAll(reading.all(MessageTexts.of(content)));
              for (Publication.Variant variant : content.variants()) {
                variants.put(
                    LanguageCode.normalized(variant.language()),
                    Inheritance.parts(reading.all(MessageTexts.of(variant)), parts));
              }
              return CompiledAttachment.compile(context, content, library, limits, errors);
            });
    if (!errors.isEmpty()) {
      return new Compilation.Rejected(List.copyOf(errors));
    }
    FrozenLibrary uses = library.frozen();
    CompiledTemplate message =
        inLanguages(content.language(), parts, variants, attachments, uses, settings);
    return new Compilation.Compiled(
        brand.isEmpty()
            ? message
            : new TemplateOfBrands(
                ready(brand, List.of(), uses, settings.language()), uses.brands(), message));
  }

  /** True for the name of a brand, which is known from now on; false for an expression. */
  private static boolean isOneBrand(
      @Nullable String brand, UsedLibrary library, List<TemplateError> errors) {
    if (brand == null) {
      return false;
    }
    boolean expression = BrandFields.isChosenLater(brand);
    if (expression ? library.brands().isEmpty() : library.brand(brand.strip()).isEmpty()) {
      errors.add(
          new TemplateError(
              BrandFields.OBJECT,
              1,
              1,
              expression
                  ? "There is no brand to choose from: create one"
                  : "There is no brand " + brand.strip() + ": create it, or correct the name"));
    }
    return !expression;
  }

  private CompiledTemplate inLanguages(
      @Nullable String language,
      List<CompiledPart> parts,
      Map<String, List<CompiledPart>> variants,
      List<CompiledAttachment> attachments,
      FrozenLibrary uses,
      CompileSettings settings) {
    if (language == null && variants.isEmpty()) {
      return ready(parts, attachments, uses, settings.language());
    }
    String code = language == null ? null : LanguageCode.normalized(language);
    Map<String, CompiledTemplate> ready = new HashMap<>();
    variants.forEach((other, own) -> ready.put(other, ready(own, attachments, uses, other)));
    return new TemplateInLanguages(
        code,
        code == null
            ? ready(parts, attachments, uses, settings.language())
            : ready(parts, attachments, uses, code),
        ready);
  }

  /** In a language that templates can read: {@code message.language}. */
  private CompiledTemplate ready(
      List<CompiledPart> parts,
      List<CompiledAttachment> attachments,
      FrozenLibrary uses,
      String language) {
    return ready(parts, attachments, uses.inLanguage(language), LanguageCode.locale(language));
  }

  private CompiledTemplate ready(
      List<CompiledPart> parts,
      List<CompiledAttachment> attachments,
      FrozenLibrary uses,
      Locale language) {
    return new ScriptedTemplate(
        sandbox, contexts, documents, limits, surroundings, parts, attachments, uses, language);
  }

  /** Compiles one text after the other. */
  @FunctionalInterface
  private interface PartReading {
    /** Empty when something is wrong. */
    Optional<CompiledPart> one(Part part, String source);

    default List<CompiledPart> all(Map<Part, String> texts) {
      List<CompiledPart> compiled = new ArrayList<>();
      texts.forEach((part, source) -> one(part, source).ifPresent(compiled::add));
      return compiled;
    }
  }
}
