package io.herald.execution.queue;

import io.herald.message.event.NewEvent;
import io.herald.message.status.EventStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as it stands in the database.
 *
 * @param event as it was accepted
 * @param reason why it stands where it stands, for people; null when there is nothing to say
 * @param errorCount errors before a message existed (EV-20)
 * @param attempt sending attempts begun
 * @param template the template its message was made from; null before there is one
 * @param steps when it was accepted and passed the steps (EV-12)
 */
public record StoredEvent(
    long id,
    NewEvent event,
    EventStatus status,
    @Nullable String reason,
    int errorCount,
    int attempt,
    QueuedEvent.@Nullable PreparedWith template,
    Steps steps) {

  /**
   * When the event passed the steps of its journey; null: not yet.
   *
   * @param created accepted and on disk
   * @param due next moment something is to be done; meaningful while the event is open
   * @param finished its status was settled
   */
  public record Steps(
      Instant created,
      Instant due,
      @Nullable Instant routed,
      @Nullable Instant prepared,
      @Nullable Instant handedOver,
      @Nullable Instant finished,
      Instant lastModified) {}
}
