/**
 * The Standard dialect: REST/JSON at {@code /<org>/campaign/mc<org>/<eventID>} (API-40 to API-46).
 *
 * <p>In: an event as a JSON object, or the key of an event whose status is wanted. Out: a {@link
 * io.herald.message.event.NewEvent} for the {@link io.herald.execution.collect.Collector}, and JSON
 * in the order and with the names of existing clients. Writes no table.
 *
 * <p>Credentials are checked before anything else. The body is read once, as a stream; the context
 * is checked against the published event type on the way and kept as the caller wrote it.
 *
 * <p>Failure: every refusal is {@code {"error_code","message"}} and names the field; 503 with
 * {@code Retry-After} means that nothing was stored, 500 that it is not known. A crash before the
 * answer leaves the caller without one; whether the event was stored is then unknown to it.
 */
@NullMarked
package io.herald.execution.collect.rest;

import org.jspecify.annotations.NullMarked;
