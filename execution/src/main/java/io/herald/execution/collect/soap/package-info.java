/**
 * The Classic dialect: SOAP 1.1 at {@code /nl/jsp/soaprouter.jsp} (API-20 to API-33).
 *
 * <p>In: an envelope in any of the forms existing clients send. Out: {@link
 * io.herald.message.event.NewEvent}s for the {@link io.herald.execution.collect.Collector}, and an
 * answer those clients can read. Writes no table itself; Logon and Logoff do through {@code
 * platform.access}.
 *
 * <p>The envelope streams by once: {@link SoapParser} finds the method, the method takes what it
 * needs from the stream ({@link SoapMethod}), and nothing is carried out before the last byte has
 * been seen to be well-formed and the caller has been admitted. No tree is built; the context is
 * copied as text ({@link ContextCopy}). Everything is bounded: bytes, depth, attributes, names,
 * number of events.
 *
 * <p>Failure: what the caller can mend is a {@code SOAP-ENV:Client} fault that names the field;
 * what it cannot is a {@code SOAP-ENV:Server} fault, and then the event may or may not be stored.
 * All faults go out with HTTP 200, because existing clients read no other. A crash before the
 * answer leaves the caller without one; whether the event was stored is then unknown to it.
 */
@NullMarked
package io.herald.execution.collect.soap;

import org.jspecify.annotations.NullMarked;
