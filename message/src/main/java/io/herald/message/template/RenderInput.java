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
 * @param now the clock for {@code new Date()} and the like: rendering is deterministic for version,
 *     event and clock (TPL-39)
 */
public record RenderInput(
    long eventId,
    NewEvent event,
    Instant created,
    Map<String, Map<String, String>> enrichment,
    Instant now) {}
