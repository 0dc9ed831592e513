/**
 * What differs between two states of a template: its draft, what is live, any version (TPL-28).
 *
 * <p>In: {@code GET /v1/templates/{name}/diff}. Out: for each part that differs the lines that were
 * removed and added. Writes nothing.
 */
@NullMarked
package io.herald.control.compare;

import org.jspecify.annotations.NullMarked;
