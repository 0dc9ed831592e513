package io.herald.execution.queue;

/**
 * A statement over events that names the tables of one day when all of its events are of that day,
 * as nearly every group's are. Going through the partitioned tables, PostgreSQL prepares each of
 * their partitions anew for every execution: 1 ms for a few days, 2 ms for two months. Safe for use
 * by many threads.
 */
final class DaySql {
  private static final String DAY = "{day}";

  private record OfDay(String day, String sql) {}

  private final String text;
  private final OfDay ofAllDays;
  private volatile OfDay last;

  /**
   * @param text a statement where <code>{day}</code> follows the name of each table of events
   */
  DaySql(String text) {
    this.text = text;
    this.ofAllDays = new OfDay("", text.replace(DAY, ""));
    this.last = ofAllDays;
  }

  /** The statement for events from one id to another, both included. */
  String over(long lowest, long highest) {
    String day = Partitions.dayOf(lowest);
    if (!day.equals(Partitions.dayOf(highest))) {
      return ofAllDays.sql();
    }
    OfDay known = last;
    if (!known.day().equals(day)) {
      known = new OfDay(day, text.replace(DAY, day));
      last = known;
    }
    return known.sql();
  }
}
