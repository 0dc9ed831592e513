package io.herald.execution.queue;

import io.herald.message.event.NewEvent;
import io.herald.message.event.Queue;
import io.herald.message.status.EventStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Every statement that changes events. Each is one statement and one transaction for a whole group:
 * it happened entirely or not at all, and may be repeated when nobody knows which.
 */
public final class EventStore {
  private static final DaySql APPEND =
      new DaySql(
          """
      WITH fresh AS (
        SELECT * FROM unnest(
          ?::bigint[], ?::int[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[],
          ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[],
          ?::int[], ?::text[], ?::int[], ?::int[], ?::bigint[], ?::bigint[])
        WITH ORDINALITY AS f (
          id, queue, type, wished_channel, email, mobile_phone, registration_token, mobile_app, email_format,
          origin, external_id, correlation_id, hash_ip_id, language, country, scheduled, expiration,
          ctx_format, ctx, received_by, claimed_by, due_at, created, n)
      ), appended AS (
        INSERT INTO event{day} (
          id, queue, type, wished_channel, email, mobile_phone, registration_token, mobile_app, email_format,
          origin, external_id, correlation_id, hash_ip_id, language, country, scheduled, expiration,
          ctx_format, ctx, received_by, status, open, claimed_by, due_at, created, last_modified,
          last_writer, last_change)
        SELECT
          id, queue, type, nullif(wished_channel, -1), email, mobile_phone, registration_token, mobile_app, email_format,
          origin, external_id, correlation_id, hash_ip_id, language, country, at_millis(scheduled), at_millis(expiration),
          ctx_format, ctx, received_by, 0, true, nullif(claimed_by, 0), at_millis(due_at), at_millis(created),
          at_millis(created), ?::int, ?::bigint + n - 1
        FROM fresh
        ON CONFLICT DO NOTHING -- a repetition
        RETURNING id, last_writer, last_change, created
      )
      INSERT INTO event_transition{day} (event_id, writer, change_no, at, from_status, to_status, cause)
      SELECT id, last_writer, last_change, created, NULL, 0, 'accepted' FROM appended
      """);

  // A change is refused when the claim is lost or the status is another one; the refusal is noted
  // in the trail (EV-60). A group may hold two changes of one event, when this process lost it and
  // claimed it again: what became of a change is known by its number, not by its event.
  private static final DaySql CHANGE =
      new DaySql(
          """
      WITH change AS (
        SELECT c.*, ?::bigint + n - 1 AS change_no
        FROM unnest(
          ?::bigint[], ?::int[], ?::int[], ?::int[], ?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::int[],
          ?::bigint[], ?::bigint[], ?::bigint[],
          ?::int[], ?::bool[], ?::int[], ?::text[], ?::text[], ?::int[], ?::text[], ?::int[], ?::int[], ?::int[], ?::text[],
          ?::text[])
        WITH ORDINALITY AS c (
          id, claimed_by, from_status, to_status, cause, at, reason, next_try, error_count,
          routed_at, prepared_at, handed_over_at,
          attempt, in_flight, channel, address, template, template_version, message_id, delivery_status,
          failure_type, failure_reason, answer, paused_for, n)
      ), changed AS (
        UPDATE event{day} e SET
          status = c.to_status,
          open = c.to_status IN (0, 1, 8),
          claimed_by = CASE WHEN c.next_try = 0 AND c.to_status IN (0, 1) THEN e.claimed_by END,
          paused_for = c.paused_for,
          paused_at = CASE WHEN c.paused_for IS NOT NULL THEN at_millis(c.at) END,
          due_at = coalesce(at_millis(c.next_try), e.due_at),
          error_count = c.error_count,
          attempt = CASE WHEN c.message_id IS NULL THEN e.attempt ELSE c.attempt END,
          -- an error before the next attempt says nothing about the last one
          in_flight = CASE WHEN c.message_id IS NULL AND c.to_status = 1 THEN e.in_flight ELSE c.in_flight END,
          reason = c.reason,
          template = coalesce(c.template, e.template),
          template_version = coalesce(nullif(c.template_version, 0), e.template_version),
          routed_at = coalesce(at_millis(c.routed_at), e.routed_at),
          prepared_at = coalesce(at_millis(c.prepared_at), e.prepared_at),
          handed_over_at = coalesce(at_millis(c.handed_over_at), e.handed_over_at),
          finished_at = CASE WHEN c.to_status NOT IN (0, 1, 8) THEN at_millis(c.at) END,
          last_modified = at_millis(c.at),
          last_writer = ?::int,
          last_change = c.change_no
        FROM change c
        WHERE e.id = c.id
          AND (e.claimed_by = c.claimed_by AND e.status = c.from_status
            OR e.last_writer = ? AND e.last_change = c.change_no) -- a repetition
        RETURNING c.*
      ), noted AS (
        INSERT INTO event_transition{day} (event_id, writer, change_no, at, from_status, to_status, cause)
        SELECT id, ?::int, change_no, at_millis(at), from_status, to_status, cause
        FROM (
          SELECT id, change_no, at, from_status, to_status, cause FROM changed
          UNION ALL
          SELECT id, change_no, at, from_status, from_status, 'refused, no longer ours: ' || cause
          FROM change WHERE change_no NOT IN (SELECT change_no FROM changed)) c
        WHERE NOT (? AND EXISTS (
          SELECT FROM event_transition{day} t
          WHERE t.event_id = c.id AND t.writer = ? AND t.change_no = c.change_no))
      ), logged AS (
        INSERT INTO delivery_log{day} AS d (
          event_id, channel, address, template, template_version, message_id, status, failure_type, failure_reason,
          answer, attempt, in_flight, next_retry, sent_at, last_modified)
        SELECT c.id, c.channel, c.address, c.template, c.template_version, c.message_id, c.delivery_status, c.failure_type,
          c.failure_reason, c.answer, c.attempt, c.in_flight, at_millis(c.next_try), at_millis(c.handed_over_at), at_millis(c.at)
        FROM changed c
        WHERE c.message_id IS NOT NULL
        ON CONFLICT (event_id) DO UPDATE SET
          -- after a pause it may be another version (EV-41)
          template = excluded.template, template_version = excluded.template_version, address = excluded.address, status = excluded.status, failure_type = excluded.failure_type,
          failure_reason = excluded.failure_reason, answer = coalesce(excluded.answer, d.answer),
          attempt = excluded.attempt, in_flight = excluded.in_flight, next_retry = excluded.next_retry,
          sent_at = excluded.sent_at, last_modified = excluded.last_modified
      ), closed AS ( -- settled without another attempt: no longer pending in the log
        UPDATE delivery_log{day} d SET
          status = CASE c.to_status WHEN 4 THEN 2 WHEN 3 THEN 0 ELSE 7 END,
          in_flight = false, next_retry = NULL, last_modified = at_millis(c.at)
        FROM changed c
        WHERE d.event_id = c.id AND c.message_id IS NULL AND c.to_status NOT IN (0, 1, 8)
      )
      SELECT change_no FROM changed
      """);

  private static final String CLAIM =
      """
      WITH due AS (
        SELECT id FROM event
        WHERE open AND claimed_by IS NULL AND paused_for IS NULL AND queue = ? AND due_at <= at_millis(?)
        ORDER BY due_at, id
        LIMIT ?
        FOR UPDATE SKIP LOCKED
      )
      UPDATE event e SET claimed_by = ?
      FROM due
      WHERE e.id = due.id
      RETURNING e.*
      """;

  // Claims nobody stands behind: ours of which we know nothing (a claim whose answer got lost), and
  // those a member made that
  // had ended already. Young rows are left alone: they may just be on their way between the list of
  // held ids and here.
  private static final String RELEASE_ORPHANS =
      """
      UPDATE event e SET claimed_by = NULL
      WHERE open AND claimed_by IS NOT NULL AND created < at_millis(?)
        AND (claimed_by = ? AND id <> ALL (?)
          OR NOT EXISTS (SELECT FROM member m WHERE m.id = e.claimed_by AND m.ended_at IS NULL))
      """;

  private static final String RELEASE =
      "UPDATE event SET claimed_by = NULL WHERE open AND claimed_by = ANY (?)";

  private static final String GIVE_BACK =
      "UPDATE event SET claimed_by = NULL, due_at = at_millis(?) WHERE id = ? AND claimed_by = ? AND open";

  private static final String HIGHEST_ID = "SELECT coalesce(max(id), 0) FROM event";

  private final DataSource dataSource;

  public EventStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * A new event on its way into the table.
   *
   * @param claimed false when it is left for anybody to claim: not due yet, or no room in memory
   * @param key by which repetitions of it are known; null when it has none
   */
  record Appending(QueuedEvent event, boolean claimed, Instant due, @Nullable IdempotencyKey key) {
    Appending unclaimed() {
      return new Appending(event, false, due, key);
    }
  }

  /** A connection of the pool, for what belongs into one transaction with events. */
  Connection connect() throws SQLException {
    return dataSource.getConnection();
  }

  /** Stores new events. */
  void append(List<Appending> fresh, ChangeNumbers.Range numbers) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      append(connection, fresh, numbers);
    }
  }

  /** Stores new events in somebody's transaction. */
  void append(Connection connection, List<Appending> fresh, ChangeNumbers.Range numbers)
      throws SQLException {
    long lowest = fresh.stream().mapToLong(a -> a.event().id()).min().orElseThrow();
    long highest = fresh.stream().mapToLong(a -> a.event().id()).max().orElseThrow();
    try (PreparedStatement statement = connection.prepareStatement(APPEND.over(lowest, highest))) {
      new Arrays<>(statement, fresh)
          .longs(a -> a.event().id())
          .ints(a -> of(a).queue().number())
          .texts(a -> of(a).type())
          .ints(a -> wishedChannel(of(a).address()))
          .texts(a -> of(a).address().email())
          .texts(a -> of(a).address().mobilePhone())
          .texts(a -> of(a).address().registrationToken())
          .texts(a -> of(a).address().mobileApp())
          .ints(a -> of(a).attributes().emailFormat().number())
          .texts(a -> of(a).attributes().origin())
          .texts(a -> of(a).attributes().externalId())
          .texts(a -> of(a).attributes().correlationId())
          .texts(a -> of(a).attributes().hashIpId())
          .texts(a -> of(a).attributes().language())
          .texts(a -> of(a).attributes().country())
          .instants(a -> of(a).scheduled())
          .instants(a -> of(a).expiration())
          .ints(a -> of(a).context().format().number())
          .texts(a -> of(a).context().text())
          .ints(a -> of(a).receivedBy().number())
          .ints(a -> a.claimed() ? a.event().claimedBy() : 0)
          .instants(Appending::due)
          .instants(a -> a.event().created())
          .number(numbers.writer())
          .number(numbers.first());
      statement.execute();
    }
  }

  /** Writes changes; for each, in the same order, whether it was made or refused. */
  List<Boolean> change(List<Change> changes, ChangeNumbers.Range numbers) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return change(connection, changes, numbers);
    }
  }

  /** Writes changes in somebody's transaction. */
  List<Boolean> change(Connection connection, List<Change> changes, ChangeNumbers.Range numbers)
      throws SQLException {
    long lowest = changes.stream().mapToLong(c -> c.event().id()).min().orElseThrow();
    long highest = changes.stream().mapToLong(c -> c.event().id()).max().orElseThrow();
    try (PreparedStatement statement = connection.prepareStatement(CHANGE.over(lowest, highest))) {
      new Arrays<>(statement, changes)
          .number(numbers.first())
          .longs(c -> c.event().id())
          .ints(c -> c.event().claimedBy())
          .ints(c -> c.event().status().number())
          .ints(c -> c.to().number())
          .texts(Change::cause)
          .instants(Change::at)
          .texts(Change::reason)
          .instants(Change::nextTry)
          .ints(Change::errorCount)
          .instants(c -> c.times().routed())
          .instants(c -> c.times().prepared())
          .instants(c -> c.times().handedOver())
          .ints(c -> c.message() == null ? 0 : c.message().attempt())
          .flags(c -> c.message() != null && c.message().inFlight())
          .ints(c -> c.message() == null ? 0 : c.message().channel().number())
          .texts(c -> c.message() == null ? null : c.message().address())
          .texts(c -> c.message() == null ? null : c.message().template())
          .ints(c -> c.message() == null ? 0 : c.message().version())
          .texts(c -> c.message() == null ? null : c.message().messageId())
          .ints(c -> c.message() == null ? 0 : c.message().status().number())
          .ints(c -> c.message() == null ? 0 : c.message().failureType().number())
          .ints(c -> c.message() == null ? 0 : c.message().failureReason().number())
          .texts(c -> c.message() == null ? null : c.message().answer())
          .texts(Change::pausedFor)
          .number(numbers.writer())
          .number(numbers.writer())
          .number(numbers.writer())
          .flag(numbers.again())
          .number(numbers.writer());
      Set<Long> changed = new HashSet<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          changed.add(rows.getLong(1));
        }
      }
      return LongStream.range(numbers.first(), numbers.first() + changes.size())
          .mapToObj(changed::contains)
          .toList();
    }
  }

  /**
   * Claims events that are due, oldest first, for a member; other processes' claims are skipped,
   * not waited for.
   */
  List<QueuedEvent> claim(Queue queue, Instant now, int limit, int member) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(CLAIM)) {
      statement.setInt(1, queue.number());
      statement.setLong(2, now.toEpochMilli());
      statement.setInt(3, limit);
      statement.setInt(4, member);
      List<QueuedEvent> claimed = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          claimed.add(claimedEvent(row, member));
        }
      }
      return claimed;
    }
  }

  /**
   * Gives up claims nobody stands behind, on events created before an instant; how many there were.
   */
  int releaseOrphans(int member, HeldEvents held, Instant createdBefore) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(RELEASE_ORPHANS)) {
      statement.setLong(1, createdBefore.toEpochMilli());
      statement.setInt(2, member);
      statement.setArray(3, connection.createArrayOf("int8", held.ids()));
      return statement.executeUpdate();
    }
  }

  /** Gives up the claim on one event, which may be claimed again from an instant on. */
  public void giveBack(QueuedEvent event, Instant due) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(GIVE_BACK)) {
      statement.setLong(1, due.toEpochMilli());
      statement.setLong(2, event.id());
      statement.setInt(3, event.claimedBy());
      statement.executeUpdate();
    }
  }

  /** Gives up the claims of members; their open events may be claimed by anybody again. */
  static int releaseClaims(Connection connection, Collection<Integer> members) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(RELEASE)) {
      statement.setArray(1, connection.createArrayOf("int4", members.toArray()));
      return statement.executeUpdate();
    }
  }

  /** The highest id stored; 0 in an empty database. */
  static long highestId(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HIGHEST_ID);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static QueuedEvent claimedEvent(ResultSet row, int member) throws SQLException {
    String template = row.getString("template");
    return new QueuedEvent(
        row.getLong("id"),
        EventRows.event(row),
        member,
        EventStatus.ofNumber(row.getInt("status")),
        row.getInt("error_count"),
        row.getInt("attempt"),
        row.getBoolean("in_flight"),
        template == null
            ? null
            : new QueuedEvent.PreparedWith(template, row.getInt("template_version")),
        EventRows.instant(row, "created"),
        Duration.ofMillis(row.getLong("paused_millis")));
  }

  private static NewEvent of(Appending appending) {
    return appending.event().event();
  }

  private static int wishedChannel(NewEvent.Address address) {
    return address.wishedChannel() == null ? -1 : address.wishedChannel().number();
  }
}
