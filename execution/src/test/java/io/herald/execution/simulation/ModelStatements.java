package io.herald.execution.simulation;

import io.herald.execution.simulation.ModelStatement.ListOf;
import io.herald.execution.simulation.ModelTables.Line;
import io.herald.execution.simulation.ModelTables.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the pipeline's statements do, written once more. Each is found by words of its text. That it
 * does what PostgreSQL does is not believed but tested: {@link SameAsPostgresTest} carries out what
 * simulations did, and compares.
 */
final class ModelStatements {
  private static final Pattern NAMED_DAY = Pattern.compile("INSERT INTO event(_\\d+_\\d{8})");
  private static final Pattern CREATED = Pattern.compile("CREATE TABLE IF NOT EXISTS (\\S+)");
  private static final String[] APPENDED =
      ("id queue type wished_channel email mobile_phone registration_token mobile_app email_format origin"
              + " external_id correlation_id hash_ip_id language country scheduled expiration ctx_format"
              + " ctx received_by claimed_by due_at created")
          .split(" ");
  private static final String[] CHANGED =
      ("id claimed_by from_status to_status cause at reason next_try error_count routed_at prepared_at"
              + " handed_over_at attempt in_flight channel address template template_version message_id"
              + " delivery_status failure_type failure_reason answer paused_for")
          .split(" ");
  private static final Set<Long> OPEN = Set.of(0L, 1L, 8L);

  /** What one statement does. */
  interface Doing {
    ModelAnswer carryOut(ModelStatement statement) throws SQLException;
  }

  private final ModelTables tables;
  private final LongSupplier serverMillis;
  private final LongSupplier startedMillis;
  private final Map<String, Doing> known = new LinkedHashMap<>();
  private final Map<String, Doing> bySql = new HashMap<>();

  /**
   * @param serverMillis the server's clock
   * @param startedMillis when it was started
   */
  ModelStatements(ModelTables tables, LongSupplier serverMillis, LongSupplier startedMillis) {
    this.tables = tables;
    this.serverMillis = serverMillis;
    this.startedMillis = startedMillis;
    known.put("NULL, 0, 'accepted' FROM appended", this::append);
    known.put("'refused, no longer ours: '", this::change);
    known.put("FOR UPDATE OF e", new ModelIntervention(tables)::carryOut);
    known.put("RETURNING e.*", this::claim);
    known.put("id <> ALL (?)", this::releaseOrphans);
    known.put("claimed_by = NULL WHERE open AND claimed_by = ANY (?)", this::release);
    known.put("claimed_by = NULL, due_at = at_millis(?)", this::giveBack);
    known.put("coalesce(max(id), 0)", _ -> ModelAnswer.value(highestId()));
    known.put("FROM idempotency_key WHERE digest = ANY (?)", this::findKeys);
    known.put("INSERT INTO idempotency_key", this::takeKeys);
    known.put("INSERT INTO execution_instance", this::claimDatabase);
    known.put("SELECT id FROM execution_instance", _ -> ModelAnswer.value(tables.owner));
    known.put("INSERT INTO member", this::join);
    known.put("SET heartbeat_at", this::beat);
    known.put("pg_postmaster_start_time()", this::stale);
    known.put("SET ended_at = clock_timestamp()", this::end);
    known.put("pg_advisory_xact_lock", _ -> ModelAnswer.changed(0));
    known.put("CREATE TABLE IF NOT EXISTS", this::createPartition);
  }

  /** Whether it needs to be alone with what others changed and did not commit yet. */
  static boolean changes(ModelStatement statement) {
    return !statement.sql().startsWith("SELECT") || statement.says("pg_advisory_xact_lock");
  }

  /** Carries a statement out, entirely or not at all. */
  ModelAnswer carryOut(ModelStatement statement) throws SQLException {
    Doing doing = bySql.computeIfAbsent(statement.sql(), this::find);
    int mark = tables.mark();
    try {
      return doing.carryOut(statement);
    } catch (SQLException e) {
      tables.undoTo(mark);
      throw e;
    }
  }

  private Doing find(String sql) {
    return known.entrySet().stream()
        .filter(one -> sql.contains(one.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the model does not know: " + sql));
  }

  private static Row row(String[] columns, List<@Nullable Object> values) {
    Row row = new Row();
    for (int i = 0; i < columns.length; i++) {
      row.put(columns[i], values.get(i));
    }
    return row;
  }

  /** Milliseconds as an instant; 0 stands for none. */
  private static @Nullable Object atMillis(@Nullable Object millis) {
    return millis == null || ((Number) millis).longValue() == 0 ? null : millis;
  }

  private static @Nullable Object nullIf(@Nullable Object value, long none) {
    return value != null && ((Number) value).longValue() == none ? null : value;
  }

  private static @Nullable Object coalesce(@Nullable Object one, @Nullable Object other) {
    return one == null ? other : one;
  }

  private ModelAnswer append(ModelStatement statement) throws SQLException {
    boolean named = NAMED_DAY.matcher(statement.sql()).find();
    int writer = statement.integer(APPENDED.length);
    long number = statement.number(APPENDED.length + 1);
    int count = 0;
    for (List<@Nullable Object> values : statement.rows(0, APPENDED.length)) {
      Row fresh = row(APPENDED, values);
      long id = fresh.number("id");
      tables.requirePartition("event", id, named);
      if (!tables.events.containsKey(id)) {
        for (String instant : List.of("scheduled", "expiration", "due_at", "created")) {
          fresh.put(instant, atMillis(fresh.get(instant)));
        }
        fresh
            .with("wished_channel", nullIf(fresh.get("wished_channel"), -1))
            .with("claimed_by", nullIf(fresh.get("claimed_by"), 0))
            .with("status", 0)
            .with("open", true)
            .with("error_count", 0)
            .with("attempt", 0)
            .with("in_flight", false)
            .with("paused_millis", 0L)
            .with("last_modified", fresh.get("created"))
            .with("last_writer", writer)
            .with("last_change", number);
        tables.put(tables.events, id, fresh);
        tables.note(new Line(id, writer, number, fresh.number("created"), null, 0, "accepted"));
        count++;
      }
      number++;
    }
    return ModelAnswer.changed(count);
  }

  private ModelAnswer change(ModelStatement statement) throws SQLException {
    long first = statement.number(0);
    int end = 1 + CHANGED.length;
    int writer = statement.integer(end);
    boolean again = statement.flag(end + 3);
    List<Row> wanted = new ArrayList<>();
    for (List<@Nullable Object> values : statement.rows(1, end)) {
      wanted.add(row(CHANGED, values).with("change_no", first + wanted.size()));
    }
    Map<Long, Row> changed = new LinkedHashMap<>(); // a row is changed once by a statement
    for (Row change : wanted) {
      Row event = tables.events.get(change.number("id"));
      if (event != null
          && !changed.containsKey(change.number("id"))
          && may(change, event, writer)) {
        changed.put(change.number("id"), change);
      }
    }
    for (Row change : changed.values()) {
      Row event = Objects.requireNonNull(tables.events.get(change.number("id")));
      tables.put(tables.events, change.number("id"), after(change, event, writer));
    }
    for (Row change : wanted) {
      boolean made = changed.get(change.number("id")) == change;
      if (!again || !tables.noted(change.number("id"), writer, change.number("change_no"))) {
        tables.note(line(change, writer, made));
      }
    }
    for (Row change : changed.values()) {
      log(change);
    }
    return ModelAnswer.of(
        changed.values().stream()
            .<Map<String, Object>>map(c -> Map.of("change_no", c.number("change_no")))
            .toList());
  }

  private static boolean may(Row change, Row event, int writer) {
    return (event.get("claimed_by") != null
            && event.number("claimed_by") == change.number("claimed_by")
            && event.number("status") == change.number("from_status"))
        || (event.number("last_writer") == writer
            && event.number("last_change") == change.number("change_no"));
  }

  private static Row after(Row change, Row event, int writer) {
    long to = change.number("to_status");
    boolean message = change.get("message_id") != null;
    Row row =
        new Row(event)
            .with("status", change.get("to_status"))
            .with("open", OPEN.contains(to))
            .with(
                "claimed_by",
                change.number("next_try") == 0 && (to == 0 || to == 1)
                    ? event.get("claimed_by")
                    : null)
            .with("paused_for", change.get("paused_for"))
            .with("paused_at", change.get("paused_for") != null ? change.get("at") : null)
            .with("due_at", coalesce(atMillis(change.get("next_try")), event.get("due_at")))
            .with("error_count", change.get("error_count"))
            .with("reason", change.get("reason"))
            .with("template", coalesce(change.get("template"), event.get("template")))
            .with(
                "template_version",
                coalesce(nullIf(change.get("template_version"), 0), event.get("template_version")))
            .with("finished_at", OPEN.contains(to) ? null : change.get("at"))
            .with("last_modified", change.get("at"))
            .with("last_writer", writer)
            .with("last_change", change.get("change_no"));
    if (message) {
      row.with("attempt", change.get("attempt"));
    }
    if (message || to != 1) {
      row.with("in_flight", change.get("in_flight"));
    }
    for (String step : List.of("routed_at", "prepared_at", "handed_over_at")) {
      row.with(step, coalesce(atMillis(change.get(step)), event.get(step)));
    }
    return row;
  }

  private static Line line(Row change, int writer, boolean made) {
    int from = (int) change.number("from_status");
    String cause = Objects.requireNonNull(change.text("cause"));
    return new Line(
        change.number("id"),
        writer,
        change.number("change_no"),
        change.number("at"),
        from,
        made ? (int) change.number("to_status") : from,
        made ? cause : "refused, no longer ours: " + cause);
  }

  private void log(Row change) throws SQLException {
    long id = change.number("id");
    long to = change.number("to_status");
    Row before = tables.deliveryLog.get(id);
    if (change.get("message_id") == null) {
      if (before != null && !OPEN.contains(to)) {
        tables.put(
            tables.deliveryLog,
            id,
            new Row(before)
                .with("status", to == 4 ? 2 : to == 3 ? 0 : 7)
                .with("in_flight", false)
                .with("next_retry", null)
                .with("last_modified", change.get("at")));
      }
      return;
    }
    Row row = before == null ? new Row() : new Row(before);
    if (before == null) {
      row.with("event_id", id)
          .with("channel", change.get("channel"))
          .with("message_id", change.get("message_id"))
          .with("answer", null);
    }
    tables.put(
        tables.deliveryLog,
        id,
        row.with("address", change.get("address"))
            .with("template", change.get("template"))
            .with("template_version", change.get("template_version"))
            .with("status", change.get("delivery_status"))
            .with("failure_type", change.get("failure_type"))
            .with("failure_reason", change.get("failure_reason"))
            .with("answer", coalesce(change.get("answer"), row.get("answer")))
            .with("attempt", change.get("attempt"))
            .with("in_flight", change.get("in_flight"))
            .with("next_retry", atMillis(change.get("next_try")))
            .with("sent_at", atMillis(change.get("handed_over_at")))
            .with("last_modified", change.get("at")));
  }

  private ModelAnswer claim(ModelStatement statement) throws SQLException {
    int queue = statement.integer(0);
    long now = statement.number(1);
    int member = statement.integer(3);
    List<Row> due =
        tables.events.values().stream()
            .filter(
                e ->
                    e.flag("open")
                        && e.get("claimed_by") == null
                        && e.get("paused_for") == null
                        && e.number("queue") == queue
                        && e.number("due_at") <= now)
            .sorted(
                Comparator.<Row>comparingLong(e -> e.number("due_at"))
                    .thenComparingLong(e -> e.number("id")))
            .limit(statement.integer(2))
            .toList();
    List<Map<String, Object>> claimed = new ArrayList<>();
    for (Row event : due) {
      Row row = new Row(event).with("claimed_by", member);
      tables.put(tables.events, row.number("id"), row);
      claimed.add(row);
    }
    return ModelAnswer.of(claimed);
  }

  private ModelAnswer releaseOrphans(ModelStatement statement) throws SQLException {
    long createdBefore = statement.number(0);
    int member = statement.integer(1);
    Set<Object> held = new HashSet<>(statement.elements(2));
    return unclaim(
        e ->
            e.number("created") < createdBefore
                && ((e.number("claimed_by") == member && !held.contains(e.number("id")))
                    || !lives((int) e.number("claimed_by"))));
  }

  private boolean lives(int member) {
    Row row = tables.members.get(member);
    return row != null && row.get("ended_at") == null;
  }

  private ModelAnswer release(ModelStatement statement) throws SQLException {
    Set<Object> members = new HashSet<>(statement.elements(0));
    return unclaim(e -> members.contains((int) e.number("claimed_by")));
  }

  private interface Which {
    boolean matches(Row event);
  }

  private ModelAnswer unclaim(Which which) throws SQLException {
    int count = 0;
    for (Row event : new ArrayList<>(tables.events.values())) {
      if (event.flag("open") && event.get("claimed_by") != null && which.matches(event)) {
        tables.put(tables.events, event.number("id"), new Row(event).with("claimed_by", null));
        count++;
      }
    }
    return ModelAnswer.changed(count);
  }

  private ModelAnswer giveBack(ModelStatement statement) throws SQLException {
    Row event = tables.events.get(statement.number(1));
    if (event == null
        || !event.flag("open")
        || event.get("claimed_by") == null
        || event.number("claimed_by") != statement.integer(2)) {
      return ModelAnswer.changed(0);
    }
    tables.put(
        tables.events,
        event.number("id"),
        new Row(event).with("claimed_by", null).with("due_at", statement.value(0)));
    return ModelAnswer.changed(1);
  }

  private long highestId() {
    return tables.events.isEmpty() ? 0 : tables.events.lastKey();
  }

  private ModelAnswer findKeys(ModelStatement statement) {
    List<Map<String, Object>> found = new ArrayList<>();
    for (Object digest : statement.elements(0)) {
      Row row = tables.keys.get((UUID) Objects.requireNonNull(digest));
      if (row != null) {
        found.add(row);
      }
    }
    return ModelAnswer.of(found);
  }

  private ModelAnswer takeKeys(ModelStatement statement) throws SQLException {
    String[] columns = {"digest", "content", "event_id", "created"};
    int taken = 0;
    for (List<@Nullable Object> values : statement.rows(0, columns.length)) {
      Row fresh = row(columns, values);
      UUID digest = (UUID) Objects.requireNonNull(fresh.get("digest"));
      Row known = tables.keys.get(digest);
      if (known == null
          || known.number("event_id") == fresh.number("event_id")
          || known.number("created") <= fresh.number("created") - 86_400_000) {
        tables.put(tables.keys, digest, fresh);
        taken++;
      }
    }
    return ModelAnswer.changed(taken);
  }

  private ModelAnswer claimDatabase(ModelStatement statement) {
    if (tables.owner != 0) {
      return ModelAnswer.changed(0);
    }
    tables.owner(statement.integer(0));
    return ModelAnswer.changed(1);
  }

  private ModelAnswer join(ModelStatement statement) throws SQLException {
    Set<Long> taken = new HashSet<>();
    for (Row member : tables.members.values()) {
      if (member.get("ended_at") == null) {
        taken.add(member.number("slot"));
      }
    }
    for (int slot = 0; slot <= statement.integer(1); slot++) {
      if (!taken.contains((long) slot)) {
        int id = tables.nextMember();
        Row row =
            new Row()
                .with("id", id)
                .with("slot", slot)
                .with("node", statement.value(0))
                .with("heartbeat_at", serverMillis.getAsLong())
                .with("ended_at", null);
        tables.put(tables.members, id, row);
        return ModelAnswer.of(List.of(row));
      }
    }
    return ModelAnswer.of(List.of());
  }

  private ModelAnswer beat(ModelStatement statement) throws SQLException {
    Row member = tables.members.get(statement.integer(0));
    if (member == null || member.get("ended_at") != null) {
      return ModelAnswer.changed(0);
    }
    tables.put(
        tables.members,
        statement.integer(0),
        new Row(member).with("heartbeat_at", serverMillis.getAsLong()));
    return ModelAnswer.changed(1);
  }

  private ModelAnswer stale(ModelStatement statement) {
    long now = serverMillis.getAsLong();
    List<Map<String, Object>> found = new ArrayList<>();
    if (startedMillis.getAsLong() < now - statement.number(2)) {
      for (Row member : tables.members.values()) {
        if (member.get("ended_at") == null
            && member.number("id") != statement.number(0)
            && member.number("heartbeat_at") < now - statement.number(1)) {
          found.add(new Row().with("id", member.get("id")));
        }
      }
    }
    return ModelAnswer.of(found);
  }

  private ModelAnswer end(ModelStatement statement) throws SQLException {
    int count = 0;
    for (Object one : ((ListOf) statement.value(0)).elements()) {
      int id = (Integer) Objects.requireNonNull(one);
      Row member = tables.members.get(id);
      if (member != null && member.get("ended_at") == null) {
        tables.put(tables.members, id, new Row(member).with("ended_at", serverMillis.getAsLong()));
        count++;
      }
    }
    return ModelAnswer.changed(count);
  }

  private ModelAnswer createPartition(ModelStatement statement) {
    Matcher name = CREATED.matcher(statement.sql());
    if (name.find()) {
      tables.createPartition(name.group(1));
    }
    return ModelAnswer.changed(0);
  }
}
