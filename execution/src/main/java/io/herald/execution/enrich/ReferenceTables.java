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
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The resources that control sent, kept in memory as one snapshot that is replaced whole: looking a
 * row up asks no database. Looks every second for what other processes on the same database were
 * given. A resource that cannot be read harms no other: what was known of it before stays, and
 * control is asked for it again. Safe for use by many threads.
 */
public final class ReferenceTables implements Service {
  private static final Logger log = LoggerFactory.getLogger(ReferenceTables.class);
  private static final Duration POLL = Duration.ofSeconds(1);

  private final ReferenceStore store;
  private final JsonMapper json =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private final Recurring watch = new Recurring("reference data", POLL, _ -> reload());
  // digest by name: read and complained about only once
  private final Map<String, String> unreadable = new ConcurrentHashMap<>();
  private volatile Map<String, ReferenceTable> tables = Map.of();

  public ReferenceTables(DataSource dataSource) {
    this.store = new ReferenceStore(dataSource);
  }

  /** The resource of this name. */
  Optional<ReferenceTable> table(String resource) {
    return Optional.ofNullable(tables.get(resource));
  }

  /** Which there are; without digest, so that control sends it again, what cannot be read. */
  ReferenceData.Held held() throws SQLException {
    Map<String, String> digests = store.digests();
    digests.replaceAll((name, digest) -> digest.equals(unreadable.get(name)) ? "" : digest);
    return new ReferenceData.Held(digests);
  }

  /** Replaces a resource: stored, and effective when this returns. */
  void keep(ReferenceData data) throws SQLException {
    store.keep(data.resource(), data.digest(), json.writeValueAsString(data));
    unreadable.remove(data.resource());
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
    Map<String, String> digests = store.digests();
    unreadable.keySet().retainAll(digests.keySet());
    for (Map.Entry<String, String> there : digests.entrySet()) {
      String name = there.getKey();
      String digest = there.getValue();
      ReferenceTable known = before.get(name);
      if (known != null && (known.digest().equals(digest) || digest.equals(unreadable.get(name)))) {
        after.put(name, known);
      } else if (!digest.equals(unreadable.get(name))) {
        changed = true;
        read(name, digest, known).ifPresent(table -> after.put(name, table));
      }
    }
    if (changed || after.size() != before.size()) {
      tables = Map.copyOf(after);
    }
  }

  private Optional<ReferenceTable> read(String name, String digest, @Nullable ReferenceTable known)
      throws SQLException {
    Optional<String> text = store.data(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      ReferenceTable table = new ReferenceTable(json.readValue(text.get(), ReferenceData.class));
      unreadable.remove(name);
      return Optional.of(table);
    } catch (JacksonException e) {
      unreadable.put(name, digest);
      // without its message, which can quote a row
      log.error(
          "the resource {} in reference_data cannot be read ({}); {} until control has sent it"
              + " again",
          name,
          e.getClass().getSimpleName(),
          known == null ? "its rows are missing" : "the rows before stay");
      return Optional.ofNullable(known);
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
