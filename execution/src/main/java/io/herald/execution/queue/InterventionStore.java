package io.herald.execution.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The statement behind {@link Intervention}s: all of a group at once, within the ledger's
 * transaction and numbers. May be repeated when nobody knows whether it happened.
 */
final class InterventionStore {
  // The rows are locked before they are numbered, so that the numbers have no gaps; a row another
  // process is changing is waited for, and judged by what it has become.
  // What is found under our numbers was done by an earlier try; then it was done entirely.
  private static final String INTERVENE =
      """
      WITH wish AS (
        SELECT * FROM unnest(?::bigint[], ?::int[], ?::text[], ?::bigint[])
        WITH ORDINALITY AS w (id, to_status, cause, at, n)
      ), done AS (
        SELECT t.event_id FROM event_transition t JOIN wish w ON w.id = t.event_id
        WHERE t.event_id BETWEEN ? AND ? AND t.writer = ? AND t.change_no >= ?
      ), allowed AS (
        SELECT e.id, e.status AS from_status, w.to_status, w.cause, w.at, w.n
        FROM wish w JOIN event e ON e.id = w.id
        WHERE e.id BETWEEN ? AND ?
          AND NOT EXISTS (SELECT FROM done)
          AND (w.to_status = 9 AND e.open AND NOT e.in_flight
            OR w.to_status = 0 AND e.status IN (5, 7))
        FOR UPDATE OF e
      ), numbered AS (
        SELECT a.*, ?::bigint + row_number() OVER (ORDER BY n) - 1 AS change_no FROM allowed a
      ), changed AS (
        UPDATE event e SET
          status = n.to_status,
          open = n.to_status = 0,
          claimed_by = NULL, -- whoever has it in hand can write nothing about it any more
          due_at = CASE n.to_status WHEN 0 THEN greatest(at_millis(n.at), e.scheduled) ELSE e.due_at END,
          error_count = CASE n.to_status WHEN 0 THEN 0 ELSE e.error_count END,
          reason = CASE n.to_status WHEN 9 THEN 'cancelled' END,
          finished_at = CASE n.to_status WHEN 9 THEN at_millis(n.at) END,
          last_modified = at_millis(n.at),
          last_writer = ?::int,
          last_change = n.change_no
        FROM numbered n
        WHERE e.id = n.id AND e.id BETWEEN ? AND ?
      ), noted AS (
        INSERT INTO event_transition (event_id, writer, change_no, at, from_status, to_status, cause)
        SELECT id, ?::int, change_no, at_millis(at), from_status, to_status, cause FROM numbered
      ), logged AS (
        UPDATE delivery_log d SET status = 7, next_retry = NULL, last_modified = at_millis(n.at)
        FROM numbered n
        WHERE d.event_id = n.id AND d.event_id BETWEEN ? AND ? AND n.to_status = 9
      )
      SELECT id FROM numbered UNION ALL SELECT event_id FROM done
      """;

  private record Wish(long id, Intervention intervention) {}

  private InterventionStore() {}

  /**
   * Carries out a group. An event named by several is given to the first.
   *
   * @param first the number of the first change
   * @return for each, the events that were changed; together they used up so many numbers
   */
  static List<Set<Long>> intervene(
      Connection connection, List<Intervention> group, int writer, long first) throws SQLException {
    Map<Long, Integer> whose = new LinkedHashMap<>();
    for (int i = 0; i < group.size(); i++) {
      for (long id : group.get(i).ids()) {
        whose.putIfAbsent(id, i);
      }
    }
    Map<Integer, Set<Long>> changed = new HashMap<>();
    for (long id : changed(connection, group, whose, writer, first)) {
      changed.computeIfAbsent(whose.getOrDefault(id, 0), i -> new HashSet<>()).add(id);
    }
    List<Set<Long>> answers = new ArrayList<>(group.size());
    for (int i = 0; i < group.size(); i++) {
      answers.add(changed.getOrDefault(i, Set.of()));
    }
    return answers;
  }

  private static List<Long> changed(
      Connection connection,
      List<Intervention> group,
      Map<Long, Integer> whose,
      int writer,
      long first)
      throws SQLException {
    List<Wish> wishes = new ArrayList<>(whose.size());
    whose.forEach((id, i) -> wishes.add(new Wish(id, group.get(i))));
    long lowest = Collections.min(whose.keySet());
    long highest = Collections.max(whose.keySet());
    try (PreparedStatement statement = connection.prepareStatement(INTERVENE)) {
      new Arrays<>(statement, wishes)
          .longs(Wish::id)
          .ints(wish -> wish.intervention().kind().toStatus())
          .texts(wish -> wish.intervention().cause())
          .instants(wish -> wish.intervention().at())
          .number(lowest)
          .number(highest)
          .number(writer)
          .number(first)
          .number(lowest)
          .number(highest)
          .number(first)
          .number(writer)
          .number(lowest)
          .number(highest)
          .number(writer)
          .number(lowest)
          .number(highest);
      List<Long> changed = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          changed.add(row.getLong(1));
        }
      }
      return changed;
    }
  }
}
