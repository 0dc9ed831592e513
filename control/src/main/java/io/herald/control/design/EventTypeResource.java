package io.herald.control.design;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.herald.message.link.Publication;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event type as callers see it. */
@Schema(name = "EventType", title = "Event type")
@JsonInclude(JsonInclude.Include.NON_NULL)
record EventTypeResource(
    @Schema(example = "7") long id,
    @Schema(example = "EVTcartAbandonment") String name,
    @Schema(example = "Cart left behind") String label,
    @Schema(example = "email") String channel,
    List<Publication.Field> fields,
    List<Publication.Enrichment> enrichments,
    @Schema(description = "Counts the saves; also the ETag", example = "3") int revision,
    Instant created,
    @Schema(example = "admin") String createdBy,
    Instant lastModified,
    @Schema(example = "admin") String lastModifiedBy,
    @Schema(description = "The templates that are live with a definition of it")
        List<String> liveTemplates,
    @Schema(
            description =
                "Whether it was saved after a publication; those messages keep the old definition."
                    + " Absent: none is live")
        @Nullable Boolean modifiedSincePublication) {

  /**
   * @param live what is said of its live templates; null: there is none
   */
  static EventTypeResource of(Saved<EventType> saved, Publications.@Nullable LiveType live) {
    EventType type = saved.value();
    return new EventTypeResource(
        saved.id(),
        type.name(),
        type.label(),
        type.channel().label(),
        type.fields(),
        type.enrichments(),
        saved.revision(),
        saved.created(),
        saved.createdBy(),
        saved.modified(),
        saved.modifiedBy(),
        live == null ? List.of() : live.templates(),
        live == null ? null : live.modifiedSince());
  }
}
