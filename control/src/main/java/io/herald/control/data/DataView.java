package io.herald.control.data;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.herald.control.design.Saved;
import io.herald.message.link.ReferenceData;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A resource as callers see it. */
@Schema(name = "DataResource", title = "Rows that enrichments look up")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DataView(
    @Schema(example = "7") long id,
    @Schema(description = "As enrichments give it in 'source'", example = "shops") String name,
    @Schema(example = "Shops") String label,
    @Schema(example = "[\"id\", \"city\"]") List<String> columns,
    @Schema(example = "120") int rowCount,
    @Schema(description = "Of the rows: another content has another one") String digest,
    @Schema(description = "The first ones; only when read alone, with the right PRIVATE DATA VIEW")
        @Nullable List<Map<String, String>> rows,
    @Schema(description = "Counts the saves; also the ETag", example = "3") int revision,
    Instant created,
    @Schema(example = "admin") String createdBy,
    Instant lastModified,
    @Schema(example = "admin") String lastModifiedBy) {
  static DataView of(Saved<DataResource> saved) {
    return of(saved, null);
  }

  static DataView of(Saved<DataResource> saved, ReferenceData data, int limit) {
    return of(saved, data.rows().stream().limit(limit).toList());
  }

  private static DataView of(Saved<DataResource> saved, @Nullable List<Map<String, String>> rows) {
    DataResource resource = saved.value();
    return new DataView(
        saved.id(),
        resource.name(),
        resource.label().isEmpty() ? resource.name() : resource.label(),
        resource.columns(),
        resource.rowCount(),
        resource.digest(),
        rows,
        saved.revision(),
        saved.created(),
        saved.createdBy(),
        saved.modified(),
        saved.modifiedBy());
  }
}
