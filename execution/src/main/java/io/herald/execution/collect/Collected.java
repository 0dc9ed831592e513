package io.herald.execution.collect;

import io.herald.message.status.EventStatus;
import java.time.Duration;
import java.util.List;

/** What the collector says to a door. */
public sealed interface Collected {
  /**
   * On disk, every one of them.
   *
   * @param events in the order they were handed in
   */
  record Accepted(List<AcceptedEvent> events) implements Collected {}

  /**
   * One accepted event.
   *
   * @param id the full 64-bit id
   * @param status pending, or paused
   */
  record AcceptedEvent(long id, EventStatus status) {}

  /**
   * Nothing was stored, because one event is not acceptable.
   *
   * @param index which one, from 0
   * @param field the field as the specification names it, for example {@code email}
   * @param message what is wrong and what is expected; never repeats the caller's data
   */
  record Refused(int index, String field, String message) implements Collected {}

  /** Nothing was stored, through no fault of the caller: ask again later. */
  record Unavailable(String why, Duration retryAfter) implements Collected {}
}
