/**
 * Where control speaks to this instance ({@link io.herald.message.link.LinkPaths}): what each call
 * does stands beside what it is about, in {@code catalog} and {@code proof}.
 *
 * <p><b>In:</b> calls with the link secret. <b>Out:</b> answers in JSON. Writes no table.
 *
 * <p><b>Failure policy:</b> every call may be repeated, so whatever is unclear is answered with 503
 * and control calls again; a crash half way is such a case.
 */
@NullMarked
package io.herald.execution.link;

import org.jspecify.annotations.NullMarked;
