package io.herald.control.data;

import io.herald.control.design.EventType;
import io.herald.message.enrichment.Lookup;
import io.herald.message.enrichment.ReferenceTable;
import io.herald.message.enrichment.RowLookup;
import io.herald.message.event.NewEvent;
import io.herald.message.link.Publication.Enrichment;
import java.util.HashMap;
import java.util.Map;

/** What a message would be enriched with, for previews. Safe for use by many threads. */
public final class PreviewRows {
  private final DataStore store;
  private final RowLookup rows = new RowLookup();

  public PreviewRows(DataStore store) {
    this.store = store;
  }

  /**
   * The rows by enrichment; empty ones where nothing fits, or where a source is asked that only
   * execution instances have.
   */
  public Map<String, Map<String, String>> of(EventType type, NewEvent event) {
    Map<String, Map<String, String>> found = new HashMap<>();
    for (Enrichment declared : type.enrichments()) {
      found.put(
          declared.id(),
          store
              .data(declared.source())
              .map(data -> rows.find(declared, new ReferenceTable(data), event))
              .map(lookup -> lookup instanceof Lookup.Found(var row) ? row : null)
              .orElseGet(Map::of));
    }
    return found;
  }
}
