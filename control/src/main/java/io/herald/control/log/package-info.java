/**
 * The logs of execution instances, read over the link: to save them before an event type or a
 * template is deleted (TPL-7).
 *
 * <p>In: {@code :export} of event types and templates, and the question before a deletion. Out: one
 * line of JSON per event, page by page as the instances give them. Writes nothing.
 *
 * <p>An instance that cannot be reached when the export begins refuses it; one that goes away in
 * between ends it with a line that says so. A crash ends the answer early; asking again begins
 * anew.
 */
@NullMarked
package io.herald.control.log;

import org.jspecify.annotations.NullMarked;
