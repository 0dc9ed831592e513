package io.herald.execution.queue;

import io.herald.message.event.Queue;
import io.herald.message.status.EventStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events are looked for; null, or an empty list: any.
 *
 * @param statuses one of these
 * @param address e-mail address in any letter case, or telephone number to the letter
 * @param from accepted at this instant or later
 * @param to accepted before this instant
 */
public record EventFilter(
    @Nullable String type,
    List<EventStatus> statuses,
    @Nullable Queue queue,
    @Nullable String address,
    @Nullable String externalId,
    @Nullable Instant from,
    @Nullable Instant to) {
  public EventFilter {
    statuses = List.copyOf(statuses);
  }
}
