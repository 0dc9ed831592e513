package io.herald.execution.queue;

import java.util.List;

/** What became of events that were handed in together. */
public sealed interface Appended {
  /**
   * All are on disk.
   *
   * @param events in the order they were handed in
   */
  record Stored(List<Event> events) implements Appended {}

  /**
   * One of them.
   *
   * @param repeated it was on disk already: this is the id it got then, and nothing was created
   */
  record Event(long id, boolean repeated) {}

  /**
   * None of them was stored: a key was used before for another event.
   *
   * @param index of the first such event, from 0
   */
  record KeyTaken(int index) implements Appended {}
}
