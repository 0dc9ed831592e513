package io.herald.bench.torture;

import io.herald.bench.torture.FaultPlan.Moment;
import io.herald.bench.torture.FaultPlan.Target;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What was done to the processes, and what they did themselves. Safe for use by many threads. */
final class Tally {
  private final Map<Target, Map<Moment, Integer>> kills = new EnumMap<>(Target.class);
  private final Map<String, Integer> troubles = new TreeMap<>();
  private final Map<String, Integer> endedWhileStarting = new TreeMap<>();
  private final Map<String, Integer> endedByThemselves = new TreeMap<>();
  private int all;

  synchronized void killed(Target target, Moment moment) {
    kills.computeIfAbsent(target, _ -> new EnumMap<>(Moment.class)).merge(moment, 1, Integer::sum);
    all++;
  }

  /** Something that lasts began. */
  synchronized void troubled(String what) {
    troubles.merge(what, 1, Integer::sum);
  }

  /** A program ended though nobody had killed it. */
  synchronized void ended(String name, boolean wasReady) {
    (wasReady ? endedByThemselves : endedWhileStarting).merge(name, 1, Integer::sum);
  }

  /** Kills so far. */
  synchronized int kills() {
    return all;
  }

  /** How many kills of each, at which moment. */
  synchronized Map<Target, Map<Moment, Integer>> killsByTarget() {
    Map<Target, Map<Moment, Integer>> copy = new EnumMap<>(Target.class);
    kills.forEach((target, moments) -> copy.put(target, new EnumMap<>(moments)));
    return copy;
  }

  /** How often something that lasts happened, by what it was. */
  synchronized Map<String, Integer> troubles() {
    return new TreeMap<>(troubles);
  }

  /** Programs that gave up starting, for example because the database was away. */
  synchronized Map<String, Integer> endedWhileStarting() {
    return new TreeMap<>(endedWhileStarting);
  }

  /** Programs that served, and ended though nobody had killed them: a fault. */
  synchronized Map<String, Integer> endedByThemselves() {
    return new TreeMap<>(endedByThemselves);
  }
}
