/**
 * Adds data from declared sources to an event (EV-6, TPL-35).
 *
 * <p><b>In:</b> {@link io.herald.execution.route.RoutedEvent}. <b>Out:</b> {@link
 * io.herald.execution.enrich.EnrichedEvent}. Writes nothing.
 *
 * <p><b>Failure policy:</b> a source that throws does not know right now: the event stays pending
 * and is tried again later (EV-20).
 */
@NullMarked
package io.herald.execution.enrich;

import org.jspecify.annotations.NullMarked;
