/**
 * The events of this instance: appended in groups, handed over in memory, claimed, rescheduled,
 * looked up.
 *
 * <p><b>In:</b> {@link io.herald.message.event.NewEvent} from the collector. <b>Out:</b> {@link
 * io.herald.execution.queue.QueuedEvent} to the journey, and back again as a {@link
 * io.herald.execution.queue.Change}. What people want done with stored events comes in at the
 * {@link io.herald.execution.queue.EventDesk}.
 *
 * <p><b>Tables:</b> writes {@code event}, {@code delivery_log}, {@code event_transition}, {@code
 * idempotency_key} and {@code member}.
 *
 * <p><b>Failure policy:</b> whatever was accepted or decided is written again until the database
 * answers; every write can be repeated without doing anything twice. Every change repeats the claim
 * it rests on, so a process that lost its claims changes nothing.
 *
 * <p><b>A crash half way</b> leaves events claimed by a member that is gone; another process, or
 * the next start, releases the claims and anybody takes them. An event whose attempt has no
 * recorded outcome is recognised by {@code in_flight}.
 */
@NullMarked
package io.herald.execution.queue;

import org.jspecify.annotations.NullMarked;
