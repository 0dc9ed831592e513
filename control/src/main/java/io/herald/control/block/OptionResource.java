package io.herald.control.block;

import io.herald.control.design.Saved;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** An option as callers see it; it can be sent back as it is. */
@Schema(name = "Option", title = "Option")
record OptionResource(
    @Schema(example = "7") long id,
    @Schema(example = "NmsServer_URL") String name,
    @Schema(example = "Address of the server") String label,
    @Schema(example = "https://shop.example") String value,
    @Schema(description = "Counts the saves; also the ETag", example = "3") int revision,
    Instant created,
    @Schema(example = "admin") String createdBy,
    Instant lastModified,
    @Schema(example = "admin") String lastModifiedBy) {
  static OptionResource of(Saved<TemplateOption> saved) {
    TemplateOption option = saved.value();
    return new OptionResource(
        saved.id(),
        option.name(),
        option.label().isEmpty() ? option.name() : option.label(),
        option.value(),
        saved.revision(),
        saved.created(),
        saved.createdBy(),
        saved.modified(),
        saved.modifiedBy());
  }
}
