package io.herald.execution.collect;

import io.herald.message.event.NewEvent;
import java.util.List;

/** Where all doors meet. Safe for use by many threads. */
public interface Collector {
  /**
   * Checks events (EV-1) and stores them: all or none. Waits until they are on disk (EV-2).
   *
   * @param events at least one
   */
  Collected collect(List<NewEvent> events) throws InterruptedException;
}
