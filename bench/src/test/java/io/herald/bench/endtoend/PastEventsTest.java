package io.herald.bench.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.bench.stage.EventLanes;
import io.herald.testkit.Migrations;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import java.io.OutputStream;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Stored events of past days look as if the instance had sent them itself. */
@ExtendWith(TestDatabaseExtension.class)
@Migrations("io/herald/execution/migration")
class PastEventsTest {
  private static final int SENT = 120;
  private static final Clock CLOCK = Clock.systemUTC();

  private static final String FOLLOWED =
      """
      SELECT writer, count(*), max(change_no)
      FROM event_transition WHERE writer IN (SELECT writer FROM change_writer)
      GROUP BY writer ORDER BY writer
      """;

  private final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());

  @Test
  void sixtyDaysGetAsManyEachWithDeliveryAndTrailAndFillingUpAddsWhatIsMissing(
      TestDatabase database) throws Exception {
    send(database, SENT);

    try (PastEvents past = PastEvents.of(database.address(), CLOCK, nowhere)) {
      past.fill(600);
      past.fill(1_200);
    }

    assertThat(
            rows(
                database,
                "SELECT count(*), count(DISTINCT day) FROM (SELECT created::date AS day FROM event WHERE created < current_date) e"))
        .containsExactly("1200 60");
    assertThat(
            rows(
                database,
                """
                SELECT count(*), bool_and(e.status = 2 AND NOT e.open), bool_and(d.status = 1),
                  bool_and(t.causes = 'accepted, attempt 1 begins, sent')
                FROM event e JOIN delivery_log d ON d.event_id = e.id JOIN (
                  SELECT event_id, string_agg(cause, ', ' ORDER BY writer, change_no) AS causes
                  FROM event_transition GROUP BY event_id) t ON t.event_id = e.id
                """))
        .containsExactly(SENT + 1_200 + " t t t");
  }

  @Test
  void theirTablesAreAsFullAsThoseTheInstanceMakes(TestDatabase database) throws Exception {
    send(database, SENT);

    try (PastEvents past = PastEvents.of(database.address(), CLOCK, nowhere)) {
      past.fill(60);
    }

    assertThat(
            rows(
                database,
                """
                SELECT i.inhparent::regclass, count(DISTINCT c.reloptions)
                FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                WHERE c.relkind = 'r'
                GROUP BY 1 ORDER BY 1
                """))
        .allMatch(row -> row.endsWith(" 1"))
        .hasSize(3);
  }

  @Test
  void whoeverFollowsTheChangesOfTheInstanceSeesNoneOfThem(TestDatabase database) throws Exception {
    send(database, SENT);
    List<String> before = rows(database, FOLLOWED);

    try (PastEvents past = PastEvents.of(database.address(), CLOCK, nowhere)) {
      past.fill(600);
    }

    assertThat(rows(database, FOLLOWED)).isEqualTo(before);
  }

  @Test
  void anInstanceThatHasSentHardlyAnythingHasNothingToCopy(TestDatabase database) throws Exception {
    send(database, 3);

    assertThatThrownBy(() -> PastEvents.of(database.address(), CLOCK, nowhere))
        .hasMessageContaining("100 events");
  }

  private static void send(TestDatabase database, int count) throws Exception {
    try (EventLanes lanes = new EventLanes(database.open(4), CLOCK)) {
      lanes.append(count);
      lanes.record(lanes.take(count));
    }
  }

  private static List<String> rows(TestDatabase database, String query) throws Exception {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          columns.add(row.getString(i));
        }
        rows.add(String.join(" ", columns));
      }
    }
    return rows;
  }
}
