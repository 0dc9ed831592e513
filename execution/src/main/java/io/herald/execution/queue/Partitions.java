package io.herald.execution.queue;

import io.herald.message.event.EventIds;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The event tables are cut by id, and so by day of acceptance (ids are ordered by time): a day is
 * purged by dropping its partitions. Keeps the partitions of the coming days ready. Safe for use by
 * many threads and processes.
 */
public final class Partitions {
  /** Today and this many days more. */
  private static final int DAYS_AHEAD = 3;

  /**
   * How full a page is made at first, in percent, per table: the versions a row goes through within
   * a second find room beside it, and the indexes need not hear of them.
   */
  private static final Map<String, Integer> FILL =
      Map.of("event", 40, "delivery_log", 50, "event_transition", 100);

  private final DataSource dataSource;
  private final Clock clock;
  private final int instance;

  public Partitions(DataSource dataSource, Clock clock, int instance) {
    this.dataSource = dataSource;
    this.clock = clock;
    this.instance = instance;
  }

  /** What the names of the tables of an id's day end with. */
  static String dayOf(long id) {
    return ending(
        EventIds.instanceOf(id), LocalDate.ofInstant(EventIds.timeOf(id), ZoneOffset.UTC));
  }

  /** Creates what is missing for today and the days ahead; does nothing when all is there. */
  void ensure() throws SQLException {
    LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
    ensure(today, today.plusDays(DAYS_AHEAD));
  }

  /** The same for the days of ids, which run ahead of a clock that was set back. */
  void ensure(long lowest, long highest) throws SQLException {
    ensure();
    ensure(
        LocalDate.ofInstant(EventIds.timeOf(lowest), ZoneOffset.UTC),
        LocalDate.ofInstant(EventIds.timeOf(highest), ZoneOffset.UTC));
  }

  private void ensure(LocalDate from, LocalDate to) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      try {
        // creating the same partition twice at the same time would fail one of the two
        statement.execute("SELECT pg_advisory_xact_lock(hashtext('herald partitions'))");
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
          for (String table : FILL.keySet()) {
            statement.execute(create(table, day));
          }
        }
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private String create(String table, LocalDate day) {
    return """
        CREATE TABLE IF NOT EXISTS %s%s PARTITION OF %1$s FOR VALUES FROM (%d) TO (%d)
        WITH (fillfactor = %d)
        """
        .formatted(
            table, ending(instance, day), bound(day), bound(day.plusDays(1)), FILL.get(table));
  }

  private static String ending(int instance, LocalDate day) {
    return "_" + instance + "_" + DateTimeFormatter.BASIC_ISO_DATE.format(day);
  }

  private long bound(LocalDate day) {
    return EventIds.lowestAt(instance, day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }
}
