package io.herald.control.design;

import io.herald.message.link.Publication;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** An event type as callers see it. */
@Schema(name = "EventType", title = "Event type")
record EventTypeResource(
    @Schema(example = "7") long id,
    @Schema(example = "EVTcartAbandonment") String name,
    @Schema(example = "Cart left behind") String label,
    @Schema(example = "email") String channel,
    List<Publication.Field> fields,
    @Schema(description = "Counts the saves; also the ETag", example = "3") int revision,
    Instant created,
    @Schema(example = "admin") String createdBy,
    Instant lastModified,
    @Schema(example = "admin") String lastModifiedBy) {

  static EventTypeResource of(Saved<EventType> saved) {
    EventType type = saved.value();
    return new EventTypeResource(
        saved.id(),
        type.name(),
        type.label(),
        type.channel().label(),
        type.fields(),
        saved.revision(),
        saved.created(),
        saved.createdBy(),
        saved.modified(),
        saved.modifiedBy());
  }
}
