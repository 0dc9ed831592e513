package io.herald.control.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version in the list of a template's versions.
 *
 * @param approvedBy the second person (TPL-29); null: none was needed
 * @param repeats the earlier version whose content it is (TPL-24); null: it was made from a draft
 * @param live whether it is the one that should be live
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Version(
    @Schema(example = "3") int version,
    Instant publishedAt,
    @Schema(example = "anna") String publishedBy,
    @Schema(description = "Who agreed, where a second person was needed", example = "bert")
        @Nullable String approvedBy,
    @Schema(description = "The earlier version it repeats", example = "1")
        @Nullable Integer repeats,
    boolean live) {}
