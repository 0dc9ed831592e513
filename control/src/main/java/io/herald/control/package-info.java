/**
 * The control instance, put together: where people design, preview and publish.
 *
 * <p>In: settings, a migrated database, the operators who may sign in. Out: the configuration API
 * under {@code /v1}, its OpenAPI document at {@code /v1/openapi.json}, a liveness probe at {@code
 * /healthz}, and what is published, on the execution instances. Writes no table itself: each
 * package below says which are its own.
 *
 * <p>Failure policy: it starts only when it can listen and read its database; a database that goes
 * away later is answered 503 until it is back. Sending never depends on control, so a crash stops
 * nobody's mail; what was committed is carried on after the next start.
 */
@NullMarked
package io.herald.control;

import org.jspecify.annotations.NullMarked;
