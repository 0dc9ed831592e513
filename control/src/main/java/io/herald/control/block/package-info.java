/**
 * What templates include by name: personalization blocks (TPL-50, TPL-51) and options (TPL-40).
 *
 * <p>In: the routes {@code /v1/blocks} and {@code /v1/options}. Out: a {@link
 * io.herald.message.template.Library} of what is stored, for checks, previews, proofs and
 * publications. Writes the tables {@code personalization_block} and {@code template_option}.
 *
 * <p>Nothing here changes what is live: a publication carries the blocks and options its template
 * took in, as they were then (TPL-43). What a draft or another block includes cannot be deleted;
 * what only a live version includes can, since that version has its own copy. A block may be wrong:
 * it is saved, and the answer says what is wrong with it. Each change is one statement, so a crash
 * leaves either the old or the new state.
 */
@NullMarked
package io.herald.control.block;

import org.jspecify.annotations.NullMarked;
