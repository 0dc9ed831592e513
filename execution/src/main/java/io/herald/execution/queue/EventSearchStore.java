package io.herald.execution.queue;

import io.herald.message.channel.Channel;
import io.herald.message.event.EventIds;
import io.herald.message.status.EventStatus;
import io.herald.platform.database.DatabaseUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The statements behind {@link EventSearch}. Ids are ordered by time, so a window of time is a
 * range of ids: the planner leaves out the days that cannot hold anything and reads the rest in the
 * order of the primary key.
 *
 * <p>Address and external id have no index: each change of an event's row would write it again. One
 * undisturbed run over 50,000 events in groups of 100 gave, per event, 42 µs for the append and 118
 * µs for barrier and outcome without; 52 and 144 µs with indexes on both; 45 and 130 µs with one on
 * the external id alone. One run is no proof: measure again before adding either.
 */
public final class EventSearchStore implements EventSearch {
  // All but the context, which may be a mebibyte each.
  private static final String LISTED =
      """
      SELECT id, queue, type, wished_channel, email, mobile_phone, registration_token, mobile_app,
        email_format, origin, external_id, correlation_id, hash_ip_id, language, country, scheduled,
        expiration, ctx_format, '' AS ctx, received_by, status, reason, error_count, attempt, template,
        template_version, created, due_at, routed_at, prepared_at, handed_over_at, finished_at, last_modified
      FROM event e
      """;

  // An unused condition compares null with null. The order and the bounds are those of the key.
  private static final String WHERE =
      """
      WHERE e.id > ? AND e.id < ?
        AND e.received_by <> 6 -- a proof is no event
        AND (?::bigint IS NULL OR e.created >= at_millis(?))
        AND (?::bigint IS NULL OR e.created < at_millis(?))
        AND (?::text IS NULL OR e.type = ?)
        AND (?::int[] IS NULL OR e.status = ANY (?))
        AND (?::int IS NULL OR e.queue = ?)
      """;

  private static final String BY_ADDRESS = " AND (lower(e.email) = lower(?) OR e.mobile_phone = ?)";
  private static final String BY_EXTERNAL_ID = " AND e.external_id = ?";

  private static final String STANDINGS =
      """
      SELECT id, status, reason, last_modified FROM event
      WHERE id = ANY (?) AND received_by <> 6 -- a proof is no event
      ORDER BY id
      """;

  private static final String MESSAGE = "SELECT * FROM delivery_log WHERE event_id = ?";

  /** A search that takes longer is given up: it would read a great part of the table. */
  private static final Duration TIME_LIMIT = Duration.ofSeconds(5);

  private static final String QUERY_CANCELLED = "57014";

  /** Ids run ahead of the clock when many are given at once; never by so much. */
  private static final Duration IDS_RUN_AHEAD = Duration.ofMinutes(5);

  private final DataSource dataSource;
  private final int instance;

  /**
   * @param instance the execution instance, whose ids these are
   */
  public EventSearchStore(DataSource dataSource, int instance) {
    this.dataSource = dataSource;
    this.instance = instance;
  }

  @Override
  public List<StoredEvent> list(EventFilter filter, @Nullable Long beforeId, int limit) {
    String sql = LISTED + where(filter) + " ORDER BY e.id DESC LIMIT ?";
    long below = beforeId == null ? above(filter.to()) : Math.min(beforeId, above(filter.to()));
    List<StoredEvent> found = new ArrayList<>();
    search(sql, filter, below, limit, row -> found.add(EventLookupStore.storedEvent(row)));
    return found;
  }

  @Override
  public List<Long> ids(EventFilter filter, int limit) {
    String sql = "SELECT e.id FROM event e " + where(filter) + " ORDER BY e.id LIMIT ?";
    List<Long> found = new ArrayList<>();
    search(sql, filter, above(filter.to()), limit, row -> found.add(row.getLong(1)));
    return found;
  }

  @Override
  public List<Standing> standings(List<Long> ids) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(STANDINGS)) {
      statement.setArray(1, connection.createArrayOf("int8", ids.toArray()));
      List<Standing> standings = new ArrayList<>(ids.size());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          standings.add(
              new Standing(
                  row.getLong("id"),
                  EventStatus.ofNumber(row.getInt("status")),
                  row.getString("reason"),
                  EventRows.instant(row, "last_modified")));
        }
      }
      return standings;
    } catch (SQLException e) {
      throw new DatabaseUnavailableException(e);
    }
  }

  @Override
  public Optional<LoggedMessage> message(long id) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(MESSAGE)) {
      statement.setLong(1, id);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(message(row)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new DatabaseUnavailableException(e);
    }
  }

  private static LoggedMessage message(ResultSet row) throws SQLException {
    return new LoggedMessage(
        Channel.ofNumber(row.getInt("channel")).orElse(Channel.OTHER),
        row.getString("address"),
        row.getString("template"),
        row.getInt("template_version"),
        row.getString("message_id"),
        row.getInt("status"),
        row.getInt("failure_type"),
        row.getInt("failure_reason"),
        row.getString("answer"),
        row.getInt("attempt"),
        row.getBoolean("in_flight"),
        EventRows.instantOrNull(row, "next_retry"),
        EventRows.instantOrNull(row, "sent_at"),
        EventRows.instant(row, "last_modified"));
  }

  private static String where(EventFilter filter) {
    return WHERE
        + (filter.address() == null ? "" : BY_ADDRESS)
        + (filter.externalId() == null ? "" : BY_EXTERNAL_ID);
  }

  private interface Row {
    void read(ResultSet row) throws SQLException;
  }

  private void search(String sql, EventFilter filter, long below, int limit, Row each) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement bound = connection.createStatement();
          PreparedStatement statement = connection.prepareStatement(sql)) {
        bound.execute("SET LOCAL statement_timeout = " + TIME_LIMIT.toMillis());
        int next = bind(statement, filter, below);
        statement.setInt(next, limit);
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            each.read(row);
          }
        }
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      if (QUERY_CANCELLED.equals(e.getSQLState())) {
        throw new SearchTooLongException(e);
      }
      throw new DatabaseUnavailableException(e);
    }
  }

  /** Binds all but the limit; the number of the next parameter. */
  private int bind(PreparedStatement statement, EventFilter filter, long below)
      throws SQLException {
    @Nullable Integer queue = filter.queue() == null ? null : filter.queue().number();
    int next = 1;
    statement.setLong(next++, below(filter.from()));
    statement.setLong(next++, below);
    next = twice(statement, next, millis(filter.from()));
    next = twice(statement, next, millis(filter.to()));
    next = twice(statement, next, filter.type());
    next = twice(statement, next, statuses(statement, filter));
    next = twice(statement, next, queue);
    if (filter.address() != null) {
      next = twice(statement, next, filter.address());
    }
    if (filter.externalId() != null) {
      statement.setString(next++, filter.externalId());
    }
    return next;
  }

  private static int twice(PreparedStatement statement, int next, @Nullable Object value)
      throws SQLException {
    statement.setObject(next, value);
    statement.setObject(next + 1, value);
    return next + 2;
  }

  private static @Nullable Object statuses(PreparedStatement statement, EventFilter filter)
      throws SQLException {
    return filter.statuses().isEmpty()
        ? null
        : statement
            .getConnection()
            .createArrayOf("int4", filter.statuses().stream().map(EventStatus::number).toArray());
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  /** An id smaller than all of events accepted at an instant or later. */
  private long below(@Nullable Instant from) {
    return EventIds.lowestAt(instance, from == null ? Instant.EPOCH : from) - 1;
  }

  /** An id greater than all of events accepted before an instant. */
  private long above(@Nullable Instant to) {
    return to == null
        ? EventIds.lowestAt(instance + 1, Instant.EPOCH) - 1
        : EventIds.lowestAt(instance, to.plus(IDS_RUN_AHEAD));
  }
}
