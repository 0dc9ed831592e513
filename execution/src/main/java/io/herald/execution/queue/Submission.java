package io.herald.execution.queue;

import io.herald.message.event.NewEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event as a door hands it in.
 *
 * @param key by which a repetition of it is known; null: every submission is a new event
 */
public record Submission(NewEvent event, @Nullable IdempotencyKey key) {
  /** An event without a key. */
  public static Submission of(NewEvent event) {
    return new Submission(event, null);
  }
}
