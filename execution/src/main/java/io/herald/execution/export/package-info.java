/**
 * What this instance knows of the events of a type, for control to save before the type is deleted
 * (TPL-7).
 *
 * <p><b>In:</b> calls over the link. <b>Out:</b> {@link io.herald.message.link.EventLog}s, page by
 * page; proofs and copies for traps are left out. Writes nothing, so a crash leaves nothing.
 *
 * <p><b>Failure policy:</b> a search that takes too long is given up and answered with 503.
 */
@NullMarked
package io.herald.execution.export;

import org.jspecify.annotations.NullMarked;
