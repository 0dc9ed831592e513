package io.herald.control.design;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A template in a list: without its content. */
@Schema(name = "TemplateSummary", title = "Template in a list")
@JsonInclude(JsonInclude.Include.NON_NULL)
record TemplateSummary(
    @Schema(example = "orderConfirmation") String name,
    @Schema(example = "Order confirmation") String label,
    @Schema(example = "order_confirmation") String eventType,
    @Schema(example = "email") String channel,
    @Schema(example = "3") int revision,
    Instant lastModified,
    @Schema(example = "admin") String lastModifiedBy,
    TemplateState state,
    @Schema(description = "The version that should be live", example = "2")
        @Nullable Integer version,
    @Nullable Instant lastPublication,
    @Nullable Boolean modifiedSincePublication,
    @Schema(description = "Since when its events are held back; absent: they are not")
        @Nullable Instant pausedAt) {

  static TemplateSummary of(Saved<TemplateHeading> saved, Publications.@Nullable Live live) {
    TemplateHeading template = saved.value();
    return new TemplateSummary(
        template.name(),
        template.label(),
        template.eventType(),
        template.channel().label(),
        saved.revision(),
        saved.modified(),
        saved.modifiedBy(),
        TemplateState.of(live),
        live == null ? null : live.version(),
        live == null ? null : live.publishedAt(),
        live == null ? null : live.modifiedSince(),
        live == null || live.pause() == null ? null : live.pause().at());
  }
}
