package io.herald.control.design;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.herald.control.http.InputCheck;
import io.herald.message.link.Publication;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The message in another language, as a caller sends it (TPL-60). */
@Schema(
    name = "LanguageVariant",
    title = "The message in another language",
    description = "What is absent is inherited from the message itself.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VariantRequest(
    @Schema(description = "Code of the language, perhaps with a region", example = "fr")
        @Nullable String language,
    @Schema(example = "Boutique Exemple") @Nullable String senderName,
    @Schema(example = "Votre commande <%= rtEvent.ctx.reference %>") @Nullable String subject,
    @Schema(example = "Elle est en route.") @Nullable String preheader,
    @Schema(example = "<p>Bonjour <%= rtEvent.ctx.client.firstname %>.</p>") @Nullable String html,
    @Nullable String text,
    @Schema(description = "What the HTML is made from, instead of html") @Nullable String mjml) {
  private static final int MOST = 100;
  private static final Pattern CODE =
      Pattern.compile("[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|[0-9]{3}))?");

  static List<Publication.Variant> readAll(
      InputCheck check,
      @Nullable String language,
      @Nullable List<@Nullable VariantRequest> variants) {
    if (variants == null) {
      return List.of();
    }
    if (variants.size() > MOST) {
      check.refuse("variants", "'variants' may have " + MOST + " entries.");
      return List.of();
    }
    List<Publication.Variant> read = new ArrayList<>();
    Set<String> languages = new HashSet<>();
    if (language != null) {
      languages.add(language);
    }
    for (int index = 0; index < variants.size(); index++) {
      String at = "variants[" + index + "]";
      VariantRequest one = variants.get(index);
      String code = one == null ? null : code(check, at + ".language", one.language());
      if (one == null || code == null) {
        check.refuse(at + ".language", "'" + at + ".language' is missing: such as fr or pt-br.");
        continue;
      }
      if (!languages.add(code)) {
        check.refuse(at + ".language", "The language " + code + " is there twice.");
      }
      read.add(one.read(check, at, code));
    }
    return read;
  }

  private Publication.Variant read(InputCheck check, String at, String code) {
    return new Publication.Variant(
        code,
        orNull(check.line(at + ".senderName", senderName, TemplateRequest.MAX_LINE)),
        orNull(check.line(at + ".subject", subject, TemplateRequest.MAX_LINE)),
        orNull(check.line(at + ".preheader", preheader, TemplateRequest.MAX_LINE)),
        orNull(check.text(at + ".html", html, TemplateRequest.MAX_BODY)),
        orNull(check.text(at + ".text", text, TemplateRequest.MAX_BODY)),
        orNull(check.text(at + ".mjml", mjml, TemplateRequest.MAX_BODY)));
  }

  /** In lower case, with a hyphen; null when absent or refused. */
  static @Nullable String code(InputCheck check, String field, @Nullable String code) {
    if (code == null || code.isBlank()) {
      return null;
    }
    if (!CODE.matcher(code.strip()).matches()) {
      check.refuse(
          field, "'" + field + "' is the code of a language, such as en, en-us or zh-hant-tw.");
      return "en";
    }
    return code.strip().replace('_', '-').toLowerCase(Locale.ROOT);
  }

  private static @Nullable String orNull(String text) {
    return text.isBlank() ? null : text;
  }

  /** As it is shown. */
  public static List<VariantRequest> of(List<Publication.Variant> variants) {
    return variants.stream()
        .map(
            one ->
                new VariantRequest(
                    one.language(),
                    one.senderName(),
                    one.subject(),
                    one.preheader(),
                    one.html(),
                    one.text(),
                    one.mjml()))
        .toList();
  }
}
