package io.herald.control.design;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A wish to publish that needs a second person (TPL-29), and what became of it; once it is
 * fulfilled there is none any more.
 *
 * @param revision of the draft it is about
 * @param eventTypeRevision of the event type it is about
 * @param requestedBy login of the operator
 * @param rejectedBy login of the operator; null: it waits
 * @param reason why it was rejected
 */
@Schema(name = "PublicationRequest", title = "Publication that needs a second person")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PublicationRequest(
    @Schema(example = "orderConfirmation") String template,
    @Schema(description = "Of the draft it is about", example = "4") int revision,
    @Schema(description = "Of the event type it is about", example = "1") int eventTypeRevision,
    Instant requestedAt,
    @Schema(example = "anna") String requestedBy,
    @Schema(description = "Absent: it waits") @Nullable Instant rejectedAt,
    @Schema(example = "bert") @Nullable String rejectedBy,
    @Schema(example = "The discount ended yesterday.") @Nullable String reason) {}
