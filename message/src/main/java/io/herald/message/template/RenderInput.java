package io.herald.message.template;

import io.herald.message.event.NewEvent;
import java.time.Instant;
import java.util.Map;

/**
 * What a template sees.
 *
 * @param eventId the full 64-bit id
 * @param created when the event was accepted
 * @param enrichment source id to field to value, read as {@code enrichment.<id>.<field>} (TPL-35)
 * @param objects what is known of the system objects for this message (TPL-34); hides what the
 *     publication says of the same object
 * @param now the clock for {@code new Date()} and the like: rendering is deterministic for version,
 *     event and clock (TPL-39)
 */
public record RenderInput(
    long eventId,
    NewEvent event,
    Instant created,
    Map<String, Map<String, String>> enrichment,
    SystemObjects objects,
    Instant now) {
  /** The same with other system objects. */
  RenderInput with(SystemObjects others) {
    return new RenderInput(eventId, event, created, enrichment, others, now);
  }

  /** Without system objects of its own. */
  public RenderInput(
      long eventId,
      NewEvent event,
      Instant created,
      Map<String, Map<String, String>> enrichment,
      Instant now) {
    this(eventId, event, created, enrichment, SystemObjects.NONE, now);
  }
}
