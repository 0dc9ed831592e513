package io.herald.execution.enrich;

import io.herald.execution.route.RoutedEvent;
import io.herald.execution.step.Step;
import io.herald.message.event.NewEvent;
import io.herald.spi.EnrichmentSource;
import io.herald.spi.EnrichmentSource.EventFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Asks every installed source. Safe for use by many threads. */
public final class Enricher {
  private final List<EnrichmentSource> sources;

  public Enricher(List<EnrichmentSource> sources) {
    this.sources = List.copyOf(sources);
  }

  /**
   * @throws EnrichmentFailedException when a source does not know right now
   */
  public Step<EnrichedEvent> enrich(RoutedEvent routed) {
    if (sources.isEmpty()) {
      return new Step.Next<>(new EnrichedEvent(routed, Map.of()));
    }
    EventFacts facts = facts(routed);
    Map<String, Map<String, String>> enrichment = new HashMap<>();
    for (EnrichmentSource source : sources) {
      try {
        enrichment.put(source.id(), Map.copyOf(source.lookup(facts)));
      } catch (Exception e) {
        throw new EnrichmentFailedException(source.id(), e);
      }
    }
    return new Step.Next<>(new EnrichedEvent(routed, enrichment));
  }

  private static EventFacts facts(RoutedEvent routed) {
    NewEvent event = routed.queued().event();
    return new EventFacts(
        routed.queued().id(),
        event.type(),
        Objects.requireNonNullElse(event.address().email(), ""),
        Objects.requireNonNullElse(event.attributes().externalId(), ""),
        event.context().text());
  }

  /** A source could not answer. */
  public static final class EnrichmentFailedException extends RuntimeException {
    EnrichmentFailedException(String source, Exception cause) {
      super("enrichment source '" + source + "' failed: " + cause.getMessage(), cause);
    }
  }
}
