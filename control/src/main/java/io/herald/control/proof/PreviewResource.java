package io.herald.control.proof;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.herald.control.http.Finding;
import io.herald.message.template.RenderResult;
import io.herald.message.template.TemplateError;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The message as it would be sent, or why it would not. */
@Schema(name = "Preview", title = "Preview")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PreviewResource(
    @Schema(
            example = "rendered",
            allowableValues = {"rendered", "failed"})
        String status,
    @Schema(example = "Example Shop") @Nullable String senderName,
    @Schema(example = "orders@shop.example") @Nullable String senderAddress,
    @Nullable String replyTo,
    @Nullable String errorAddress,
    @Schema(example = "Your order 4711") @Nullable String subject,
    @Nullable String html,
    @Nullable String text,
    @Schema(
            description = "Bytes of HTML and text as they would be sent, in UTF-8",
            example = "5120")
        @Nullable Integer size,
    @Schema(
            description =
                "Values that were missing and printed as nothing; sizes that make trouble")
        List<Finding> warnings,
    @Schema(description = "Why the message would not be sent; empty: it would")
        List<Finding> errors,
    @Schema(
            description =
                "The language it is in; absent when the message does not say which it has",
            example = "fr")
        @Nullable String language,
    @Schema(description = "Further lines of the message's head") @Nullable List<Header> headers,
    @Schema(description = "The message in each of its languages, when all were asked for")
        @Nullable List<PreviewResource> languages) {

  /** A line of the message's head. */
  @Schema(name = "PreviewHeader", title = "Line of the message's head")
  record Header(@Schema(example = "X-Order") String name, @Schema(example = "4711") String value) {}

  private static final int CLIPPED_FROM_BYTES = 102_400;

  /**
   * @param shown the one to show, and behind it those in each language, if they were asked for
   */
  static PreviewResource of(List<Preview.Outcome> shown) {
    PreviewResource first = of(shown.getFirst());
    return shown.size() == 1
        ? first
        : first.with(shown.stream().skip(1).map(PreviewResource::of).toList());
  }

  private static PreviewResource of(Preview.Outcome outcome) {
    return switch (outcome) {
      case Preview.Outcome.Shown(var parts, var warnings) -> rendered(parts, warnings);
      case Preview.Outcome.Failed(var errors) -> failed(errors);
    };
  }

  private PreviewResource with(List<PreviewResource> all) {
    return new PreviewResource(
        status,
        senderName,
        senderAddress,
        replyTo,
        errorAddress,
        subject,
        html,
        text,
        size,
        warnings,
        errors,
        language,
        headers,
        all);
  }

  private static PreviewResource rendered(
      RenderResult.Rendered parts, List<TemplateError> warnings) {
    return new PreviewResource(
        "rendered",
        parts.senderName(),
        parts.senderAddress(),
        parts.replyTo(),
        parts.errorAddress(),
        parts.subject(),
        parts.html(),
        parts.text(),
        bytes(parts.html()) + bytes(parts.text()),
        warnings(parts, warnings),
        List.of(),
        parts.language(),
        parts.headers().isEmpty()
            ? null
            : parts.headers().stream().map(one -> new Header(one.name(), one.value())).toList(),
        null);
  }

  private static List<Finding> warnings(
      RenderResult.Rendered parts, List<TemplateError> ofTemplate) {
    List<Finding> warnings = new ArrayList<>(ofTemplate.stream().map(Finding::of).toList());
    int html = bytes(parts.html());
    if (html > CLIPPED_FROM_BYTES) {
      warnings.add(
          Finding.of(
              "html",
              "The HTML has %d bytes; from %d on some mail programs cut messages off."
                  .formatted(html, CLIPPED_FROM_BYTES)));
    }
    if (parts.subject().isBlank()) {
      warnings.add(Finding.of("subject", "The subject is empty with this data."));
    }
    return List.copyOf(warnings);
  }

  private static int bytes(@Nullable String text) {
    return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static PreviewResource failed(List<TemplateError> errors) {
    return new PreviewResource(
        "failed",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        errors.stream().map(Finding::of).toList(),
        null,
        null,
        null);
  }
}
