/**
 * Whom messages come from: names, addresses, logo (DM-51, TPL-12, TPL-13).
 *
 * <p>In: the routes {@code /v1/brands}. Out: the brands by name, for whoever compiles a template.
 * Writes the table {@code brand}.
 *
 * <p>Nothing here changes what is live: a publication carries the brands its template may choose
 * from, as they were then. A brand that a draft names cannot be deleted; what only a live version
 * has can, since that version has its own copy. Each change is one statement, so a crash leaves
 * either the old or the new state.
 */
@NullMarked
package io.herald.control.brand;

import org.jspecify.annotations.NullMarked;
