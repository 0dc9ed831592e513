package io.herald.control.publish;

import io.herald.control.http.InputCheck;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why something is not to be published. */
@Schema(name = "RejectionRequest", title = "Why it is not to be published")
record RejectionRequest(
    @Schema(description = "1 to 1,000 characters", example = "The discount ended yesterday.")
        @Nullable String reason) {
  private static final int MAX_REASON = 1_000;

  /** The reason; empty when it was refused. */
  String read(InputCheck check) {
    String text = check.text("reason", reason, MAX_REASON).strip();
    if (text.isEmpty() && check.findings().isEmpty()) {
      check.refuse(
          "reason", "'reason' is missing: say what has to change, in 1 to 1,000 characters.");
    }
    return text;
  }
}
