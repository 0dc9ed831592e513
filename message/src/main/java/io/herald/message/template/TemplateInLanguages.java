package io.herald.message.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message in several languages: each event gets it in its own, or in the next wider one that
 * there is, or else in the default (TPL-60). Immutable and safe for use by many threads.
 */
final class TemplateInLanguages implements CompiledTemplate {
  private final @Nullable String defaultLanguage;
  private final CompiledTemplate template;
  private final Map<String, CompiledTemplate> variants;

  /**
   * @param defaultLanguage normalized code of what the message itself is in; null: nobody said
   * @param template the message itself
   * @param variants by normalized code
   */
  TemplateInLanguages(
      @Nullable String defaultLanguage,
      CompiledTemplate template,
      Map<String, CompiledTemplate> variants) {
    this.defaultLanguage = defaultLanguage;
    this.template = template;
    this.variants = Map.copyOf(variants);
  }

  @Override
  public FrozenLibrary uses() {
    return template.uses();
  }

  @Override
  public RenderResult render(RenderInput input) {
    Choice choice = choose(input);
    return choice.mark(choice.template().render(input));
  }

  @Override
  public Optional<RenderResult> renderAtOnce(RenderInput input) {
    Choice choice = choose(input);
    return choice.template().renderAtOnce(input).map(choice::mark);
  }

  private Choice choose(RenderInput input) {
    String asked = EventLanguage.of(input.event());
    String wanted = asked == null ? "" : LanguageCode.normalized(asked);
    for (String code = wanted; !code.isEmpty(); code = LanguageCode.wider(code)) {
      CompiledTemplate variant = variants.get(code);
      if (code.equals(defaultLanguage)) {
        return new Choice(code, template, false);
      }
      if (variant != null) {
        return new Choice(code, variant, false);
      }
    }
    return new Choice(defaultLanguage, template, !wanted.isEmpty() && !variants.isEmpty());
  }

  /**
   * What an event gets.
   *
   * @param language null: nobody said
   * @param notThere there is none in the event's own language
   */
  private record Choice(@Nullable String language, CompiledTemplate template, boolean notThere) {
    RenderResult mark(RenderResult result) {
      if (!(result instanceof RenderResult.Rendered rendered)) {
        return result;
      }
      RenderResult.Rendered said = rendered.in(language);
      return notThere
          ? said.warning(
              List.of(
                  new TemplateError(
                      "variants",
                      1,
                      1,
                      "There is no variant in the event's language, so the message itself is used:"
                          + " add one, or look at what the event says")))
          : said;
    }
  }
}
