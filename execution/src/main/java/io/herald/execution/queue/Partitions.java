package io.herald.execution.queue;

import io.herald.message.event.EventIds;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javax.sql.DataSource;

/**
 * The event tables are cut by id, and so by day of acceptance (ids are ordered by time): a day is
 * purged by dropping its partitions. Keeps the partitions of the coming days ready. Safe for use by
 * many threads and processes.
 */
public final class Partitions {
  /** Today and this many days more. */
  private static final int DAYS_AHEAD = 3;

  private static final List<String> TABLES = List.of("event", "delivery_log", "event_transition");

  private final DataSource dataSource;
  private final Clock clock;
  private final int instance;

  public Partitions(DataSource dataSource, Clock clock, int instance) {
    this.dataSource = dataSource;
    this.clock = clock;
    this.instance = instance;
  }

  /** Creates what is missing for today and the days ahead; does nothing when all is there. */
  void ensure() throws SQLException {
    LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      try {
        // creating the same partition twice at the same time would fail one of the two
        statement.execute("SELECT pg_advisory_xact_lock(hashtext('herald partitions'))");
        for (int day = 0; day <= DAYS_AHEAD; day++) {
          for (String table : TABLES) {
            statement.execute(create(table, today.plusDays(day)));
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
    return "CREATE TABLE IF NOT EXISTS %s_%d_%s PARTITION OF %s FOR VALUES FROM (%d) TO (%d)"
        .formatted(
            table,
            instance,
            DateTimeFormatter.BASIC_ISO_DATE.format(day),
            table,
            bound(day),
            bound(day.plusDays(1)));
  }

  private long bound(LocalDate day) {
    return EventIds.lowestAt(instance, day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }
}
