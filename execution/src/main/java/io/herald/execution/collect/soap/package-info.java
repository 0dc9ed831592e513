/**
 * The methods of the Classic dialect that have to do with events (API-20 to API-29), served with
 * {@link io.herald.platform.soap} at {@code /nl/jsp/soaprouter.jsp}, and the probes.
 *
 * <p>In: the parameters of a call as they stream by. Out: {@link io.herald.message.event.NewEvent}s
 * for the {@link io.herald.execution.collect.Collector}, and answers. Writes no table itself. What
 * is served is described in {@link io.herald.execution.collect.soap.ServedSchemas}.
 *
 * <p>The context is copied as text ({@link io.herald.execution.collect.soap.ContextCopy}); no tree
 * is built. The number of events in a call is bounded, as is everything about the envelope.
 *
 * <p>Failure: what the caller can mend is a fault that names the field; after a fault of ours the
 * event may or may not be stored. A crash before the answer leaves the caller without one; whether
 * the event was stored is then unknown to it.
 */
@NullMarked
package io.herald.execution.collect.soap;

import org.jspecify.annotations.NullMarked;
