package io.herald.execution.enrich;

import io.herald.execution.route.RoutedEvent;
import io.herald.execution.step.Step;
import io.herald.message.enrichment.Lookup;
import io.herald.message.enrichment.ReferenceTable;
import io.herald.message.enrichment.RowLookup;
import io.herald.message.event.NewEvent;
import io.herald.message.link.Publication.Enrichment;
import io.herald.message.status.EventStatus;
import io.herald.spi.EnrichmentSource;
import io.herald.spi.EnrichmentSource.EventFacts;
import io.herald.spi.FailureReason;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the event type declares (DM-42) into the event: from an installed source, or from the
 * rows control sent. An installed source that no enrichment of the type names is asked, too, and
 * found under its own id. Safe for use by many threads.
 */
public final class Enricher {
  private static final String SEND = "send";
  private static final String RETRY = "retry";

  private final Map<String, EnrichmentSource> sources;
  private final ReferenceTables tables;
  private final RowLookup rows = new RowLookup();
  private final Clock clock;

  public Enricher(List<EnrichmentSource> sources, ReferenceTables tables, Clock clock) {
    this.sources =
        sources.stream().collect(Collectors.toMap(EnrichmentSource::id, Function.identity()));
    this.tables = tables;
    this.clock = clock;
  }

  /**
   * Goes on with the rows that were found; without one the declared policy decides (TPL-17): on
   * without it, a stop as {@code targetingFailed}, or another look later.
   *
   * @throws EnrichmentFailedException when a source does not know right now, or is not here
   */
  public Step<EnrichedEvent> enrich(RoutedEvent routed) {
    List<Enrichment> declared = routed.template().publication().eventType().enrichments();
    if (sources.isEmpty() && declared.isEmpty()) {
      return new Step.Next<>(new EnrichedEvent(routed, Map.of()));
    }
    Map<String, Map<String, String>> found = new HashMap<>();
    Set<String> named = new HashSet<>();
    @Nullable Step<EnrichedEvent> later = null;
    for (Enrichment one : declared) {
      named.add(one.source());
      switch (look(routed, one)) {
        case Lookup.Found(Map<String, String> row) -> found.put(one.id(), row);
        case Lookup.Ambiguous(String why) -> {
          return stop(routed, why);
        }
        case Lookup.Missing(String why) -> {
          // so that templates find an enrichment without fields, not nothing at all
          found.put(one.id(), Map.of());
          Step<EnrichedEvent> step = without(routed, one, why);
          if (step instanceof Step.Stop) {
            return step;
          }
          later = step == null ? later : step;
        }
      }
    }
    if (later != null) {
      return later;
    }
    sources.forEach(
        (id, source) -> {
          if (!named.contains(id)) {
            found.put(id, ask(source, routed));
          }
        });
    return new Step.Next<>(new EnrichedEvent(routed, found));
  }

  private Lookup look(RoutedEvent routed, Enrichment one) {
    EnrichmentSource source = sources.get(one.source());
    if (source != null) {
      Map<String, String> row = ask(source, routed);
      return row.isEmpty()
          ? new Lookup.Missing(
              "enrichment '%s': %s has nothing for this event".formatted(one.id(), one.source()))
          : new Lookup.Found(row);
    }
    Optional<ReferenceTable> table = tables.table(one.source());
    if (table.isEmpty()) {
      throw new EnrichmentFailedException(
          "enrichment '%s' asks %s, which is neither an installed source nor a resource this instance was sent"
              .formatted(one.id(), one.source()));
    }
    return rows.find(one, table.get(), routed.queued().event());
  }

  /** What follows when there is no row; null: the message is sent without it. */
  private @Nullable Step<EnrichedEvent> without(RoutedEvent routed, Enrichment one, String why) {
    Instant now = clock.instant();
    Instant patience = routed.queued().created().plusSeconds(one.retrySeconds());
    if (one.onMissing().equals(RETRY) && now.isBefore(patience)) {
      return new Step.Later<>(LookingAgain.after(routed.queued().created(), now, patience), why);
    }
    // without its row nobody knows whose profile the message is for (EV-7)
    return one.onMissing().equals(SEND) && !one.targeting() ? null : stop(routed, why);
  }

  private static Step<EnrichedEvent> stop(RoutedEvent routed, String why) {
    return new Step.Stop<>(
        routed.queued().status() == EventStatus.PROCESSING
            ? EventStatus.DELIVERY_FAILED
            : EventStatus.TARGETING_FAILED,
        FailureReason.NONE,
        why);
  }

  private static Map<String, String> ask(EnrichmentSource source, RoutedEvent routed) {
    try {
      return Map.copyOf(source.lookup(facts(routed)));
    } catch (Exception e) {
      throw new EnrichmentFailedException(source.id(), e);
    }
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

    EnrichmentFailedException(String why) {
      super(why);
    }
  }
}
