package io.herald.execution.notify;

import io.herald.execution.notify.Delivery.State;
import io.herald.message.status.EventStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The table {@code webhook_delivery}. Safe for use by many threads. */
final class OutboxStore {
  // An attempt is counted before its first byte leaves. While it is under way the delivery is due
  // again only when it must be taken for lost.
  private static final String CLAIM =
      """
      WITH picked AS (
        SELECT d.id FROM unnest(?::bigint[], ?::int[]) AS w (webhook_id, room)
        CROSS JOIN LATERAL (
          SELECT id FROM webhook_delivery d
          WHERE d.webhook_id = w.webhook_id AND d.state = 0 AND d.due_at <= ?
          ORDER BY d.due_at, d.id
          LIMIT w.room
          FOR UPDATE SKIP LOCKED
        ) d
      )
      UPDATE webhook_delivery d SET due_at = ?, attempts = d.attempts + 1, under_way = true
      FROM picked WHERE d.id = picked.id
      RETURNING d.*
      """;

  // what another attempt made of it meanwhile stands
  private static final String RECORD =
      """
      UPDATE webhook_delivery d SET
        state = r.state,
        under_way = false,
        due_at = CASE WHEN r.state = 0 THEN at_millis(r.due) ELSE d.due_at END,
        finished_at = CASE WHEN r.state <> 0 THEN at_millis(r.at) END,
        last_status = nullif(r.status, 0),
        last_error = r.error
      FROM unnest(?::bigint[], ?::int[], ?::int[], ?::bigint[], ?::bigint[], ?::int[], ?::text[])
        AS r (id, attempt, state, due, at, status, error)
      WHERE d.id = r.id AND d.attempts = r.attempt AND d.state = 0
      """;

  private static final String WELL =
      "UPDATE webhook SET failing_since = NULL WHERE id = ANY (?) AND failing_since IS NOT NULL";

  private static final String FAILING =
      """
      UPDATE webhook SET
        failing_since = coalesce(failing_since, n.at),
        state = CASE WHEN n.gone OR failing_since < n.too_long THEN 1 ELSE state END,
        disabled_reason = CASE
          WHEN n.gone THEN 'the receiver answered HTTP 410: it wants no more messages'
          WHEN failing_since < n.too_long THEN
            'every attempt failed since ' || to_char(failing_since AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI')
            || ' UTC; the last one: ' || n.error
        END
      FROM (SELECT ?::timestamptz AS at, ?::timestamptz AS too_long, ?::boolean AS gone, ?::text AS error) n
      WHERE id = ? AND state = 0
      """;

  private static final String PENDING =
      """
      SELECT * FROM webhook_delivery
      WHERE webhook_id = ? AND state = 0 AND (due_at, id) > (?, ?)
      ORDER BY due_at, id LIMIT ?
      """;

  private static final String FINISHED =
      """
      SELECT * FROM webhook_delivery
      WHERE webhook_id = ? AND state = ? AND state <> 0 AND (finished_at, id) < (?, ?)
      ORDER BY finished_at DESC, id DESC LIMIT ?
      """;

  // begins anew: 24 hours, attempts from 1, the same webhook-id
  private static final String REDELIVER =
      """
      UPDATE webhook_delivery SET state = 0, queued_at = n.at, due_at = n.at, finished_at = NULL, under_way = false,
        -- the number of an attempt under way is not given again
        attempts = CASE WHEN state = 0 THEN attempts ELSE 0 END
      FROM (SELECT ?::timestamptz AS at) n
      WHERE webhook_id = ? AND id = ?
      """;

  private static final String REDELIVER_DEAD =
      """
      UPDATE webhook_delivery SET state = 0, queued_at = n.at, due_at = n.at, attempts = 0, finished_at = NULL, under_way = false
      FROM (SELECT ?::timestamptz AS at) n
      WHERE id IN (
        SELECT id FROM webhook_delivery
        WHERE webhook_id = ? AND state = 2 AND finished_at >= ?
        ORDER BY finished_at, id LIMIT ?
        FOR UPDATE SKIP LOCKED)
      """;

  // those whose webhook is off are claimed by nobody
  private static final String EXPIRE =
      """
      UPDATE webhook_delivery d SET
        state = 2, under_way = false, finished_at = ?, last_error = coalesce(last_error, 'the webhook was off for too long')
      WHERE id IN (
        SELECT d.id FROM webhook w CROSS JOIN LATERAL (
          SELECT id FROM webhook_delivery d
          WHERE d.webhook_id = w.id AND d.state = 0 AND d.due_at < ? AND d.queued_at < ?
          LIMIT ?) d
        WHERE w.state = 1
        LIMIT ?)
      """;

  private static final String PURGE =
      """
      DELETE FROM webhook_delivery WHERE id IN (
        SELECT d.id FROM webhook w CROSS JOIN LATERAL (
          SELECT id FROM webhook_delivery d
          WHERE d.webhook_id = w.id AND d.state = ? AND d.finished_at < ?
          LIMIT ?) d
        LIMIT ?)
      """;

  private static final String PURGE_DELETED =
      """
      DELETE FROM webhook_delivery WHERE id IN (
        SELECT d.id FROM webhook w CROSS JOIN LATERAL (
          SELECT id FROM webhook_delivery d WHERE d.webhook_id = w.id LIMIT ?) d
        WHERE w.state = 2
        LIMIT ?)
      """;

  // a follower may just be writing for it: that takes seconds, not a minute
  private static final String REMOVE_DELETED =
      """
      DELETE FROM webhook w
      WHERE state = 2 AND changed < ? AND NOT EXISTS (SELECT FROM webhook_delivery d WHERE d.webhook_id = w.id)
      """;

  /**
   * What came of an attempt.
   *
   * @param due the next attempt; null: the delivery is settled
   */
  record Attempt(
      Delivery delivery, Reception reception, State state, @Nullable Instant due, Instant at) {}

  private final DataSource dataSource;
  private final Duration disabledAfter;

  /**
   * @param disabledAfter a webhook all of whose attempts failed for so long is disabled
   */
  OutboxStore(DataSource dataSource, Duration disabledAfter) {
    this.dataSource = dataSource;
    this.disabledAfter = disabledAfter;
  }

  /**
   * Takes what is due, oldest first; what another process takes at the same time is skipped.
   *
   * @param room how many of each webhook
   * @param lost when an attempt that was never recorded is repeated
   */
  List<Delivery> claim(Map<Long, Integer> room, Instant now, Instant lost) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(CLAIM)) {
      List<Map.Entry<Long, Integer>> wanted = List.copyOf(room.entrySet());
      statement.setArray(
          1, connection.createArrayOf("int8", wanted.stream().map(Map.Entry::getKey).toArray()));
      statement.setArray(
          2, connection.createArrayOf("int4", wanted.stream().map(Map.Entry::getValue).toArray()));
      statement.setObject(3, utc(now));
      statement.setObject(4, utc(lost));
      return all(statement);
    }
  }

  /** Notes what came of attempts, and how their webhooks fare, in one transaction. */
  void record(List<Attempt> attempts) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        recordAttempts(connection, attempts);
        for (Health health : Health.of(attempts)) {
          record(connection, health);
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

  /**
   * A place in a list: before it everything was shown.
   *
   * @param at when the delivery is due, or was settled
   */
  record Place(Instant at, long id) {
    static final Place FIRST_PENDING = new Place(Instant.EPOCH, 0);
    static final Place LATEST = new Place(Instant.parse("9999-01-01T00:00:00Z"), Long.MAX_VALUE);
  }

  /** What waits for a webhook, next first. */
  List<Delivery> pending(long webhook, Place after, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(PENDING)) {
      statement.setLong(1, webhook);
      statement.setObject(2, utc(after.at()));
      statement.setLong(3, after.id());
      statement.setInt(4, limit);
      return all(statement);
    }
  }

  /** What was delivered to a webhook, or given up, latest first. */
  List<Delivery> finished(long webhook, State state, Place before, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(FINISHED)) {
      statement.setLong(1, webhook);
      statement.setInt(2, state.number());
      statement.setObject(3, utc(before.at()));
      statement.setLong(4, before.id());
      statement.setInt(5, limit);
      return all(statement);
    }
  }

  /** Queues one delivery again, whatever became of it; false when there is none. */
  boolean redeliver(long webhook, long delivery, Instant now) throws SQLException {
    return update(REDELIVER, utc(now), webhook, delivery) == 1;
  }

  /** Queues dead letters again, at most so many, oldest first; how many there were. */
  int redeliverDead(long webhook, Instant since, int limit, Instant now) throws SQLException {
    return update(REDELIVER_DEAD, utc(now), webhook, utc(since), limit);
  }

  /** Gives up what waits for a disabled webhook since before an instant; how many. */
  int expire(Instant queuedBefore, int limit, Instant now) throws SQLException {
    return update(EXPIRE, utc(now), utc(now), utc(queuedBefore), limit, limit);
  }

  /** Removes what was settled before an instant; how many. */
  int purge(State state, Instant finishedBefore, int limit) throws SQLException {
    return update(PURGE, state.number(), utc(finishedBefore), limit, limit);
  }

  /** Removes deliveries of deleted webhooks; how many. */
  int purgeDeleted(int limit) throws SQLException {
    return update(PURGE_DELETED, limit, limit);
  }

  /** Removes webhooks deleted before an instant that have no deliveries left. */
  int removeDeleted(Instant before) throws SQLException {
    return update(REMOVE_DELETED, utc(before));
  }

  private static void recordAttempts(Connection connection, List<Attempt> attempts)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(RECORD)) {
      int size = attempts.size();
      Long[] ids = new Long[size];
      Integer[] numbers = new Integer[size];
      Integer[] states = new Integer[size];
      Long[] dues = new Long[size];
      Long[] ats = new Long[size];
      Integer[] statuses = new Integer[size];
      @Nullable String[] errors = new String[size];
      for (int i = 0; i < size; i++) {
        Attempt attempt = attempts.get(i);
        ids[i] = attempt.delivery().id();
        numbers[i] = attempt.delivery().attempts();
        states[i] = attempt.state().number();
        dues[i] = attempt.due() == null ? 0 : attempt.due().toEpochMilli();
        ats[i] = attempt.at().toEpochMilli();
        Integer status = attempt.reception().httpStatus();
        statuses[i] = status == null ? 0 : status;
        errors[i] = attempt.reception().complaint();
      }
      statement.setArray(1, connection.createArrayOf("int8", ids));
      statement.setArray(2, connection.createArrayOf("int4", numbers));
      statement.setArray(3, connection.createArrayOf("int4", states));
      statement.setArray(4, connection.createArrayOf("int8", dues));
      statement.setArray(5, connection.createArrayOf("int8", ats));
      statement.setArray(6, connection.createArrayOf("int4", statuses));
      statement.setArray(7, connection.createArrayOf("text", errors));
      statement.executeUpdate();
    }
  }

  private void record(Connection connection, Health health) throws SQLException {
    if (health.complaint() == null) {
      try (PreparedStatement statement = connection.prepareStatement(WELL)) {
        statement.setArray(1, connection.createArrayOf("int8", new Long[] {health.webhook()}));
        statement.executeUpdate();
      }
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(FAILING)) {
      statement.setObject(1, utc(health.at()));
      statement.setObject(2, utc(health.at().minus(disabledAfter)));
      statement.setBoolean(3, health.gone());
      statement.setString(4, health.complaint());
      statement.setLong(5, health.webhook());
      statement.executeUpdate();
    }
  }

  private int update(String sql, Object... parameters) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement.executeUpdate();
    }
  }

  private static List<Delivery> all(PreparedStatement statement) throws SQLException {
    List<Delivery> deliveries = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        deliveries.add(delivery(row));
      }
    }
    return deliveries;
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    return new Delivery(
        row.getLong("id"),
        row.getLong("webhook_id"),
        change(row),
        instant(row, "queued_at").orElseThrow(),
        row.getInt("attempts"),
        new Delivery.Progress(
            State.ofNumber(row.getInt("state")),
            row.getBoolean("under_way"),
            instant(row, "due_at").orElseThrow(),
            row.getObject("last_status", Integer.class),
            row.getString("last_error"),
            instant(row, "finished_at").orElse(null)));
  }

  /** What happened, from a row with the columns of {@code webhook_delivery}. */
  static Delivery.StatusChange change(ResultSet row) throws SQLException {
    Integer from = row.getObject("from_status", Integer.class);
    String template = row.getString("template");
    return new Delivery.StatusChange(
        row.getLong("event_id"),
        row.getInt("writer"),
        row.getLong("change_no"),
        row.getString("event_type"),
        from == null ? null : EventStatus.ofNumber(from),
        EventStatus.ofNumber(row.getInt("to_status")),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("cause"),
        row.getString("reason"),
        row.getString("external_id"),
        row.getString("correlation_id"),
        template == null ? null : new Delivery.Template(template, row.getInt("template_version")));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /**
   * How a webhook fared in a group of attempts.
   *
   * @param complaint of its last failure; null: one of its attempts succeeded
   */
  private record Health(long webhook, Instant at, boolean gone, @Nullable String complaint) {
    static Collection<Health> of(List<Attempt> attempts) {
      Map<Long, Health> byWebhook = new java.util.TreeMap<>();
      for (Attempt attempt : attempts) {
        Health now =
            new Health(
                attempt.delivery().webhook(),
                attempt.at(),
                attempt.reception() instanceof Reception.Refused refused && refused.gone(),
                attempt.reception().complaint());
        byWebhook.merge(now.webhook(), now, Health::and);
      }
      return byWebhook.values();
    }

    /** Gone is gone; else one success is enough. */
    private Health and(Health other) {
      if (gone) {
        return this;
      }
      return other.gone || complaint != null ? other : this;
    }
  }
}
