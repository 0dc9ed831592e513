package io.herald.control.proof;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.herald.control.http.Finding;
import io.herald.message.template.RenderResult;
import io.herald.message.template.TemplateError;
import io.swagger.v3.oas.annotations.media.Schema;
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
    @Schema(description = "Values that were missing and printed as nothing") List<Finding> warnings,
    @Schema(description = "Why the message would not be sent; empty: it would")
        List<Finding> errors) {

  static PreviewResource of(RenderResult.Rendered parts) {
    return new PreviewResource(
        "rendered",
        parts.senderName(),
        parts.senderAddress(),
        parts.replyTo(),
        parts.errorAddress(),
        parts.subject(),
        parts.html(),
        parts.text(),
        parts.warnings().stream().map(Finding::of).toList(),
        List.of());
  }

  static PreviewResource failed(List<TemplateError> errors) {
    return new PreviewResource(
        "failed",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        errors.stream().map(Finding::of).toList());
  }
}
