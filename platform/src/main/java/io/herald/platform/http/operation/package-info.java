/**
 * The native HTTP API as a table: one {@link io.herald.platform.http.operation.Operation} per thing
 * a caller can do, with its method, path, needed right, parameters, body and possible refusals. The
 * table is all there is: {@link io.herald.platform.http.operation.OperationServlet} routes over it,
 * checks right, parameters and body by it, and {@link
 * io.herald.platform.http.operation.OpenApiDocument} describes it, so that none of the three can
 * say something else than the others (SEC-8, API-53).
 *
 * <p>In: requests below {@code /v1}. Out: JSON, or a {@link
 * io.herald.platform.http.operation.Problem} (RFC 9457). Knows no operations of its own; packages
 * that have some hand them in at start. Who calls is decided by the {@link
 * io.herald.platform.http.operation.Gate} it is given, before anything else is looked at.
 *
 * <p>No tables, no state; a crash half way leaves what the handler of the operation left. A refusal
 * is a value ({@link io.herald.platform.http.operation.Refused}); an exception of a handler is
 * answered 500, or 503 when the database did not answer.
 */
@NullMarked
package io.herald.platform.http.operation;

import org.jspecify.annotations.NullMarked;
