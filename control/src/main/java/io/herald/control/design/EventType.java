package io.herald.control.design;

import io.herald.message.channel.Channel;
import io.herald.message.link.Publication;
import java.util.List;

/**
 * A kind of event that outside systems push (DM-40).
 *
 * @param name unique; a Standard configuration when it begins with {@value #STANDARD_PREFIX}, else
 *     a value of the Classic enumeration of types
 * @param label for people
 * @param channel the way its messages travel; cannot be changed
 * @param fields the declared fields of the context; empty for Classic types, which are open
 * @param enrichments what is read into its events (DM-42)
 */
public record EventType(
    String name,
    String label,
    Channel channel,
    List<Publication.Field> fields,
    List<Publication.Enrichment> enrichments) {
  /** What the names of Standard configurations begin with. */
  public static final String STANDARD_PREFIX = "EVT";

  /** Copies the lists. */
  public EventType {
    fields = List.copyOf(fields);
    enrichments = List.copyOf(enrichments);
  }

  /** As it travels to the execution instances. */
  public Publication.EventType published() {
    return new Publication.EventType(name, label, fields, enrichments);
  }
}
