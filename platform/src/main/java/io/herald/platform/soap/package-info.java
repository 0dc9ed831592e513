/**
 * SOAP 1.1 as existing clients of the Classic dialect speak it (API-20, API-26 to API-33), without
 * any of the methods that have to do with messages.
 *
 * <p>In: an envelope in any of the forms those clients send, and a table of methods ({@link
 * io.herald.platform.soap.SoapMethods}) that an instance has put together. Out: a call of one of
 * them, and an answer those clients can read. Writes no table itself; Logon and Logoff do through
 * {@code platform.access}.
 *
 * <p>The envelope streams by once: {@link io.herald.platform.soap.SoapParser} finds the method, the
 * method takes what it needs from the stream ({@link io.herald.platform.soap.SoapMethod}), and
 * nothing is carried out before the last byte has been seen to be well-formed and the caller has
 * been admitted. No tree is built. Everything is bounded: bytes, depth, attributes, names.
 *
 * <p>Failure: what the caller can mend is a {@code SOAP-ENV:Client} fault that names the field;
 * what it cannot is a {@code SOAP-ENV:Server} fault, and then the call may or may not have been
 * carried out. All faults go out with HTTP 200, because existing clients read no other. A crash
 * before the answer leaves the caller without one.
 */
@NullMarked
package io.herald.platform.soap;

import org.jspecify.annotations.NullMarked;
