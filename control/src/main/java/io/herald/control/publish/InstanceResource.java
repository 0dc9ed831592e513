package io.herald.control.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An execution instance as callers see it. */
@Schema(name = "ExecutionInstance", title = "Execution instance")
@JsonInclude(JsonInclude.Include.NON_NULL)
record InstanceResource(
    @Schema(example = "3") long id,
    @Schema(example = "emea-1") String name,
    @Schema(example = "Europe, first cell") String label,
    @Schema(example = "https://exec-1.example.net:8443") String url,
    boolean enabled,
    Instant created,
    @Schema(example = "admin") String createdBy,
    Instant lastModified,
    @Schema(example = "admin") String lastModifiedBy,
    @Schema(description = "As it calls itself, 1 to 127; absent: never reached", example = "1")
        @Nullable Integer instanceId,
    @Schema(description = "When it answered last; absent: never") @Nullable Instant lastContact,
    @Schema(description = "Why it is not up to date; absent: it is") @Nullable String lastError,
    @Schema(description = "What it has live, by its own account")
        List<RegisteredInstance.LiveVersion> live) {

  static InstanceResource of(RegisteredInstance there) {
    ExecutionInstance instance = there.instance();
    return new InstanceResource(
        instance.id(),
        instance.name(),
        instance.label(),
        instance.url().toString(),
        instance.enabled(),
        there.created(),
        there.createdBy(),
        there.lastModified(),
        there.lastModifiedBy(),
        there.instanceId(),
        there.lastContact(),
        there.lastError(),
        there.live());
  }
}
