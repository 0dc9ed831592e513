package io.herald.execution.simulation;

import io.herald.execution.simulation.ModelTables.Line;
import io.herald.execution.simulation.ModelTables.Row;
import io.herald.message.status.EventStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Closes the books of a schedule: what was promised, against what callers and provider saw. */
final class Invariants {
  private final World world;
  private final ModelTables tables;
  private final Provider provider;

  Invariants(World world, ModelTables tables, Provider provider) {
    this.world = world;
    this.tables = tables;
    this.provider = provider;
  }

  void check(List<Callers.Answered> answered) {
    for (Callers.Answered one : answered) {
      if (!tables.events.containsKey(one.id())) {
        world.violation("event %d was accepted and is lost".formatted(one.id()));
      }
    }
    for (Row event : tables.events.values()) {
      long id = event.number("id");
      List<Line> trail = tables.trailOf(id).stream().filter(line -> !line.refused()).toList();
      EventStatus status = EventStatus.ofNumber((int) event.number("status"));
      settledOnce(id, status, event, trail);
      attemptsInOrder(id, trail);
      deliveredAsSaid(id, status, event, trail);
      loggedAlike(id, status);
    }
    for (long id : provider.messages()) {
      if (!tables.events.containsKey(id)) {
        world.violation("event %d was sent and is not stored".formatted(id));
      }
    }
    keysStandForTheirEvents();
    numbersWithoutGaps();
  }

  /** One acceptance, allowed changes that join, one end, and nobody's hand on it. */
  private void settledOnce(long id, EventStatus status, Row event, List<Line> trail) {
    if (!status.settled()) {
      world.violation("event %d is still %s: %s".formatted(id, status, event));
      return;
    }
    @Nullable EventStatus at = null;
    int settled = 0;
    for (Line line : trail) {
      EventStatus to = EventStatus.ofNumber(line.to());
      Integer from = line.from();
      boolean joins = at == null ? from == null : from != null && from == at.number();
      boolean allowed =
          at == null ? to == EventStatus.PENDING : at.mayBecome(to) || (at == to && !to.settled());
      if (!joins || !allowed) {
        world.violation("event %d was %s when this happened: %s".formatted(id, at, line));
      }
      settled += to.settled() ? 1 : 0;
      at = to;
    }
    if (at != status || settled != 1) {
      world.violation(
          "event %d is %s, its trail settled it %d times and ends with %s"
              .formatted(id, status, settled, at));
    }
    if (event.get("claimed_by") != null) {
      world.violation("event %d is settled and claimed".formatted(id));
    }
  }

  /**
   * What one holder began nobody else ends; and who begins while the outcome of the last attempt is
   * not written says so.
   */
  private void attemptsInOrder(long id, List<Line> trail) {
    @Nullable Line begun = null;
    for (Line line : trail) {
      if (Provider.isBegin(line)) {
        boolean saysUnknown = line.cause().contains("outcome of the last one unknown");
        if ((begun != null) != saysUnknown) {
          world.violation("event %d: %s follows %s".formatted(id, line, begun));
        }
        begun = line;
      } else if (isOutcome(line)) {
        boolean ofTheLastHolder = line.cause().equals("outcome unknown, held");
        if (begun == null || (!sameProcess(begun, line) && !ofTheLastHolder)) {
          world.violation("event %d: %s ends %s".formatted(id, line, begun));
        }
        begun = null;
      }
    }
  }

  /** It may have become another member meanwhile; its claim was still its own then. */
  private boolean sameProcess(Line one, Line other) {
    return Objects.equals(tables.nodeOf(one.writer()), tables.nodeOf(other.writer()));
  }

  private static boolean isOutcome(Line line) {
    String cause = line.cause();
    return cause.equals("sent")
        || cause.startsWith("refused for")
        || cause.startsWith("not tried")
        || cause.startsWith("outcome unknown");
  }

  private void deliveredAsSaid(long id, EventStatus status, Row event, List<Line> trail) {
    int copies = provider.copies(id);
    long unknown = trail.stream().filter(line -> line.cause().contains("unknown")).count();
    if (status == EventStatus.PROCESSED && copies == 0) {
      world.violation("event %d is processed and the provider has no copy".formatted(id));
    }
    if (status != EventStatus.PROCESSED && copies > 0 && unknown == 0 && !inFlight(trail)) {
      world.violation("event %d is %s, but the provider has it".formatted(id, status));
    }
    if (copies > 1 + unknown) {
      world.violation(
          "event %d came %d times, its trail explains %d".formatted(id, copies, 1 + unknown));
    }
    if (Catalogue.HELD.equals(event.text("type")) && copies > 1) {
      world.violation("event %d must not be sent twice and came %d times".formatted(id, copies));
    }
    if (trail.stream().anyMatch(line -> line.cause().equals("refused for good"))
        && !provider.refusedForGood(id)) {
      world.violation("event %d was never refused for good".formatted(id));
    }
  }

  /** Whether its last attempt has no outcome: it ended because its time was over. */
  private static boolean inFlight(List<Line> trail) {
    boolean inFlight = false;
    for (Line line : trail) {
      inFlight = Provider.isBegin(line) || (inFlight && !isOutcome(line));
    }
    return inFlight;
  }

  private void loggedAlike(long id, EventStatus status) {
    Row log = tables.deliveryLog.get(id);
    boolean sent = log != null && log.number("status") == 1;
    if (sent != (status == EventStatus.PROCESSED)) {
      world.violation("event %d is %s, its delivery log says %s".formatted(id, status, log));
    }
    if (log != null && (log.number("status") == 6 || log.flag("in_flight"))) {
      world.violation("event %d is settled, its delivery log is open".formatted(id));
    }
  }

  private void keysStandForTheirEvents() {
    Map<Long, Row> byEvent = new HashMap<>();
    for (Row key : tables.keys.values()) {
      long id = key.number("event_id");
      if (!tables.events.containsKey(id) || byEvent.put(id, key) != null) {
        world.violation("key %s stands for no event of its own".formatted(key));
      }
    }
  }

  private void numbersWithoutGaps() {
    Map<Integer, Set<Long>> numbers = new HashMap<>();
    for (Line line : tables.trail) {
      if (!numbers.computeIfAbsent(line.writer(), _ -> new HashSet<>()).add(line.number())) {
        world.violation("number %d of writer %d twice".formatted(line.number(), line.writer()));
      }
    }
    numbers.forEach(
        (writer, given) -> {
          for (long n = 1; n <= given.size(); n++) {
            if (!given.contains(n)) {
              world.violation("writer %d has no line %d of %d".formatted(writer, n, given.size()));
              return;
            }
          }
        });
  }
}
