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
   * @param status pending, or paused; of a repeated one, what it was when it was accepted
   * @param repeated it had been accepted before under this id, and nothing was created (API-9)
   */
  record AcceptedEvent(long id, EventStatus status, boolean repeated) {
    /** A new one. */
    public AcceptedEvent(long id, EventStatus status) {
      this(id, status, false);
    }
  }

  /**
   * Nothing was stored, because one event is not acceptable.
   *
   * @param index which one, from 0
   * @param field the field as the specification names it, for example {@code email}
   * @param message what is wrong and what is expected; never repeats the caller's data
   */
  record Refused(int index, String field, String message) implements Collected {}

  /**
   * Nothing was stored, because an idempotency key was used within the last 24 hours for an event
   * that says something else (API-9).
   *
   * @param index which one's key, from 0
   */
  record KeyTaken(int index) implements Collected {
    /** What to tell the caller, at every door the same; to be read after the key's name. */
    public static final String MESSAGE =
        "was used within the last 24 hours for another event; a repetition must be the same to the"
            + " letter, and a new event needs a new key";
  }

  /** Nothing was stored, through no fault of the caller: ask again later. */
  record Unavailable(String why, Duration retryAfter) implements Collected {}
}
