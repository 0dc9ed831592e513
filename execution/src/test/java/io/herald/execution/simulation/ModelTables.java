package io.herald.execution.simulation;

import io.herald.message.event.EventIds;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tables of an execution instance as far as the pipeline changes them, in memory. Rows are
 * never changed but replaced, so that what was done can be undone.
 *
 * <p>Instants are milliseconds, as the statements hand them over.
 */
final class ModelTables {
  /** A row: its columns by name. */
  static final class Row extends LinkedHashMap<String, @Nullable Object> {
    private static final long serialVersionUID = 1L;

    Row() {}

    Row(Map<String, @Nullable Object> columns) {
      super(columns);
    }

    Row with(String column, @Nullable Object value) {
      put(column, value);
      return this;
    }

    long number(String column) {
      return get(column) instanceof Number number ? number.longValue() : 0;
    }

    boolean flag(String column) {
      return Boolean.TRUE.equals(get(column));
    }

    @Nullable String text(String column) {
      return (String) get(column);
    }
  }

  /** A line of the trail. */
  record Line(
      long event, int writer, long number, long at, @Nullable Integer from, int to, String cause) {
    boolean refused() {
      return cause.startsWith("refused, no longer ours");
    }
  }

  private record LineKey(long event, int writer, long number) {}

  final TreeMap<Long, Row> events = new TreeMap<>();
  final TreeMap<Long, Row> deliveryLog = new TreeMap<>();
  final TreeMap<UUID, Row> keys = new TreeMap<>(Comparator.comparing(UUID::toString));
  final TreeMap<Integer, Row> members = new TreeMap<>();
  final List<Line> trail = new ArrayList<>();
  private final Set<LineKey> lineKeys = new HashSet<>();
  private final Map<Long, List<Line>> trails = new HashMap<>();
  private final Set<String> partitions = new HashSet<>();
  private final Deque<Runnable> undo = new ArrayDeque<>();
  private int lastMember;
  int owner;

  /** The process that wrote with a writer's number. */
  @Nullable Object nodeOf(int writer) {
    Row member = members.get(writer / 2); // each member writes with two threads
    return member == null ? null : member.get("node");
  }

  /** How much there is to undo. */
  int mark() {
    return undo.size();
  }

  /** Undoes what was done since. */
  void undoTo(int mark) {
    while (undo.size() > mark) {
      undo.pop().run();
    }
  }

  /** What was done stays. */
  void keep() {
    undo.clear();
  }

  /** The trail of an event, in order of commit. */
  List<Line> trailOf(long event) {
    return trails.getOrDefault(event, List.of());
  }

  <K> void put(TreeMap<K, Row> table, K key, Row row) throws SQLException {
    if (table == events) {
      check(row);
    }
    Row before = table.put(key, row);
    undo.push(
        () -> {
          if (before == null) {
            table.remove(key);
          } else {
            table.put(key, before);
          }
        });
  }

  <K> void remove(TreeMap<K, Row> table, K key) {
    Row before = table.remove(key);
    if (before != null) {
      undo.push(() -> table.put(key, before));
    }
  }

  void note(Line line) throws SQLException {
    LineKey key = new LineKey(line.event(), line.writer(), line.number());
    if (!lineKeys.add(key)) {
      throw new SQLException("duplicate key in event_transition " + key, "23505");
    }
    trail.add(line);
    List<Line> own = trails.computeIfAbsent(line.event(), _ -> new ArrayList<>());
    own.add(line);
    undo.push(
        () -> {
          lineKeys.remove(key);
          trail.removeLast();
          own.removeLast();
        });
  }

  boolean noted(long event, int writer, long number) {
    return lineKeys.contains(new LineKey(event, writer, number));
  }

  void owner(int instance) {
    int before = owner;
    owner = instance;
    undo.push(() -> owner = before);
  }

  /** As an identity column: never given again, not even after it was undone. */
  int nextMember() {
    return ++lastMember;
  }

  void createPartition(String name) {
    if (partitions.add(name)) {
      undo.push(() -> partitions.remove(name));
    }
  }

  /** Whether there is room for an event. */
  void requirePartition(String table, long id, boolean named) throws SQLException {
    String day =
        "_"
            + EventIds.instanceOf(id)
            + "_"
            + DateTimeFormatter.BASIC_ISO_DATE.format(
                LocalDate.ofInstant(EventIds.timeOf(id), ZoneOffset.UTC));
    if (!partitions.contains(table + day)) {
      throw named
          ? new SQLException("relation " + table + day + " does not exist", "42P01")
          : new SQLException("no partition of " + table + " for " + id, "23514");
    }
  }

  /** The constraints of the event table. */
  private static void check(Row row) throws SQLException {
    int status = (int) row.number("status");
    boolean claimed = row.get("claimed_by") != null;
    boolean paused = row.get("paused_for") != null;
    if (row.flag("open") != (status == 0 || status == 1 || status == 8)
        || (claimed && !row.flag("open"))
        || (row.flag("in_flight") && status != 1)
        || (status == 1 && row.get("template") == null)
        || ((status == 8) != paused)
        || (paused != (row.get("paused_at") != null))
        || (paused && claimed)) {
      throw new SQLException("a constraint of event does not hold: " + row, "23514");
    }
  }
}
