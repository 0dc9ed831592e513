package io.herald.execution.queue;

import java.util.List;
import java.util.Optional;

/** Looks events up. Not on the way of an event. */
public interface Events {
  /** The event with this full id. */
  Optional<StoredEvent> find(long id);

  /** Everything that happened to an event, in order (EV-60). */
  List<Transition> trail(long id);
}
