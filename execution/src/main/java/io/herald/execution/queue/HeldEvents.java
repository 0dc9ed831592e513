package io.herald.execution.queue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The events this process has in its hands: from before they are stored as claimed until their
 * journey has ended. What is claimed by this process in the database but not held here is nobody's,
 * and is given up ({@link Claimer}). Safe for use by many threads.
 */
public final class HeldEvents {
  private final Set<Long> ids = ConcurrentHashMap.newKeySet();

  void hold(long id) {
    ids.add(id);
  }

  /** Says that nothing more is done with the event here. */
  public void letGo(long id) {
    ids.remove(id);
  }

  /** How many there are. */
  int count() {
    return ids.size();
  }

  Long[] ids() {
    return ids.toArray(Long[]::new);
  }
}
