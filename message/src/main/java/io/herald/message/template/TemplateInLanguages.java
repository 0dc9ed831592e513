package io.herald.message.template;

import java.util.List;
import java.util.Map;
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
    String asked = EventLanguage.of(input.event());
    String wanted = asked == null ? "" : LanguageCode.normalized(asked);
    for (String code = wanted; !code.isEmpty(); code = LanguageCode.wider(code)) {
      CompiledTemplate variant = variants.get(code);
      if (code.equals(defaultLanguage)) {
        return in(code, template.render(input), false);
      }
      if (variant != null) {
        return in(code, variant.render(input), false);
      }
    }
    return in(defaultLanguage, template.render(input), !wanted.isEmpty() && !variants.isEmpty());
  }

  private static RenderResult in(@Nullable String language, RenderResult result, boolean notThere) {
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
