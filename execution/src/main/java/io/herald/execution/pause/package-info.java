/**
 * What becomes of the events of a paused message (EV-40 to EV-45).
 *
 * <p><b>In:</b> which live templates are paused ({@link
 * io.herald.execution.catalog.PublishedTemplates}), and what waits in the table. <b>Out:</b> {@link
 * io.herald.execution.queue.Intervention}s to the ledger, a thousand events each.
 *
 * <p>Most events become paused on their journey, without a query: the router sees that the message
 * is paused, and the event's row says so from its next change on. What is here looks after those
 * that are on no journey: it pauses what waits for its time, ends a pause, and ends events whose
 * expiration comes, or whose message is unpublished, while they are paused.
 *
 * <p><b>Tables:</b> reads {@code event} and {@code published_template}; writes through the ledger.
 *
 * <p><b>Failure policy and crashes:</b> every round compares what is paused with what should be, so
 * nothing depends on having heard of a change: after a crash, a database that was away, or a
 * catalogue changed by another process the next round goes on.
 */
@NullMarked
package io.herald.execution.pause;

import org.jspecify.annotations.NullMarked;
