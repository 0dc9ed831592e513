package io.herald.message.template;

import org.jspecify.annotations.Nullable;

/**
 * The places of everything a part prints, by number. The writer compares the place it is at with
 * the one a text was written for: whatever way the script took, a text that would land elsewhere
 * fails the message instead.
 *
 * @param before the place each literal begins at, see {@link HtmlState#place}
 * @param after the place each literal ends at
 * @param at the place of each printed value
 * @param sites how each value is written; null for those printed as they are
 */
record HtmlPlaces(int[] before, int[] after, int[] at, @Nullable HtmlPlace[] sites) {}
