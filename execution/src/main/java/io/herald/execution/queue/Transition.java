package io.herald.execution.queue;

import io.herald.message.status.EventStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of an event's audit trail (EV-60).
 *
 * @param from null for the first line
 * @param cause a short phrase
 * @param node the process that did it
 */
public record Transition(
    Instant at, @Nullable EventStatus from, EventStatus to, String cause, String node) {}
