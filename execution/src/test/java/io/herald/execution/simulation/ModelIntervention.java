package io.herald.execution.simulation;

import io.herald.execution.simulation.ModelTables.Line;
import io.herald.execution.simulation.ModelTables.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people want done with events, as the database does it. */
final class ModelIntervention {
  private static final Set<Long> OPEN = Set.of(0L, 8L);

  private final ModelTables tables;

  ModelIntervention(ModelTables tables) {
    this.tables = tables;
  }

  ModelAnswer carryOut(ModelStatement statement) throws SQLException {
    int writer = statement.integer(9);
    long first = statement.number(10);
    List<List<@Nullable Object>> wishes = statement.rows(0, 7);
    List<Map<String, Object>> answer = new ArrayList<>();
    for (Line line : tables.trail) {
      if (line.writer() == writer
          && line.number() >= first
          && wishes.stream().anyMatch(w -> number(w, 0) == line.event())) {
        answer.add(Map.of("id", line.event()));
      }
    }
    if (!answer.isEmpty()) {
      return ModelAnswer.of(answer); // done by an earlier try
    }
    long number = first;
    for (List<@Nullable Object> wish : wishes) {
      Row event = tables.events.get(number(wish, 0));
      if (event != null && allowed(wish, event)) {
        carryOut(wish, event, writer, number++);
        answer.add(Map.of("id", number(wish, 0)));
      }
    }
    return ModelAnswer.of(answer);
  }

  private static boolean allowed(List<@Nullable Object> wish, Row event) {
    Object by = wish.get(5);
    return switch (String.valueOf(wish.get(1))) {
      case "CANCEL" -> event.flag("open") && !event.flag("in_flight");
      case "REPROCESS" -> event.number("status") == 5 || event.number("status") == 7;
      case "PAUSE" -> event.number("status") == 0 && event.get("claimed_by") == null;
      case "EXPIRE" ->
          Objects.equals(event.get("paused_for"), by)
              && event.get("expiration") != null
              && event.number("expiration") <= number(wish, 6);
      default -> Objects.equals(event.get("paused_for"), by);
    };
  }

  private void carryOut(List<@Nullable Object> wish, Row event, int writer, long number)
      throws SQLException {
    String kind = String.valueOf(wish.get(1));
    long to = number(wish, 2);
    long at = number(wish, 6);
    Row row =
        new Row(event)
            .with("status", (int) to)
            .with("open", OPEN.contains(to))
            .with("claimed_by", null)
            .with("reason", wish.get(4))
            .with("paused_for", kind.equals("PAUSE") ? wish.get(5) : null)
            .with("paused_at", kind.equals("PAUSE") ? at : null)
            .with("finished_at", OPEN.contains(to) ? null : at)
            .with("last_modified", at)
            .with("last_writer", writer)
            .with("last_change", number);
    if (event.get("paused_at") != null) {
      row.with(
          "paused_millis",
          event.number("paused_millis") + Math.max(0, at - event.number("paused_at")));
    }
    if (kind.equals("REPROCESS")) {
      row.with("due_at", Math.max(at, event.number("scheduled"))).with("error_count", 0);
    }
    if (kind.equals("RESUME")) {
      row.with("template", null).with("template_version", null);
    }
    long id = event.number("id");
    tables.put(tables.events, id, row);
    tables.note(
        new Line(
            id,
            writer,
            number,
            at,
            (int) event.number("status"),
            (int) to,
            String.valueOf(wish.get(3))));
    Row log = tables.deliveryLog.get(id);
    if (log != null && !OPEN.contains(to)) {
      tables.put(
          tables.deliveryLog,
          id,
          new Row(log)
              .with("status", to == 3 ? 0 : 7)
              .with("in_flight", false)
              .with("next_retry", null)
              .with("last_modified", at));
    }
  }

  private static long number(List<@Nullable Object> wish, int column) {
    return ((Number) Objects.requireNonNull(wish.get(column))).longValue();
  }
}
