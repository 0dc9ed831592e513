package io.herald.execution.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testkit.Migrations;
import io.herald.testkit.SettableClock;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** API-9: keys are remembered for a day and do not pile up. */
@ExtendWith(TestDatabaseExtension.class)
@Migrations("io/herald/execution/migration")
class ForgottenKeysTest {
  @Test
  void keysThatNobodyCanRepeatAnyMoreAreDeleted(TestDatabase database) throws Exception {
    SettableClock clock = SettableClock.at("2026-05-04T10:00:00Z");
    DataSource source = database.open(2).dataSource();
    ForgottenKeys forgotten = new ForgottenKeys(new EventStore(source), clock);
    try (Appenders process = Appenders.start(database, clock, "one")) {
      append(process, "old");
      clock.advance(Duration.ofHours(2));
      append(process, "young");

      clock.advance(Duration.ofHours(22)); // the old one is a day old
      assertThat(forgotten.delete(() -> false)).isZero();
      clock.advance(Duration.ofHours(1).plusMillis(1));

      assertThat(forgotten.delete(() -> false)).isEqualTo(1);
      assertThat(keys(database)).isEqualTo(1);
    }
  }

  private static void append(Appenders process, String key) throws Exception {
    Objects.requireNonNull(process.appender.offer(List.of(Appenders.keyed(key, "ann@example.com"))))
        .get();
  }

  private static long keys(TestDatabase database) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM idempotency_key")) {
      row.next();
      return row.getLong(1);
    }
  }
}
