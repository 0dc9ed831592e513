package io.herald.execution.screen;

import io.herald.execution.enrich.EnrichedEvent;

/**
 * An event that may be sent.
 *
 * @param recipient the address on the template's channel
 */
public record AdmittedEvent(EnrichedEvent enriched, String recipient) {}
