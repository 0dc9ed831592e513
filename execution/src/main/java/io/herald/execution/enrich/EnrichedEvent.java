package io.herald.execution.enrich;

import io.herald.execution.route.RoutedEvent;
import java.util.Map;

/**
 * An event with all the data its message needs.
 *
 * @param enrichment source id to field to value
 */
public record EnrichedEvent(RoutedEvent routed, Map<String, Map<String, String>> enrichment) {}
