package io.herald.execution.queue;

import io.herald.message.event.Queue;
import java.util.List;

/**
 * Events that are stored all or none; ids and claims are decided before, so that writing can be
 * repeated.
 */
record Together(List<EventStore.Appending> rows) {
  int weight() {
    int weight = 0;
    for (EventStore.Appending row : rows) {
      weight += row.event().weight();
    }
    return weight;
  }

  /** How many are for anybody to claim. */
  int unclaimed() {
    int unclaimed = 0;
    for (EventStore.Appending row : rows) {
      if (!row.claimed()) {
        unclaimed++;
      }
    }
    return unclaimed;
  }

  /** Whether all are real-time events; they are of one queue, that of their door. */
  boolean isRealTime() {
    for (EventStore.Appending row : rows) {
      if (row.event().event().queue() != Queue.REAL_TIME) {
        return false;
      }
    }
    return true;
  }

  boolean hasKeys() {
    for (EventStore.Appending row : rows) {
      if (row.key() != null) {
        return true;
      }
    }
    return false;
  }

  /** The same for a process that is this member now: the claims of an earlier one are void. */
  Together claimableBy(int member) {
    for (EventStore.Appending row : rows) {
      if (row.claimed() && row.event().claimedBy() != member) {
        return new Together(
            rows.stream()
                .map(r -> r.claimed() && r.event().claimedBy() != member ? r.unclaimed() : r)
                .toList());
      }
    }
    return this;
  }
}
