package io.herald.spi;

import java.util.Map;

/**
 * Adds data to an event before its message is rendered; templates read it as {@code
 * enrichment.<id>.<field>} (TPL-35).
 *
 * <p>Found through {@link java.util.ServiceLoader}. Called by many threads at once, once per event,
 * on the way of the event: it must answer from memory or from a bounded, fast source.
 */
public interface EnrichmentSource {
  /** The name templates use; letters, digits and underscore. */
  String id();

  /**
   * Looks up the fields for one event.
   *
   * @return field name to value; empty when there is nothing to add
   * @throws Exception when the source does not know right now: the event stays pending and is tried
   *     again later (EV-20)
   */
  Map<String, String> lookup(EventFacts event) throws Exception;

  /**
   * What a source may know of an event.
   *
   * @param context the event's data as received, XML or JSON
   */
  record EventFacts(long id, String type, String recipient, String externalId, String context) {}
}
