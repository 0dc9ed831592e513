/**
 * The manners of the configuration API, the same for every resource: strict JSON in, problems (RFC
 * 9457) out, a request id on every answer, operators let in by HTTP Basic.
 *
 * <p>In: HTTP requests. Out: problems, and requests that the routes of the other packages can rely
 * on: of a known operator with the right to design, at most 2 MiB long. Writes no table.
 *
 * <p>A refusal says which field, which limit and what to do; it never repeats a password, a token
 * or the data that was sent. What fails without our knowing why is logged with the request id and
 * answered 500 without details; a database that cannot be reached is answered 503. Nothing here
 * keeps state, so a crash leaves nothing behind.
 */
@NullMarked
package io.herald.control.http;

import org.jspecify.annotations.NullMarked;
