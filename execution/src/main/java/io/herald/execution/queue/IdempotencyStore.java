package io.herald.execution.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * Stores groups of events some of which carry idempotency keys: keys and events in one transaction,
 * so that a key is remembered exactly when its event is on disk.
 *
 * <p>Two processes may get the same key at the same moment. Each looks keys up, judges, and then
 * claims the keys of what it is about to store; whoever claims second waits for the first to
 * commit, loses, and judges again, knowing the winner. Keys are claimed in their own order, so that
 * no two groups wait for each other.
 */
final class IdempotencyStore {
  private static final String FIND =
      "SELECT digest, content, event_id, created FROM idempotency_key WHERE digest = ANY (?)";

  // A key is ours when nobody has it, when it is forgotten by now, or when an earlier try of this
  // group wrote it.
  private static final String TAKE =
      """
      INSERT INTO idempotency_key AS k (digest, content, event_id, created)
      SELECT digest, content, event_id, at_millis(created)
      FROM unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::bigint[]) AS t (digest, content, event_id, created)
      ORDER BY digest
      ON CONFLICT (digest) DO UPDATE SET
        content = excluded.content, event_id = excluded.event_id, created = excluded.created
      WHERE k.event_id = excluded.event_id OR k.created <= excluded.created - interval '24 hours'
      """;

  private static final String FORGET =
      """
      DELETE FROM idempotency_key WHERE digest IN (
        SELECT digest FROM idempotency_key WHERE created < at_millis(?)
        ORDER BY created LIMIT ? FOR UPDATE SKIP LOCKED)
      """;

  /** More lost races than this in a row, and the group is handed back to be tried again later. */
  private static final int MOST_RACES = 20;

  /** Tells the writer to try again: a conflict with another transaction. */
  private static final String TRY_AGAIN = "40001";

  private final EventStore events;

  IdempotencyStore(EventStore events) {
    this.events = events;
  }

  /**
   * Stores what is new of a group.
   *
   * @param numbers gives change numbers for so many events; asked again for each try
   */
  Judgement append(List<Together> group, IntFunction<ChangeNumbers.Range> numbers)
      throws SQLException {
    for (int race = 0; race < MOST_RACES; race++) {
      try (Connection connection = events.connect()) {
        connection.setAutoCommit(false);
        try {
          Judgement judgement = Judgement.of(group, find(connection, keys(group)));
          if (take(connection, judgement.takenKeys())) {
            if (!judgement.fresh().isEmpty()) {
              events.append(connection, judgement.fresh(), numbers.apply(judgement.fresh().size()));
            }
            connection.commit();
            return judgement;
          }
          connection.rollback();
        } catch (SQLException | RuntimeException e) {
          rollback(connection, e);
          throw e;
        } finally {
          connection.setAutoCommit(true);
        }
      }
    }
    throw new SQLException("other processes were always faster with a key", TRY_AGAIN);
  }

  /**
   * Forgets keys of events accepted before an instant.
   *
   * @return how many; fewer than the limit when no more are left
   */
  int forget(Instant before, int limit) throws SQLException {
    try (Connection connection = events.connect();
        PreparedStatement statement = connection.prepareStatement(FORGET)) {
      statement.setLong(1, before.toEpochMilli());
      statement.setInt(2, limit);
      return statement.executeUpdate();
    }
  }

  private static Set<UUID> keys(List<Together> group) {
    Set<UUID> keys = new HashSet<>();
    for (Together together : group) {
      for (EventStore.Appending row : together.rows()) {
        if (row.key() != null) {
          keys.add(row.key().digest());
        }
      }
    }
    return keys;
  }

  private static Map<UUID, Judgement.Known> find(Connection connection, Set<UUID> keys)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setArray(1, connection.createArrayOf("uuid", keys.toArray()));
      Map<UUID, Judgement.Known> known = new HashMap<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          known.put(
              row.getObject("digest", UUID.class),
              new Judgement.Known(
                  row.getObject("content", UUID.class),
                  row.getLong("event_id"),
                  EventRows.instant(row, "created").toEpochMilli()));
        }
      }
      return known;
    }
  }

  /** False when another process has taken one of them meanwhile. */
  private static boolean take(Connection connection, Map<UUID, EventStore.Appending> keys)
      throws SQLException {
    if (keys.isEmpty()) {
      return true;
    }
    List<Map.Entry<UUID, EventStore.Appending>> taken = new ArrayList<>(keys.entrySet());
    taken.sort(Comparator.comparing(entry -> entry.getKey().toString()));
    int count = taken.size();
    UUID[] digests = new UUID[count];
    UUID[] contents = new UUID[count];
    Long[] ids = new Long[count];
    Long[] created = new Long[count];
    for (int i = 0; i < count; i++) {
      EventStore.Appending row = taken.get(i).getValue();
      digests[i] = taken.get(i).getKey();
      contents[i] = row.key() == null ? digests[i] : row.key().content();
      ids[i] = row.event().id();
      created[i] = row.event().created().toEpochMilli();
    }
    try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
      statement.setArray(1, connection.createArrayOf("uuid", digests));
      statement.setArray(2, connection.createArrayOf("uuid", contents));
      statement.setArray(3, connection.createArrayOf("int8", ids));
      statement.setArray(4, connection.createArrayOf("int8", created));
      return statement.executeUpdate() == count;
    }
  }

  private static void rollback(Connection connection, Exception why) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }
}
