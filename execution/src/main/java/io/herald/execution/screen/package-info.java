/**
 * May this be sent to this address? For now: is there an address at all, of the right form (EV-24).
 *
 * <p><b>In:</b> {@link io.herald.execution.enrich.EnrichedEvent}. <b>Out:</b> {@link
 * io.herald.execution.screen.AdmittedEvent}, or a stop as {@code ignored}. Writes nothing.
 */
@NullMarked
package io.herald.execution.screen;

import org.jspecify.annotations.NullMarked;
