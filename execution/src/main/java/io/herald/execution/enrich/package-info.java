/**
 * Adds data from declared sources to an event (EV-6, TPL-17, TPL-35).
 *
 * <p><b>In:</b> {@link io.herald.execution.route.RoutedEvent}; over the link the rows of resources.
 * <b>Out:</b> {@link io.herald.execution.enrich.EnrichedEvent}, a stop as {@code targetingFailed},
 * or another look later.
 *
 * <p><b>Tables:</b> writes {@code reference_data}; a row is looked up in memory.
 *
 * <p><b>Failure policy:</b> no row, or several without an order, is an answer: the declared policy
 * decides. A source that throws, or is not here, does not know right now: the event stays pending
 * and is tried again later (EV-20).
 *
 * <p><b>A crash half way</b> leaves the old rows of a resource or the new ones.
 */
@NullMarked
package io.herald.execution.enrich;

import org.jspecify.annotations.NullMarked;
