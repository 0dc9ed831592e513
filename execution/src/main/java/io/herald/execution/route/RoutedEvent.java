package io.herald.execution.route;

import io.herald.execution.catalog.LiveTemplate;
import io.herald.execution.queue.QueuedEvent;
import java.time.Instant;

/**
 * An event and the template that answers it.
 *
 * @param expires nothing is sent from this instant on (EV-33, EV-34)
 * @param routedAt when the template was linked
 */
public record RoutedEvent(
    QueuedEvent queued, LiveTemplate template, Instant expires, Instant routedAt) {}
