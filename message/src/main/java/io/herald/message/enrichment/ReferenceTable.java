package io.herald.message.enrichment;

import io.herald.message.link.ReferenceData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The rows of one resource, found by the value of any column. The index of a column is made when
 * the column is asked for first. Immutable otherwise; safe for use by many threads.
 */
public final class ReferenceTable {
  private final ReferenceData data;
  private final Map<String, Map<String, List<Map<String, String>>>> byColumn =
      new ConcurrentHashMap<>();

  public ReferenceTable(ReferenceData data) {
    this.data = data;
  }

  public String resource() {
    return data.resource();
  }

  /** Of the rows: another content has another one. */
  public String digest() {
    return data.digest();
  }

  /** The rows that have exactly this value in a column, in the order they were given. */
  public List<Map<String, String>> find(String column, String value) {
    return byColumn.computeIfAbsent(column, this::index).getOrDefault(value, List.of());
  }

  private Map<String, List<Map<String, String>>> index(String column) {
    Map<String, List<Map<String, String>>> index = new HashMap<>();
    for (Map<String, String> row : data.rows()) {
      String value = row.get(column);
      if (value != null) {
        index.computeIfAbsent(value, _ -> new ArrayList<>(1)).add(row);
      }
    }
    return index;
  }
}
