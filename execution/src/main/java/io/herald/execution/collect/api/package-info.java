/**
 * The native door: events one by one and in lists, what became of them, and changing that (API-50,
 * API-52), as operations of {@link io.herald.platform.http.operation.OperationTable}.
 *
 * <p>In: JSON below {@code /v1/events}. Out: {@link io.herald.message.event.NewEvent} to the {@link
 * io.herald.execution.collect.Collector}, which answers when the event is on disk; wishes to the
 * {@link io.herald.execution.queue.EventDesk}; for the rest, what the stores of the queue find.
 * Writes no tables itself.
 *
 * <p>Failure: bad input is refused with the field's name; an event type that is not published is
 * refused too, because here the caller is still there to be told (the other doors answer as their
 * dialects demand). When the database does not answer, 503 with {@code Retry-After}; whether
 * something was stored is then unknown, and a repetition with the same idempotency key is safe. The
 * same goes for a crash half way.
 */
@NullMarked
package io.herald.execution.collect.api;

import org.jspecify.annotations.NullMarked;
