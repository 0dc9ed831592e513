package io.herald.bench.endtoend;

import io.herald.message.event.EventIds;
import io.herald.platform.database.DatabaseAddress;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills an instance with events of past days, as it would have them: settled, each with its
 * delivery and its trail, in tables of their days that are as full as the product makes them. They
 * are copies of the last events that it sent itself, so that they have all that such an event has;
 * only ids, instants and change numbers are their own. Used by one thread.
 */
final class PastEvents implements AutoCloseable {
  private static final int DAYS = 60;

  /** Of the instance's own; what is copied is as varied as they are. */
  private static final int SAMPLES = 100;

  /** So far are ids apart that a day holds all that are ever stored of it. */
  private static final long ID_STEP = 1L << 20;

  private static final List<String> TABLES = List.of("event", "delivery_log", "event_transition");

  private final Connection connection;
  private final PrintStream out;
  private final int instance;
  private final LocalDate today;
  private final int writers;
  private long perDay;

  private PastEvents(
      Connection connection, PrintStream out, int instance, LocalDate today, int writers) {
    this.connection = connection;
    this.out = out;
    this.instance = instance;
    this.today = today;
    this.writers = writers;
  }

  /**
   * For an instance that has sent some events and is idle.
   *
   * @throws IOException when it has sent fewer than a hundred
   */
  static PastEvents of(DatabaseAddress address, Clock clock, PrintStream out)
      throws IOException, SQLException {
    Connection connection =
        DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    try {
      int instance = (int) number(connection, "SELECT id FROM execution_instance");
      // a process of the past stands behind their change numbers: nobody follows those
      int member =
          (int)
              number(
                  connection,
                  """
                  INSERT INTO member (slot, node, started_at, heartbeat_at, ended_at)
                  VALUES (0, 'past', now() - interval '90 days', now() - interval '2 days', now() - interval '2 days')
                  RETURNING id
                  """);
      LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
      PastEvents past = new PastEvents(connection, out, instance, today, member * 2);
      past.takeSamples();
      past.createTables();
      return past;
    } catch (IOException | SQLException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * Adds what is missing to that many, the same number on each of sixty days, and leaves the tables
   * as a quiet night would: vacuumed, analysed, written out.
   */
  void fill(long events) throws SQLException {
    long wanted = events / DAYS;
    try (Statement statement = connection.createStatement()) {
      for (int ago = DAYS; ago >= 1; ago--) {
        LocalDate day = today.minusDays(ago);
        for (String table : TABLES) {
          statement.executeUpdate(insert(table, day, perDay, wanted - 1));
          statement.execute("VACUUM (ANALYZE) " + name(table, day));
        }
        if (ago % 10 == 1) {
          out.printf("  %,d of %,d events stored%n", (DAYS - ago + 1) * wanted, events);
        }
      }
      for (String table : TABLES) {
        statement.execute("ANALYZE " + table);
      }
      statement.execute("CHECKPOINT");
    }
    perDay = wanted;
  }

  /** What the database takes on disk. */
  long bytes() throws SQLException {
    return number(connection, "SELECT pg_database_size(current_database())");
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private void takeSamples() throws IOException, SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TEMP TABLE past_event AS
          SELECT row_number() OVER () - 1 AS sample, 0 AS place, created AS began, e.*
          FROM (SELECT * FROM event WHERE NOT open ORDER BY id DESC LIMIT %d) e
          """
              .formatted(SAMPLES));
      for (String table : TABLES.subList(1, TABLES.size())) {
        statement.execute(
            """
            CREATE TEMP TABLE past_%s AS
            SELECT e.sample, row_number() OVER (PARTITION BY e.id) AS place, e.began, t.*
            FROM past_event e JOIN %1$s t ON t.event_id = e.id
            """
                .formatted(table));
      }
      if (number(connection, "SELECT count(*) FROM past_event") < SAMPLES) {
        throw new IOException("the instance has to have sent " + SAMPLES + " events before");
      }
    }
  }

  /** As the product creates those of the coming days. */
  private void createTables() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        String storage =
            text(
                "SELECT array_to_string(reloptions, ', ') FROM pg_class WHERE relname = '%s'"
                    .formatted(name(table, today)));
        for (int ago = 1; ago <= DAYS; ago++) {
          LocalDate day = today.minusDays(ago);
          statement.execute(
              "CREATE TABLE IF NOT EXISTS %s PARTITION OF %s FOR VALUES FROM (%d) TO (%d) WITH (%s)"
                  .formatted(
                      name(table, day), table, firstId(day), firstId(day.plusDays(1)), storage));
        }
      }
    }
  }

  /** The n-th event of a day is a copy of the sample whose turn it is. */
  private String insert(String table, LocalDate day, long first, long last) throws SQLException {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    try (ResultSet column = connection.getMetaData().getColumns(null, "public", table, null)) {
      while (column.next()) {
        names.add(column.getString("COLUMN_NAME"));
        values.add(value(column.getString("COLUMN_NAME"), column.getString("TYPE_NAME"), day));
      }
    }
    return """
    INSERT INTO %s (%s)
    SELECT %s
    FROM generate_series(%d::bigint, %d) n JOIN past_%s s ON s.sample = n %% %d
    """
        .formatted(
            name(table, day),
            String.join(", ", names),
            String.join(", ", values),
            first,
            last,
            table,
            SAMPLES);
  }

  private String value(String column, String type, LocalDate day) {
    return switch (column) {
      case "id", "event_id" -> "%d + n * %d".formatted(firstId(day), ID_STEP);
      case "writer", "last_writer" -> "%d + s.%s %% 2".formatted(writers, column);
      case "change_no", "last_change" ->
          "%d + n * %d + s.place".formatted(day.toEpochDay() << 32, SAMPLES);
      default ->
          type.startsWith("timestamp")
              // ids tell the time in steps of 2^-15 milliseconds
              ? "timestamptz '%sT00:00Z' + n * interval '%d milliseconds' + (s.%s - s.began)"
                  .formatted(day, ID_STEP >> 15, column)
              : "s." + column;
    };
  }

  private String name(String table, LocalDate day) {
    return table + "_" + instance + "_" + DateTimeFormatter.BASIC_ISO_DATE.format(day);
  }

  private long firstId(LocalDate day) {
    return EventIds.lowestAt(instance, day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private String text(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
