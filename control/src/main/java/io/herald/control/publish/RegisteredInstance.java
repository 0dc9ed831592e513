package io.herald.control.publish;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An execution instance and what is known of it.
 *
 * @param instanceId as it calls itself; null: never reached
 * @param lastContact when it last answered; null: never
 * @param lastError why it is not up to date; null: it is, or nobody asked yet
 * @param live what it has live, by its own account
 */
public record RegisteredInstance(
    ExecutionInstance instance,
    Instant created,
    String createdBy,
    Instant lastModified,
    String lastModifiedBy,
    @Nullable Integer instanceId,
    @Nullable Instant lastContact,
    @Nullable String lastError,
    List<LiveVersion> live) {

  /** One live template. */
  public record LiveVersion(String template, int version, boolean paused) {}
}
