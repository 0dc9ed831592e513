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
        SELECT * FROM unnest(?::bigint[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::bigint[])
        WITH ORDINALITY AS w (id, kind, to_status, cause, reason, by, at, n)
      ), done AS (
        SELECT t.event_id FROM event_transition t JOIN wish w ON w.id = t.event_id
        WHERE t.event_id BETWEEN ? AND ? AND t.writer = ? AND t.change_no >= ?
      ), allowed AS (
        SELECT e.id, e.status AS from_status, w.kind, w.to_status, w.cause, w.reason, w.by, w.at, w.n
        FROM wish w JOIN event e ON e.id = w.id
        WHERE e.id BETWEEN ? AND ?
          AND NOT EXISTS (SELECT FROM done)
          AND CASE w.kind
            WHEN 'CANCEL' THEN e.open AND NOT e.in_flight
            WHEN 'REPROCESS' THEN e.status IN (5, 7)
            WHEN 'PAUSE' THEN e.status = 0 AND e.claimed_by IS NULL
            WHEN 'EXPIRE' THEN e.paused_for = w.by AND e.expiration <= at_millis(w.at)
            ELSE e.paused_for = w.by -- RESUME, WITHDRAW
          END
        FOR UPDATE OF e
      ), numbered AS (
        SELECT a.*, ?::bigint + row_number() OVER (ORDER BY n) - 1 AS change_no FROM allowed a
      ), changed AS (
        UPDATE event e SET
          status = n.to_status,
          open = n.to_status IN (0, 8),
          claimed_by = NULL, -- whoever has it in hand can write nothing about it any more
          due_at = CASE n.kind WHEN 'REPROCESS' THEN greatest(at_millis(n.at), e.scheduled) ELSE e.due_at END,
          error_count = CASE n.kind WHEN 'REPROCESS' THEN 0 ELSE e.error_count END,
          reason = n.reason,
          -- after a pause it is rendered with what is live by then (EV-41)
          template = CASE n.kind WHEN 'RESUME' THEN NULL ELSE e.template END,
          template_version = CASE n.kind WHEN 'RESUME' THEN NULL ELSE e.template_version END,
          paused_for = CASE n.kind WHEN 'PAUSE' THEN n.by END,
          paused_at = CASE n.kind WHEN 'PAUSE' THEN at_millis(n.at) END,
          paused_millis = e.paused_millis
            + coalesce(extract(epoch FROM greatest(at_millis(n.at) - e.paused_at, interval '0')) * 1000, 0)::bigint,
          finished_at = CASE WHEN n.to_status NOT IN (0, 8) THEN at_millis(n.at) END,
          last_modified = at_millis(n.at),
          last_writer = ?::int,
          last_change = n.change_no
        FROM numbered n
        WHERE e.id = n.id AND e.id BETWEEN ? AND ?
      ), noted AS (
        INSERT INTO event_transition (event_id, writer, change_no, at, from_status, to_status, cause)
        SELECT id, ?::int, change_no, at_millis(at), from_status, to_status, cause FROM numbered
      ), logged AS (
        UPDATE delivery_log d SET
          status = CASE n.to_status WHEN 3 THEN 0 ELSE 7 END,
          in_flight = false, next_retry = NULL, last_modified = at_millis(n.at)
        FROM numbered n
        WHERE d.event_id = n.id AND d.event_id BETWEEN ? AND ? AND n.to_status NOT IN (0, 8)
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
          .texts(wish -> wish.intervention().kind().name())
          .ints(wish -> wish.intervention().kind().toStatus())
          .texts(wish -> wish.intervention().cause())
          .texts(wish -> wish.intervention().reason())
          .texts(wish -> wish.intervention().by())
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
