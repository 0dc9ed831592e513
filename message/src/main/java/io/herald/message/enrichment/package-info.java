/**
 * Finds the row that an enrichment reads into an event (DM-42, TPL-17, TPL-35): the same for
 * previews on control and for messages on an execution instance.
 *
 * <p>In: an event, what its type declares, and the rows of a resource in memory. Out: a {@link
 * io.herald.message.enrichment.Lookup}. Asks nobody and writes nothing; pure CPU.
 */
@NullMarked
package io.herald.message.enrichment;

import org.jspecify.annotations.NullMarked;
