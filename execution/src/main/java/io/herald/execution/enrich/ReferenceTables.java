package io.herald.execution.enrich;

import io.herald.message.enrichment.ReferenceTable;
import io.herald.message.link.ReferenceData;
import io.herald.platform.startstop.Recurring;
import io.herald.platform.startstop.Service;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The resources that control sent, kept in memory as one snapshot that is replaced whole: looking a
 * row up asks no database. Looks every second for what other processes on the same database were
 * given. Safe for use by many threads.
 */
public final class ReferenceTables implements Service {
  private static final Duration POLL = Duration.ofSeconds(1);

  private final ReferenceStore store;
  private final JsonMapper json =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private final Recurring watch = new Recurring("reference data", POLL, _ -> reload());
  private volatile Map<String, ReferenceTable> tables = Map.of();

  public ReferenceTables(DataSource dataSource) {
    this.store = new ReferenceStore(dataSource);
  }

  /** The resource of this name. */
  Optional<ReferenceTable> table(String resource) {
    return Optional.ofNullable(tables.get(resource));
  }

  /** Which there are, as they are stored. */
  ReferenceData.Held held() throws SQLException {
    return new ReferenceData.Held(store.digests());
  }

  /** Replaces a resource: stored, and effective when this returns. */
  void keep(ReferenceData data) throws SQLException {
    store.keep(data.resource(), data.digest(), json.writeValueAsString(data));
    reload();
  }

  /** Removes a resource; does nothing when there is none of this name. */
  void remove(String resource) throws SQLException {
    store.remove(resource);
    reload();
  }

  private synchronized void reload() throws SQLException {
    Map<String, ReferenceTable> before = tables;
    Map<String, ReferenceTable> after = new HashMap<>();
    boolean changed = false;
    for (Map.Entry<String, String> there : store.digests().entrySet()) {
      ReferenceTable known = before.get(there.getKey());
      if (known != null && known.digest().equals(there.getValue())) {
        after.put(there.getKey(), known);
      } else {
        changed = true;
        store
            .data(there.getKey())
            .map(text -> new ReferenceTable(json.readValue(text, ReferenceData.class)))
            .ifPresent(table -> after.put(table.resource(), table));
      }
    }
    if (changed || after.size() != before.size()) {
      tables = Map.copyOf(after);
    }
  }

  @Override
  public String name() {
    return watch.name();
  }

  @Override
  public void start() throws SQLException {
    reload();
    watch.start();
  }

  @Override
  public void stop() {
    watch.stop();
  }
}
