/**
 * Finds the published template for an event (EV-4, EV-5).
 *
 * <p><b>In:</b> {@link io.herald.execution.queue.QueuedEvent}. <b>Out:</b> {@link
 * io.herald.execution.route.RoutedEvent}, or a stop as {@code routingFailed} that names what was
 * missing. Answers from memory; writes nothing, so a crash here leaves nothing behind.
 */
@NullMarked
package io.herald.execution.route;

import org.jspecify.annotations.NullMarked;
