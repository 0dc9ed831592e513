/**
 * Rows that enrichments look up (DM-42, TPL-17): kept here, shown in previews, and carried to every
 * execution instance, which keeps them in memory.
 *
 * <p>In: the routes {@code /v1/data}. Out: {@link io.herald.message.link.ReferenceData} over the
 * link. Writes the table {@code data_resource}.
 *
 * <p>A resource is always replaced whole, in one statement, and carried whole by {@link
 * io.herald.control.publish.Reconciler}, with the publications: at once, and every two seconds to
 * those that do not have it; what an instance refuses is shown with the instance. An instance that
 * is away gets it when it is back; until then it goes on with what it has. What an event type names
 * cannot be deleted. A crash loses nothing: the next comparison pushes.
 */
@NullMarked
package io.herald.control.data;

import org.jspecify.annotations.NullMarked;
