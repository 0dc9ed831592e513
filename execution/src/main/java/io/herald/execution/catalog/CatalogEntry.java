package io.herald.execution.catalog;

import io.herald.platform.database.DatabaseUnavailableException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A live version, read and compiled when it is first asked for: with thousands of them an instance
 * would else start for half a minute, and hold them all in memory. Safe for use by many threads.
 */
final class CatalogEntry {
  private final Heading heading;
  private final String mark;
  private final Loading loading;
  private volatile @Nullable LiveTemplate ready;
  private volatile boolean broken;

  /** Reads and compiles; empty when it cannot be used, which was logged. */
  @FunctionalInterface
  interface Loading {
    Optional<LiveTemplate> load(String template, int version) throws SQLException;
  }

  /**
   * @param mark of the row it was read from
   */
  CatalogEntry(Heading heading, String mark, Loading loading) {
    this.heading = heading;
    this.mark = mark;
    this.loading = loading;
  }

  Heading heading() {
    return heading;
  }

  String mark() {
    return mark;
  }

  /** Whether it is known that it cannot be used. */
  boolean isBroken() {
    return broken;
  }

  /**
   * Ready to render; empty when it cannot be used.
   *
   * @throws DatabaseUnavailableException when it has to be read and cannot
   */
  Optional<LiveTemplate> ready() {
    LiveTemplate template = ready;
    return template != null ? Optional.of(template) : load();
  }

  private synchronized Optional<LiveTemplate> load() {
    if (ready == null && !broken) {
      try {
        ready = loading.load(heading.template(), heading.version()).orElse(null);
      } catch (SQLException e) {
        throw new DatabaseUnavailableException(e);
      }
      // once is enough to know
      broken = ready == null;
    }
    return Optional.ofNullable(ready);
  }
}
