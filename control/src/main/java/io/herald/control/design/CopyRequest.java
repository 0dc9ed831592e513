package io.herald.control.design;

import io.herald.control.http.InputCheck;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a copy is to be called. */
@Schema(name = "CopyRequest", title = "What a copy is called")
record CopyRequest(
    @Schema(
            description = "1 to 64 letters A to Z, a to z, digits and underscores",
            example = "orderConfirmation2")
        @Nullable String name,
    @Schema(description = "For people; that of the original when absent", example = "Order, test")
        @Nullable String label,
    @Schema(
            description =
                "When an event type is copied: the name of a template to make from the one that is"
                    + " live for it, or was changed last; absent: none",
            example = "RTEVTcart2")
        @Nullable String template) {

  /** The name; empty when it was refused. */
  String readName(InputCheck check) {
    return check.name("name", name);
  }

  /** The label, or this one when it says none. */
  String readLabel(InputCheck check, String original) {
    String read = check.line("label", label, EventTypeRequest.MAX_LABEL);
    return read.isEmpty() ? original : read;
  }

  /** The name of the template; null: none is wanted. */
  @Nullable String readTemplate(InputCheck check) {
    return template == null ? null : check.name("template", template);
  }
}
